//! Jobs: list, make, edit, open and close.

use std::collections::BTreeMap;

use model::{
    JobId, WorkflowId,
    access::Right,
    job::{Job, JobStatus, Stage, StageKind},
    remote::RecordKind,
};
use store::hiring::{job, workflow};
use uuid::Uuid;

use super::{line, problem, the_job, the_workflow};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    referrals::matching,
    sync::origin::refuse_if_synced,
};

/// A job with how many stand where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The job.
    pub job: Job,
    /// How many applications stand at stages of each kind; a kind without any is left out.
    pub standing: BTreeMap<StageKind, u64>,
}

impl Counted {
    /// How many applications there are.
    pub fn total(&self) -> u64 {
        self.standing.values().sum()
    }
}

/// What can be said of a job.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedJob {
    /// The title shown to candidates.
    pub title: String,
    /// The workflow of its applications.
    pub workflow: Option<WorkflowId>,
    /// The department that hires.
    pub department: String,
    /// The division.
    pub division: String,
    /// Where the work is done.
    pub location: String,
    /// For example "Full-Time".
    pub employment_type: String,
    /// What the work is.
    pub description: String,
}

/// Every job that the actor may see, newest first. Who sees no candidates sees open jobs, without how many applied.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Counted>> {
    actor.require(Right::JobsRead)?;
    let sees_all = actor.role.may(Right::CandidatesRead);
    let mut standing: BTreeMap<JobId, BTreeMap<StageKind, u64>> = BTreeMap::new();
    if sees_all {
        let stages = workflow::stages(&app.db, actor.workspace).await?;
        for ((job, stage), count) in job::counts(&app.db, actor.workspace).await? {
            if let Some(stage) = stages.get(&stage) {
                *standing.entry(job).or_default().entry(stage.kind).or_default() += count;
            }
        }
    }
    let jobs = job::all(&app.db, actor.workspace).await?;
    Ok(jobs
        .into_iter()
        .filter(|job| sees_all || job.status == JobStatus::Open)
        .map(|job| Counted { standing: standing.remove(&job.id).unwrap_or_default(), job })
        .collect())
}

/// Every job without its numbers, newest first, for whoever sees candidates: to choose from.
pub async fn choices(app: &App, actor: &Actor) -> Result<Vec<Job>> {
    actor.require(Right::CandidatesRead)?;
    Ok(job::all(&app.db, actor.workspace).await?)
}

/// One job; what the list would not show is not there.
pub async fn get(app: &App, actor: &Actor, id: JobId) -> Result<Job> {
    actor.require(Right::JobsRead)?;
    let job = the_job(&app.db, actor.workspace, id).await?;
    if job.status != JobStatus::Open && !actor.role.may(Right::CandidatesRead) {
        return Err(Error::NotFound("job"));
    }
    Ok(job)
}

/// How many applications stand at each stage of the job's workflow, in the order of the stages.
pub async fn pipeline(app: &App, actor: &Actor, id: JobId) -> Result<Vec<(Stage, u64)>> {
    actor.require(Right::CandidatesRead)?;
    let job = the_job(&app.db, actor.workspace, id).await?;
    let standing = job::standing(&app.db, actor.workspace, id).await?;
    let workflow = the_workflow(&app.db, actor.workspace, job.workflow).await?;
    let at = |stage: &Stage| standing.get(&stage.id).copied().unwrap_or(0);
    Ok(workflow.stages.into_iter().map(|stage| (stage.clone(), at(&stage))).collect())
}

/// Makes a job, as a draft.
pub async fn create(app: &App, actor: &Actor, typed: &TypedJob) -> Result<Job> {
    actor.require(Right::JobsWrite)?;
    let tx = app.db.begin().await?;
    let workflow = checked(typed)?;
    the_workflow(&tx, actor.workspace, workflow).await?;
    let made = written(app.id(), JobStatus::Draft, workflow, typed);
    job::insert(&tx, actor.workspace, &made, app.now()).await?;
    let detail = format!("Made the job {}", made.title);
    audit::write(app, &tx, actor, "job.created", ("job", Some(made.id.into())), detail).await?;
    tx.commit().await?;
    Ok(made)
}

/// Changes a job. Its workflow can only be changed while nobody has applied.
pub async fn edit(app: &App, actor: &Actor, id: JobId, typed: &TypedJob) -> Result<Job> {
    actor.require(Right::JobsWrite)?;
    let tx = app.db.begin().await?;
    let before = the_job(&tx, actor.workspace, id).await?;
    refuse_if_synced(app, &tx, actor, RecordKind::Job, id.into()).await?;
    let workflow = checked(typed)?;
    if workflow != before.workflow {
        the_workflow(&tx, actor.workspace, workflow).await?;
        if !job::standing(&tx, actor.workspace, id).await?.is_empty() {
            let sentence = "People have applied already; the workflow of this job can't be changed any more.";
            return Err(Error::field("workflow", sentence));
        }
    }
    let after = written(id, before.status, workflow, typed);
    job::update(&tx, actor.workspace, &after).await?;
    matching::jobs_changed(app, &tx, actor.workspace, &[id]).await?;
    let detail = format!("Changed the job {}", after.title);
    audit::write(app, &tx, actor, "job.edited", ("job", Some(Uuid::from(id))), detail).await?;
    tx.commit().await?;
    Ok(after)
}

