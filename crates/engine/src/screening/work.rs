//! The work: a job's applications that are marked are looked at, some at a time, and what came of them is kept with
//! its line in the ledger. It may stop anywhere and be done twice: what is marked is looked at again, and where nothing
//! is new, nothing is written.

use std::{collections::HashMap, sync::Arc, time::Duration};

use futures::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use model::{ApplicationId, JobId, WorkspaceId, screening::Threshold, workspace::WorkspaceKind};
use screen::read::READER;
use store::{
    Conn, Tx,
    screening::{criteria, embedder, mark, organisation, preference, reading},
    task::{self, Task},
    workspace,
};

use super::{
    CriteriaState, Organisation, Preference, Screened, Version,
    include::{LeftOut, left_out},
    keep::keep,
    meaning::Model,
    score::{Looked, Waits, look},
    subject::{Subject, gather},
    threshold_of,
};
use crate::{App, Result, error::Error};

/// The kind of the task that scores; its subject is the job.
pub(crate) const TASK: &str = "screening";

/// How many applications are looked at before others have their turn.
const TOGETHER: u64 = 64;

/// How many of them side by side. Readers are fewer; while they read, others are scored.
const SIDE_BY_SIDE: usize = 6;

/// How long until it is tried again where no reader can be started.
const PAUSE: Duration = Duration::from_secs(60);

/// Asks that a job's marked applications are looked at, in the transaction that marks them.
///
/// # Errors
/// Where the database fails.
pub async fn call(app: &App, tx: &Tx, workspace: WorkspaceId, job: JobId) -> Result<()> {
    call_many(app, tx, workspace, &[job]).await
}

/// The same for several jobs.
///
/// # Errors
/// Where the database fails.
pub async fn call_many(app: &App, tx: &Tx, workspace: WorkspaceId, jobs: &[JobId]) -> Result<()> {
    let tasks: Vec<_> = jobs.iter().map(|job| (app.id(), (*job).into())).collect();
    Ok(task::push_many(tx, workspace, TASK, &tasks, app.now()).await?)
}

/// What a job's applications are looked at by.
pub(super) struct Terms {
    pub workspace: WorkspaceId,
    pub kind: WorkspaceKind,
    pub job: JobId,
    pub preference: Preference,
    pub organisation: Organisation,
    pub version: Version,
    pub threshold: Threshold,
}

impl Terms {
    /// `None` where the job is not screened, or asks for nothing yet: what is marked waits until it does.
    async fn of(
        conn: &impl Conn,
        workspace: WorkspaceId,
        kind: WorkspaceKind,
        job: JobId,
    ) -> Result<Option<Self>> {
        let preference = preference::get(conn, workspace, job).await?;
        let version = criteria::in_state(conn, workspace, job, CriteriaState::Active).await?;
        let Some(version) = version.filter(|_| preference.enabled) else { return Ok(None) };
        let organisation = organisation::get(conn, workspace).await?;
        let threshold = threshold_of(conn, workspace, job).await?;
        Ok(Some(Self { workspace, kind, job, preference, organisation, version, threshold }))
    }
}

/// What was found out about one of the applications that were marked.
pub(super) struct Found {
    pub application: ApplicationId,
    /// When its mark was seen.
    pub seen: Timestamp,
    pub what: What,
}

pub(super) enum What {
    /// It is not looked at.
    LeftOut,
    /// It was looked at.
    Looked(Box<Looked>),
    /// Nothing can be said of it now, for this reason.
    Waits(Waits),
}

/// Looks at some of a job's marked applications, and asks to be called again while there are more.
///
/// # Errors
/// Where the database fails; the claim then runs out and they are looked at again.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let (space, job) = (task.workspace, task.subject.into());
    let kind = workspace::get(&app.db, space).await?.ok_or(Error::NotFound("workspace"))?.kind;
    // Marks are seen before what they are about: whatever changes after that makes a mark of its own.
    let marked = mark::first_stale(&app.db, space, job, TOGETHER).await?;
    let terms = Terms::of(&app.db, space, kind, job).await?;
    let Some(terms) = terms.filter(|_| !marked.is_empty()) else { return finish(app, worker, task).await };
    let model = Model::of(app, &app.db, space).await?;
    let found = find_out(app, &terms, &marked, model.as_ref()).await?;
    let waits = found.iter().any(|one| matches!(one.what, What::Waits(_)));
    note(app, space, model.as_ref(), &found).await?;
    let again = if waits { app.now() + PAUSE } else { app.now() };
    if keep(app, worker, task, &terms, found, again).await? && !waits {
        app.bell.notify_one();
    }
    Ok(())
}

