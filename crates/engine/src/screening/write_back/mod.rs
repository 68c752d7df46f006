//! Writing results into the system that an application came from: a field for each part, exactly one status tag, and a
//! comment where one is asked for. What is unchanged writes nothing, and what a person changed there is left.
//!
//! A result that waits is marked in its own row (`store::screening::mark`). This task queues what differs, application
//! by application; `outgoing` carries it there, step by step and once.

pub(crate) mod came;
pub mod names;
pub mod places;
pub(crate) mod put;
pub mod sheet;
#[cfg(test)]
mod tests;
pub mod told;

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use model::{ApplicationId, ConnectionId, JobId, WorkspaceId, screening::Criteria};
use store::{
    Tx,
    hiring::{application, candidate},
    screening::{criteria, mark, preference, target, written},
    sync::mirror::{self, Kind},
    task::{self, Task},
    workspace,
};

use self::put::Onto;
use super::threshold_of;
use crate::{
    Actor, App,
    error::{Error, Result},
    outgoing::{self, Whose},
    work::LEASE,
};

/// The kind of the task that queues what a job's results say. Its subject is the job.
pub(crate) const TASK: &str = "screening.write_back";

/// How many results are queued in one transaction.
const MOST: u64 = 50;

/// Asks for a worker to write a job's results that are marked for it. Nothing is asked for where the job's results
/// are written nowhere: the marks stay until they are.
///
/// # Errors
/// Where the database fails.
pub async fn call(app: &App, tx: &Tx, workspace: WorkspaceId, job: JobId) -> Result<()> {
    if !preference::get(tx, workspace, job).await?.write_back {
        return Ok(());
    }
    let now = app.now();
    Ok(task::push(tx, app.id(), workspace, TASK, job.into(), now, now).await?)
}

/// The same for several jobs.
///
/// # Errors
/// Where the database fails.
pub(crate) async fn call_many(
    app: &App,
    tx: &Tx,
    workspace: WorkspaceId,
    jobs: impl Iterator<Item = JobId>,
) -> Result<()> {
    for job in jobs.collect::<BTreeSet<_>>() {
        call(app, tx, workspace, job).await?;
    }
    Ok(())
}

/// Marks all that is known of the jobs that come from a connected system as to be written there, and asks for a
/// worker.
///
/// # Errors
/// Where the database fails.
pub(crate) async fn call_all_of(
    app: &App,
    tx: &Tx,
    workspace: WorkspaceId,
    connection: ConnectionId,
) -> Result<()> {
    let rows = mirror::all(tx, connection, Kind::Job).await?;
    let jobs: Vec<JobId> = rows.into_iter().filter_map(|row| Some(row.local?.into())).collect();
    for (job, preference) in preference::of_jobs(tx, workspace, &jobs).await? {
        if preference.write_back {
            mark::unwritten_job(tx, workspace, job, app.now()).await?;
            call(app, tx, workspace, job).await?;
        }
    }
    Ok(())
}

/// Queues what a job's marked results say, some in a transaction, until none is left.
///
/// # Errors
/// Where the database fails; the claim then runs out and the others are taken up again.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let space = workspace::get(&app.db, task.workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let actor = Actor::worker(space.id, space.kind);
    loop {
        let tx = app.db.begin().await?;
        if !task::renew(&tx, task.id, worker, app.now() + LEASE).await? {
            return Ok(());
        }
        let more = some(app, &tx, &actor, task.subject.into()).await?;
        if !more {
            task::finish(&tx, task.id, worker).await?;
        }
        tx.commit().await?;
        if !more {
            return Ok(());
        }
        app.bell.notify_one();
    }
}

/// Queues what some of a job's marked results say. `false` where none is left, or the job's are written nowhere.
async fn some(app: &App, tx: &Tx, actor: &Actor, job: JobId) -> Result<bool> {
    let space = actor.workspace;
    let preference = preference::get(tx, space, job).await?;
    if !preference.write_back {
        return Ok(false);
    }
    let waiting = mark::first_unwritten(tx, space, job, MOST).await?;
    if waiting.is_empty() {
        return Ok(false);
    }
    let ids: Vec<ApplicationId> = waiting.iter().map(|one| one.application).collect();
    let applications = application::of_ids(tx, space, &ids).await?;
    let people: Vec<_> = applications.values().map(|(one, _)| one.candidate).collect();
    let people = candidate::of_ids(tx, space, &people).await?;
    let threshold = threshold_of(tx, space, job).await?;
    let mut before = written::held(tx, space, &ids).await?;
    let mut onto: BTreeMap<ConnectionId, Option<Onto>> = BTreeMap::new();
    let mut versions: BTreeMap<u32, Criteria> = BTreeMap::new();
    let there = outgoing::there(tx, space, &ids).await?;
    for known in &waiting {
        let Some((application, _)) = applications.get(&known.application) else { continue };
        if let Some(version) = known.criteria_version.filter(|version| !versions.contains_key(version)) {
            let found = criteria::get(tx, space, job, version).await?;
            versions.insert(version, found.map(|found| found.criteria).unwrap_or_default());
        }
        let asked = known.criteria_version.and_then(|version| versions.get(&version));
        for there in there.iter().filter(|there| there.application == known.application) {
            let connection = there.connection.id;
            if let Entry::Vacant(place) = onto.entry(connection) {
                let target = target::get(tx, space, connection).await?;
                place.insert(match target.stopped_at {
                    None => Onto::of(app, tx, there, target).await?,
                    Some(_) => None,
                });
            }
            let Some(Some(onto)) = onto.get(&connection) else { continue };
            let place = before
                .iter()
                .position(|one| one.application == known.application && one.connection == connection);
            let before = place.map(|place| before.swap_remove(place));
            let name = people.get(&application.candidate).map(|person| person.profile.full_name());
            let whose = Whose { there, application, name: &name.unwrap_or_default() };
            let link = link(app, known.application);
            let prefix = &onto.target.prefix;
            let sheet = sheet::sheet(known, threshold, asked, link, prefix, preference.comment);
            put::put(app, tx, actor, onto, &whose, before, &sheet).await?;
        }
    }
    for known in &waiting {
        if let Some(seen) = known.unwritten_since {
            mark::is_written(tx, space, known.application, seen).await?;
        }
    }
    Ok(true)
}

/// The page of an application's reasons, where people outside of this machine reach it.
fn link(app: &App, application: ApplicationId) -> Option<String> {
    app.public.is_told().then(|| app.public.link(&format!("/applications/{application}/screening")))
}