/// Opens or closes a job. Applications stay where they are.
pub async fn set_status(app: &App, actor: &Actor, id: JobId, status: JobStatus) -> Result<Job> {
    actor.require(Right::JobsWrite)?;
    let tx = app.db.begin().await?;
    let mut changed = the_job(&tx, actor.workspace, id).await?;
    if changed.status == status {
        return Ok(changed);
    }
    refuse_if_synced(app, &tx, actor, RecordKind::Job, id.into()).await?;
    changed.status = status;
    job::update(&tx, actor.workspace, &changed).await?;
    matching::jobs_changed(app, &tx, actor.workspace, &[id]).await?;
    let (action, word) = match status {
        JobStatus::Open => ("job.opened", "Opened"),
        JobStatus::Closed => ("job.closed", "Closed"),
        JobStatus::Draft => ("job.drafted", "Took back to draft"),
    };
    let detail = format!("{word} the job {}", changed.title);
    audit::write(app, &tx, actor, action, ("job", Some(Uuid::from(id))), detail).await?;
    tx.commit().await?;
    Ok(changed)
}

fn checked(typed: &TypedJob) -> Result<WorkflowId> {
    let mut problems = Vec::new();
    let title = line(&typed.title);
    if title.is_empty() {
        problems.push(problem("title", "Give the job a title."));
    }
    if title.chars().count() > 200 {
        problems.push(problem("title", "Keep the title below 200 letters."));
    }
    if typed.workflow.is_none() {
        problems.push(problem("workflow", "Choose the workflow that applications move through."));
    }
    match typed.workflow {
        Some(workflow) if problems.is_empty() => Ok(workflow),
        _ => Err(Error::Invalid(problems)),
    }
}

fn written(id: JobId, status: JobStatus, workflow: WorkflowId, typed: &TypedJob) -> Job {
    Job {
        id,
        title: line(&typed.title),
        status,
        workflow,
        department: line(&typed.department),
        division: line(&typed.division),
        location: line(&typed.location),
        employment_type: line(&typed.employment_type),
        description: typed.description.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use model::access::Role;

    use super::*;
    use crate::{
        hiring::{move_application::move_application, testing::house},
        people::testing::benches,
    };

    #[tokio::test]
    async fn the_list_counts_by_kind_and_an_employee_sees_open_jobs_only() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            let draft =
                TypedJob { title: "Rigger".into(), workflow: Some(house.flow.id), ..TypedJob::default() };
            let draft = create(app, &boss.actor, &draft).await.unwrap();
            house.apply(app, &boss.actor, "Ana", "Lopez").await;
            let hired = house.apply(app, &boss.actor, "Bo", "Lind").await;
            move_application(app, &boss.actor, hired.id, house.stage(3)).await.unwrap();

            let all = list(app, &boss.actor).await.unwrap();
            let welder = all.iter().find(|counted| counted.job.id == house.job.id).unwrap();
            assert_eq!(welder.standing, [(StageKind::Applied, 1), (StageKind::Hired, 1)].into());
            assert_eq!((all.len(), welder.total()), (2, 2), "{}", bench.kind());

            let stages = pipeline(app, &boss.actor, house.job.id).await.unwrap();
            assert_eq!(stages.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [1, 0, 0, 1, 0]);

            let employee = bench.colleague(&boss, "e@example.com", Role::Employee).await;
            let seen = list(app, &employee.actor).await.unwrap();
            assert_eq!(seen.iter().map(|counted| counted.job.id).collect::<Vec<_>>(), [house.job.id]);
            assert_eq!(seen[0].total(), 0, "how many applied is not for everybody");
            let hidden = get(app, &employee.actor, draft.id).await.unwrap_err();
            assert!(matches!(hidden, Error::NotFound("job")));
        }
    }

    #[tokio::test]
    async fn a_job_is_edited_opened_and_closed_each_with_its_line() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            let typed = TypedJob {
                title: " Senior  welder ".into(),
                workflow: Some(house.other.id),
                ..TypedJob::default()
            };
            let after = edit(app, &boss.actor, house.job.id, &typed).await.unwrap();
            assert_eq!((after.title.as_str(), after.workflow), ("Senior welder", house.other.id));
            set_status(app, &boss.actor, house.job.id, JobStatus::Closed).await.unwrap();
            set_status(app, &boss.actor, house.job.id, JobStatus::Closed).await.unwrap();
            assert_eq!(get(app, &boss.actor, house.job.id).await.unwrap().status, JobStatus::Closed);
            let actions = bench.actions(&boss).await;
            assert_eq!(
                actions.iter().filter(|action| *action == "job.closed").count(),
                1,
                "{}",
                bench.kind()
            );
            assert!(actions.iter().any(|action| action == "job.edited"));
        }
    }

    #[tokio::test]
    async fn what_is_missing_stands_at_its_field_and_a_workflow_in_use_stays() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            let refused = create(app, &boss.actor, &TypedJob::default()).await.unwrap_err();
            let fields: Vec<_> = refused.problems().iter().map(|problem| problem.field.as_str()).collect();
            assert_eq!(fields, ["title", "workflow"]);
            house.apply(app, &boss.actor, "Ana", "Lopez").await;
            let typed =
                TypedJob { title: "Welder".into(), workflow: Some(house.other.id), ..TypedJob::default() };
            let refused = edit(app, &boss.actor, house.job.id, &typed).await.unwrap_err();
            assert_eq!(refused.problems()[0].field, "workflow", "{}", bench.kind());
            let manager = bench.colleague(&boss, "m@example.com", Role::HiringManager).await;
            let denied = create(app, &manager.actor, &typed).await.unwrap_err();
            assert!(matches!(denied, Error::Denied(Right::JobsWrite)));
        }
    }
}