/// Takes the task away, unless something was marked since it was looked.
async fn finish(app: &App, worker: &str, task: &Task) -> Result<()> {
    let (tx, space, job) = (app.db.begin().await?, task.workspace, task.subject.into());
    if !task::finish(&tx, task.id, worker).await? {
        return Ok(());
    }
    let kind = workspace::get(&tx, space).await?.ok_or(Error::NotFound("workspace"))?.kind;
    let more = !mark::first_stale(&tx, space, job, 1).await?.is_empty();
    if more && Terms::of(&tx, space, kind, job).await?.is_some() {
        drop(tx);
        let tx = app.db.begin().await?;
        task::retry(&tx, task.id, worker, app.now()).await?;
        return Ok(tx.commit().await?);
    }
    Ok(tx.commit().await?)
}

/// Keeps why the model could not be asked, or that it answered again.
async fn note(app: &App, space: WorkspaceId, model: Option<&Model>, found: &[Found]) -> Result<()> {
    let Some(model) = model else { return Ok(()) };
    let problem = found.iter().find_map(|one| match &one.what {
        What::Waits(Waits::NoModel(why)) => Some(why.as_str()),
        _ => None,
    });
    if problem.is_some() == model.had_problem {
        return Ok(());
    }
    let tx = app.db.begin().await?;
    embedder::note(&tx, space, problem.map(|why| (app.now(), why))).await?;
    Ok(tx.commit().await?)
}

async fn find_out(
    app: &App,
    terms: &Terms,
    marked: &[Screened],
    model: Option<&Model>,
) -> Result<Vec<Found>> {
    let ids: Vec<_> = marked.iter().map(|one| one.application).collect();
    let criteria = Arc::new(terms.version.criteria.clone());
    let subjects = gather(&app.db, terms.workspace, &ids, &criteria.knock_outs).await?;
    let mut subjects: HashMap<ApplicationId, Subject> =
        subjects.into_iter().map(|subject| (subject.application.id, subject)).collect();
    let (mut found, mut to_score) = (Vec::new(), Vec::new());
    for one in marked {
        let (application, seen) =
            (one.application, one.stale.as_ref().map_or(app.now(), |stale| stale.since));
        let subject = subjects.remove(&application);
        let why = subject
            .as_ref()
            .map_or(Some(LeftOut::Gone), |subject| left_out(subject, &terms.preference, terms.organisation));
        match (why, subject) {
            (None, Some(subject)) => to_score.push((seen, subject)),
            _ => found.push(Found { application, seen, what: What::LeftOut }),
        }
    }
    let files = to_score.iter().filter_map(|(_, subject)| Some(subject.resume.as_ref()?.sha256.clone()));
    let known = reading::of(&app.db, terms.workspace, READER, &files.collect::<Vec<_>>()).await?;
    let known: HashMap<String, _> = known.into_iter().map(|one| (one.sha256.clone(), one)).collect();
    let looks = to_score.into_iter().map(|(seen, subject)| {
        let known = subject.resume.as_ref().and_then(|resume| known.get(&resume.sha256)).cloned();
        let criteria = Arc::clone(&criteria);
        async move {
            let looked = look(app, terms.workspace, &subject, &criteria, known, model).await?;
            let what = looked.map_or_else(What::Waits, |looked| What::Looked(Box::new(looked)));
            Result::Ok(Found { application: subject.application.id, seen, what })
        }
    });
    let looked: Vec<Found> = stream::iter(looks).buffered(SIDE_BY_SIDE).try_collect().await?;
    found.extend(looked);
    Ok(found)
}
