//! A rehearsal that goes on by itself: asked for on a page, done by a worker, found again by whoever comes back. What
//! was typed for it is kept sealed, so that the change itself need not ask for it again.

use std::time::Duration;

use jiff::Timestamp;
use model::{ConnectionId, remote::RecordKind};
use serde::{Deserialize, Serialize};
use store::{
    integrations::{
        connection::Connection,
        rehearsal::{self, Kept},
    },
    task::{self, Task},
    workspace,
};

use super::{Rehearsal, rehearse, speaking};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    integrations::{
        Api, Credentials, change_api, changeable,
        credentials::{place, read, seal},
    },
};

/// The kind of the task that does a rehearsal; its subject is the connection.
pub(crate) const TASK: &str = "integrations.rehearse";

/// How often a worker notes how far it is.
const NOTE: Duration = Duration::from_secs(1);

/// The last rehearsal of a connection.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The API that is tried.
    pub then: String,
    /// Who asked for it.
    pub asked_by: String,
    /// When.
    pub started_at: Timestamp,
    /// When it was over.
    pub ended_at: Option<Timestamp>,
    /// What is known of it.
    pub stands: Stands,
}

/// What is known of a rehearsal.
#[derive(Clone, Debug)]
pub enum Stands {
    /// It goes on.
    Running(Progress),
    /// It found nothing out; the sentence says why.
    Failed(String),
    /// What it found.
    Found(Box<Rehearsal>),
}

/// How far a rehearsal is: it reads one kind of record after the other, each both ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Which kind is being read.
    pub kind: Option<RecordKind>,
    /// How many of them were read, this way.
    pub seen: u64,
}

