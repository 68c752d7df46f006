//! A job with its workflow, and people who apply for it, for the tests of this folder.

use model::{
    StageId,
    application::{Application, Offer},
    candidate::{Candidate, Profile},
    job::{Job, JobStatus, StageKind, Workflow},
};
use store::hiring::{application, candidate, movement};

use super::{
    apply::{apply, first_step},
    jobs::{self, TypedJob},
    workflows::{self, TypedStage},
};
use crate::{Actor, App};

/// An open job whose workflow has the stages New, Look, Talk, In and Out, and a workflow that no job uses.
pub(crate) struct House {
    pub(crate) flow: Workflow,
    pub(crate) other: Workflow,
    pub(crate) job: Job,
}

/// Stages as one would type them.
pub(crate) fn typed(stages: &[(&str, StageKind)]) -> Vec<TypedStage> {
    stages.iter().map(|(name, kind)| TypedStage { id: None, name: (*name).into(), kind: *kind }).collect()
}

/// Makes the house.
pub(crate) async fn house(app: &App, boss: &Actor) -> House {
    let stages = typed(&[
        ("New", StageKind::Applied),
        ("Look", StageKind::Review),
        ("Talk", StageKind::Interview),
        ("In", StageKind::Hired),
        ("Out", StageKind::Rejected),
    ]);
    let flow = workflows::create(app, boss, "Yard hiring", &stages).await.unwrap();
    let short = typed(&[("First", StageKind::Applied), ("Last", StageKind::Hired)]);
    let other = workflows::create(app, boss, "Short", &short).await.unwrap();
    let welder = TypedJob {
        title: "Welder".into(),
        workflow: Some(flow.id),
        department: "Yard".into(),
        location: "Leeds".into(),
        ..TypedJob::default()
    };
    let made = jobs::create(app, boss, &welder).await.unwrap();
    let job = jobs::set_status(app, boss, made.id, JobStatus::Open).await.unwrap();
    House { flow, other, job }
}

impl House {
    /// The stage with that number, from 0.
    pub(crate) fn stage(&self, number: usize) -> StageId {
        self.flow.stages[number].id
    }

    /// Somebody whom nobody knew before.
    pub(crate) async fn person(&self, app: &App, actor: &Actor, first: &str, last: &str) -> Candidate {
        let profile = Profile {
            first_name: first.into(),
            last_name: last.into(),
            email: format!("{}.{}@example.com", first.to_lowercase(), last.to_lowercase()),
            source: "Referral".into(),
            ..Profile::default()
        };
        let person = Candidate { id: app.id(), profile };
        let tx = app.db.begin().await.unwrap();
        candidate::insert(&tx, actor.workspace, &person, app.now()).await.unwrap();
        tx.commit().await.unwrap();
        person
    }

    /// Somebody new who applies for the job.
    pub(crate) async fn apply(&self, app: &App, actor: &Actor, first: &str, last: &str) -> Application {
        let person = self.person(app, actor, first, last).await;
        apply(app, actor, person.id, self.job.id).await.unwrap()
    }

    /// Somebody new whose application stands here however it came, also where people can't be put forward here.
    pub(crate) async fn placed(&self, app: &App, actor: &Actor, first: &str, last: &str) -> Application {
        let candidate = self.person(app, actor, first, last).await.id;
        let (job, start) = (self.job.id, &self.flow.stages[0]);
        let made = Application { id: app.id(), candidate, job, stage: start.id, offer: Offer::default() };
        let tx = app.db.begin().await.unwrap();
        application::insert(&tx, actor.workspace, &made, app.now()).await.unwrap();
        let step = first_step(app, actor, &made, start);
        movement::insert_many(&tx, actor.workspace, &[step]).await.unwrap();
        tx.commit().await.unwrap();
        made
    }
}
