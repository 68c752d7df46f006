//! The walk: a page a transaction, with the place that comes next. One that is cut off goes on where it stopped.

use connect::{
    VendorError,
    crm::{AskPeople, PeoplePage},
};
use jiff::SignedDuration;
use model::connection::ConnectionStatus;
use store::{
    Tx,
    integrations::connection::{self, Connection},
    sourcing::walk::{self, Walk},
    task::{self, Task},
    workspace,
};

use super::{
    PAUSE,
    person::{Became, apply},
};
use crate::{
    Actor, App,
    error::{Error, Result},
    handoff::problem::{Follows, follows},
    integrations::{
        health,
        open::{Open, open},
    },
    sourcing::push::crm,
    work::LEASE,
};

/// By how much the window of a walk overlaps the one before: clocks and commits are not exact.
const OVERLAP: SignedDuration = SignedDuration::from_mins(5);

/// Walks on.
///
/// # Errors
/// Where the database fails; the claim then runs out and the walk is taken up again.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let space = workspace::get(&app.db, task.workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let connection = connection::get(&app.db, space.id, task.subject.into()).await?;
    let connection = connection.ok_or(Error::NotFound("connection"))?;
    let kept = walk::of(&app.db, space.id, connection.id).await?;
    let Some(mut kept) = kept.filter(|walk| walk.is_on && connection.status == ConnectionStatus::Enabled)
    else {
        let tx = app.db.begin().await?;
        task::finish(&tx, task.id, worker).await?;
        return Ok(tx.commit().await?);
    };
    let actor = Actor::worker(space.id, space.kind);
    let open = match open(app, space.kind, &connection) {
        Ok(open) => open,
        Err(error) => return stop(app, worker, task, &connection, kept, &error, vec![]).await,
    };
    loop {
        let ask = AskPeople { changed_after: kept.changed_after, cursor: kept.cursor.clone() };
        let page = match page(&open, &ask).await {
            Ok(page) => page,
            Err(error) => {
                let calls = open.ctx.http.calls();
                return stop(app, worker, task, &connection, kept, &error, calls).await;
            }
        };
        let tx = app.db.begin().await?;
        let is_over = page.next.is_none();
        take_over(app, &tx, &actor, &connection, &mut kept, page).await?;
        let held = if is_over {
            task::retry(&tx, task.id, worker, app.now() + PAUSE).await?
        } else {
            task::renew(&tx, task.id, worker, app.now() + LEASE).await?
        };
        if !held {
            return Ok(());
        }
        walk::put(&tx, space.id, &kept).await?;
        health::record(app, &tx, &connection, None, open.ctx.http.calls(), None).await?;
        tx.commit().await?;
        if is_over {
            return Ok(());
        }
    }
}

async fn page(open: &Open, ask: &AskPeople) -> std::result::Result<PeoplePage, VendorError> {
    crm(open)?.page(&open.ctx, ask).await
}

/// Takes over a page, and says in the walk how far it came.
async fn take_over(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    of: &Connection,
    kept: &mut Walk,
    page: PeoplePage,
) -> Result<()> {
    if kept.began_at.is_none() {
        kept.began_at = Some(app.now());
        kept.reads_from = page.answered_at.map(|at| at - OVERLAP);
        (kept.seen, kept.made, kept.changed, kept.forgotten, kept.unreadable) = (0, 0, 0, 0, 0);
    }
    for person in page.people {
        kept.seen += 1;
        let Ok(person) = person else {
            kept.unreadable += 1;
            continue;
        };
        match apply(app, tx, actor, of, person).await? {
            Became::Made => kept.made += 1,
            Became::Changed => kept.changed += 1,
            Became::Forgotten => kept.forgotten += 1,
            Became::Same => {}
        }
    }
    kept.problem = None;
    kept.cursor = page.next;
    if kept.cursor.is_none() {
        kept.changed_after = kept.reads_from.or(kept.changed_after);
        (kept.began_at, kept.reads_from, kept.ended_at) = (None, None, Some(app.now()));
    }
    Ok(())
}

/// The walk can't go on now. Where that heals by itself it is taken up again; otherwise with the next pause.
async fn stop(
    app: &App,
    worker: &str,
    task: &Task,
    of: &Connection,
    mut kept: Walk,
    error: &VendorError,
    calls: Vec<connect::CallEntry>,
) -> Result<()> {
    let (after, sentence) = match follows(error, 1, &of.name) {
        Follows::Again(after, problem) => (after, problem.sentence),
        Follows::Card(problem) => (PAUSE, problem.sentence),
    };
    let tx = app.db.begin().await?;
    if task::retry(&tx, task.id, worker, app.now() + after).await? {
        kept.problem = Some(sentence);
        walk::put(&tx, task.workspace, &kept).await?;
        health::record(app, &tx, of, None, calls, Some(error)).await?;
        tx.commit().await?;
    }
    Ok(())
}