/// Asks for a rehearsal. The one before is forgotten.
///
/// # Errors
/// [`Error::Invalid`] at credentials that can't be accepted; [`Error::Conflict`] while one goes on.
pub async fn begin(app: &App, actor: &Actor, id: ConnectionId, typed: &Credentials) -> Result<()> {
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    speaking(app, &connection, typed)?;
    if rehearsal::of(&tx, id).await?.is_some_and(|last| last.ended_at.is_none()) {
        return Err(Error::Conflict("A rehearsal goes on. Wait for it, or stop it first.".into()));
    }
    let manifest = app.connector(&connection.vendor).ok_or(Error::NotFound("app"))?.manifest();
    let checked = read(manifest, typed, |_| true)?;
    let api = checked.settings.get(Api::SETTING).cloned().unwrap_or_default();
    let kept = Kept {
        connection: id,
        workspace: connection.workspace,
        secrets: seal(app, id, &checked.secrets),
        settings: checked.settings,
        asked_by: actor.name.clone(),
        started_at: app.now(),
        progress: progress(Progress::default()),
        ended_at: None,
        sentence: None,
        found: None,
        api,
    };
    rehearsal::put(&tx, &kept).await?;
    task::push(&tx, app.id(), connection.workspace, TASK, id.into(), app.now(), app.now()).await?;
    let detail = format!("of “{}”, by {}", connection.name, kept.api);
    audit::write(app, &tx, actor, "connection.rehearsed", ("connection", Some(id.into())), detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Where the last rehearsal stands; `None` where there is none for another API than the one that is spoken.
pub async fn standing(app: &App, actor: &Actor, id: ConnectionId) -> Result<Option<Standing>> {
    let connection = changeable(&app.db, actor, id).await?;
    let Some(kept) = of_other_api(rehearsal::of(&app.db, id).await?, &connection) else { return Ok(None) };
    let unreadable =
        || "A rehearsal of an older version can't be read any more. Ask for a new one.".to_owned();
    let stands = match (kept.found, kept.sentence) {
        (Some(found), _) => match serde_json::from_value(found) {
            Ok(found) => Stands::Found(Box::new(found)),
            Err(_) => Stands::Failed(unreadable()),
        },
        (None, Some(sentence)) => Stands::Failed(sentence),
        (None, None) => Stands::Running(serde_json::from_value(kept.progress).unwrap_or_default()),
    };
    Ok(Some(Standing {
        then: kept.api,
        asked_by: kept.asked_by,
        started_at: kept.started_at,
        ended_at: kept.ended_at,
        stands,
    }))
}

fn of_other_api(kept: Option<Kept>, connection: &Connection) -> Option<Kept> {
    kept.filter(|kept| connection.settings.get(Api::SETTING) != Some(&kept.api))
}

/// Stops a rehearsal that goes on, or forgets what one found, and the credentials that were typed for it.
pub async fn forget(app: &App, actor: &Actor, id: ConnectionId) -> Result<()> {
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    if rehearsal::forget(&tx, id).await? {
        let detail = format!("of “{}”", connection.name);
        let subject = ("connection", Some(id.into()));
        audit::write(app, &tx, actor, "connection.rehearsal_forgotten", subject, detail).await?;
    }
    Ok(tx.commit().await?)
}

/// Changes the connection to the API that was rehearsed, with the credentials that were typed for the rehearsal.
///
/// # Errors
/// [`Error::Conflict`] where nothing was rehearsed to its end; otherwise as [`change_api::change_api`].
pub async fn change(app: &App, actor: &Actor, id: ConnectionId) -> Result<()> {
    let connection = changeable(&app.db, actor, id).await?;
    let kept = of_other_api(rehearsal::of(&app.db, id).await?, &connection);
    let kept = kept.filter(|kept| kept.found.is_some());
    let kept = kept.ok_or_else(|| Error::Conflict("Rehearse the change first.".into()))?;
    let typed = typed(app, &kept)?;
    change_api::change_api(app, actor, id, &typed).await?;
    // A crash before this line leaves a rehearsal of the API that is spoken now, which nobody is shown.
    let tx = app.db.begin().await?;
    rehearsal::forget(&tx, id).await?;
    Ok(tx.commit().await?)
}

/// What was typed, with its secrets opened.
fn typed(app: &App, kept: &Kept) -> Result<Credentials> {
    let shown = kept.settings.iter().map(|(key, value)| (key.clone(), value.clone().into()));
    let secrets: Vec<_> = kept
        .secrets
        .iter()
        .map(|(key, sealed)| Ok((key.clone(), app.vault.open(sealed, &place(kept.connection, key))?)))
        .collect::<std::result::Result<_, store::seal::SealError>>()
        .map_err(store::Error::from)?;
    Ok(Credentials::new(shown.chain(secrets)))
}

/// Does a rehearsal that was asked for, from its beginning: a worker that died left nothing to go on from.
///
/// # Errors
/// Where the database fails; the claim then runs out and it is done again.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let space = workspace::get(&app.db, task.workspace).await?;
    let kept = rehearsal::of(&app.db, task.subject.into()).await?.filter(|kept| kept.ended_at.is_none());
    let found = match (&space, &kept) {
        (Some(space), Some(kept)) => {
            let actor = Actor::worker(space.id, space.kind);
            Some((kept, read_both(app, &actor, kept).await))
        }
        _ => None,
    };
    let tx = app.db.begin().await?;
    if let Some((kept, found)) = found {
        let found = found.map(|found| serde_json::to_value(found).unwrap_or_default());
        let why = found.as_ref().err().map(sentence).unwrap_or_default();
        rehearsal::end(&tx, kept, app.now(), found.as_ref().map_err(|_| why.as_str())).await?;
    }
    if task::finish(&tx, task.id, worker).await? {
        // One that was asked for while this one was being stopped begins now.
        let next = rehearsal::of(&tx, task.subject.into()).await?.filter(|next| next.ended_at.is_none());
        if next.is_some() {
            let now = app.now();
            task::push(&tx, app.id(), task.workspace, TASK, task.subject, now, now).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

fn sentence(error: &Error) -> String {
    match error {
        Error::Vendor(error) => format!("{error}."),
        other => other.to_string(),
    }
}

/// Reads both ways, and notes how far it is beside that.
async fn read_both(app: &App, actor: &Actor, kept: &Kept) -> Result<Rehearsal> {
    let typed = typed(app, kept)?;
    let (at, mut far) = tokio::sync::watch::channel(Progress::default());
    let seen = move |kind, seen| {
        at.send_replace(Progress { kind: Some(kind), seen });
    };
    let noting = async {
        while far.changed().await.is_ok() {
            let now = *far.borrow_and_update();
            match note(app, kept, now).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => tracing::warn!(%error, "how far a rehearsal is could not be noted"),
            }
            app.clock.sleep(NOTE).await;
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        found = rehearse(app, actor, kept.connection, &typed, seen) => found,
        // Somebody stopped it: nobody reads why it ended.
        () = noting => Err(Error::NotFound("rehearsal")),
    }
}

async fn note(app: &App, kept: &Kept, far: Progress) -> Result<bool> {
    let tx = app.db.begin().await?;
    let goes_on = rehearsal::set_progress(&tx, kept, &progress(far)).await?;
    tx.commit().await?;
    Ok(goes_on)
}

fn progress(far: Progress) -> serde_json::Value {
    serde_json::to_value(far).unwrap_or_default()
}
