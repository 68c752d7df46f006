//! The worker's part: a table's people come in, many a transaction, from where it stopped.

use model::{
    pool::{Consent, Origin, Person},
    workspace::WorkspaceKind,
};
use store::{
    sourcing::import::{self, Import},
    task::{self, Task},
};

use super::{Outcome, Target, read};
use crate::{
    Actor, App,
    error::Result,
    sourcing::pool::take::{Incoming, take},
};

/// How many rows come in in one transaction.
const PIECE: usize = 100;

/// No more rows than this are told of one by one.
const MOST_TOLD: usize = 1_000;

/// Brings a table's people in.
///
/// # Errors
/// Where the database fails; it goes on from the last transaction then.
pub(crate) async fn work(app: &App, worker: &str, job: &Task) -> Result<()> {
    let actor = Actor::worker(job.workspace, WorkspaceKind::Production);
    let Some(kept) = import::get(&app.db, job.workspace, job.subject.into()).await? else {
        return end(app, worker, job).await;
    };
    let targets: Vec<Target> = kept.mapping.as_deref().map(read).transpose()?.unwrap_or_default();
    let mut outcome: Outcome = kept.outcome.as_deref().map(read).transpose()?.unwrap_or_default();
    let mut done = usize::try_from(kept.done).unwrap_or(usize::MAX);
    while !outcome.ended {
        let tx = app.db.begin().await?;
        for (number, cells) in kept.rows.iter().skip(done).take(PIECE) {
            match person(cells, &targets) {
                Ok(person) => {
                    let origin = Origin::File { name: kept.file_name.clone() };
                    let (consent, seen_at) = (Consent::Unknown, app.now());
                    let incoming = Incoming { origin, person, consent, seen_at, touched_at: None };
                    let taken = take(app, &tx, &actor, incoming).await?;
                    *(if taken.known { &mut outcome.known } else { &mut outcome.new }) += 1;
                    outcome.asked += u64::from(taken.asked);
                }
                Err(why) if outcome.left_out.len() < MOST_TOLD => {
                    outcome.left_out.push((*number, why.into()))
                }
                Err(_) => {}
            }
        }
        done = (done + PIECE).min(kept.rows.len());
        outcome.ended = done >= kept.rows.len();
        keep(&tx, job, &kept, done, &outcome).await?;
        tx.commit().await?;
    }
    end(app, worker, job).await
}

async fn keep(tx: &store::Tx, job: &Task, kept: &Import, done: usize, outcome: &Outcome) -> Result<()> {
    let text = serde_json::to_string(outcome).map_err(|_| store::Error::Unreadable("import"))?;
    Ok(import::set_progress(tx, job.workspace, kept.id, done as u64, &text, outcome.ended).await?)
}

async fn end(app: &App, worker: &str, job: &Task) -> Result<()> {
    let tx = app.db.begin().await?;
    if task::finish(&tx, job.id, worker).await? {
        tx.commit().await?;
    }
    Ok(())
}

/// The person of a row, or why there is none.
fn person(cells: &[String], targets: &[Target]) -> std::result::Result<Person, &'static str> {
    let mut person = Person::default();
    for (cell, target) in cells.iter().zip(targets) {
        target.put(cell, &mut person);
    }
    if person.full_name().is_empty() {
        return Err("No name stands in this row.");
    }
    if person.emails.is_empty() && person.phones.is_empty() && person.pages.is_empty() {
        return Err("No e-mail address, phone number or profile's address stands in this row.");
    }
    Ok(person)
}
