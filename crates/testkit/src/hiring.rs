//! A workflow, a job, and people hired for it, written straight into the store: scenery.

use model::{
    ApplicationId, AttachmentId, CandidateId, JobId, StageId, WorkflowId,
    application::Application,
    attachment::{Attachment, AttachmentKind},
    candidate::Candidate,
    job::{Job, JobStatus, Stage as WorkflowStage, StageKind, Workflow},
};
use sha2::{Digest, Sha256};
use store::{
    Tx,
    hiring::{application, attachment, candidate, job, movement, workflow},
};

use crate::{Stage, hire::Hire};

/// A job with its workflow.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The job.
    pub job: Job,
    /// Its workflow, with a stage of each kind.
    pub workflow: Workflow,
}

impl Opening {
    /// The workflow's stage of a kind.
    ///
    /// # Panics
    /// Never: there is one of each.
    pub fn stage(&self, kind: StageKind) -> &WorkflowStage {
        self.workflow.stages.iter().find(|stage| stage.kind == kind).unwrap()
    }
}

/// Someone hired, as the hub knows them.
#[derive(Clone, Copy, Debug)]
pub struct Hired {
    /// The candidate.
    pub candidate: CandidateId,
    /// The application in the stage of kind hired.
    pub application: ApplicationId,
}

impl Stage {
    /// An open job whose words are in every sandbox's lists.
    ///
    /// # Panics
    /// Where the database refuses it.
    pub async fn opening(&self, title: &str) -> Opening {
        let stages = StageKind::ALL.into_iter().zip(0..).map(|(kind, position)| WorkflowStage {
            id: self.id::<StageId>(),
            name: format!("{} {title}", kind.as_str()),
            kind,
            position,
        });
        let workflow = Workflow { id: self.id::<WorkflowId>(), name: title.into(), stages: stages.collect() };
        let job = Job {
            id: self.id::<JobId>(),
            title: title.into(),
            status: JobStatus::Open,
            workflow: workflow.id,
            department: "Engineering".into(),
            division: "United Kingdom".into(),
            location: "London".into(),
            employment_type: "Full-Time".into(),
            description: "Build the engine.".into(),
        };
        let (tx, workspace) = (self.app.db.begin().await.unwrap(), self.administrator.workspace);
        workflow::insert(&tx, workspace, &workflow, self.app.now()).await.unwrap();
        job::insert(&tx, workspace, &job, self.app.now()).await.unwrap();
        tx.commit().await.unwrap();
        Opening { job, workflow }
    }

    /// Someone hired for a job.
    ///
    /// # Panics
    /// Where the database refuses it.
    pub async fn hire(&self, opening: &Opening, hire: &Hire) -> Hired {
        self.hire_all(opening, std::slice::from_ref(hire)).await.remove(0)
    }

    /// Several people hired for a job, each with a résumé, some with a photo.
    ///
    /// # Panics
    /// Where the database refuses it.
    pub async fn hire_all(&self, opening: &Opening, hires: &[Hire]) -> Vec<Hired> {
        let tx = self.app.db.begin().await.unwrap();
        let mut all = vec![];
        for hire in hires {
            let hired = self.write(&tx, opening, hire).await;
            self.file(&tx, hired.candidate, AttachmentKind::Resume, "pdf", hire.resume()).await;
            if hire.has_photo() {
                self.file(&tx, hired.candidate, AttachmentKind::Photo, "png", hire.photo()).await;
            }
            all.push(hired);
        }
        tx.commit().await.unwrap();
        all
    }

    async fn write(&self, tx: &Tx, opening: &Opening, hire: &Hire) -> Hired {
        let (now, workspace) = (self.app.now(), self.administrator.workspace);
        let candidate = Candidate { id: self.id(), profile: hire.profile.clone() };
        let stage = opening.stage(StageKind::Hired);
        let application = Application {
            id: self.id(),
            candidate: candidate.id,
            job: opening.job.id,
            stage: stage.id,
            offer: hire.offer.clone(),
        };
        let step = movement::Movement {
            id: self.id(),
            application: application.id,
            from: None,
            to: stage.name.clone(),
            kind: stage.kind,
            actor: self.administrator.name.clone(),
            at: now,
        };
        candidate::insert(tx, workspace, &candidate, now).await.unwrap();
        application::insert(tx, workspace, &application, now).await.unwrap();
        movement::insert_many(tx, workspace, &[step]).await.unwrap();
        Hired { candidate: candidate.id, application: application.id }
    }

    async fn file(&self, tx: &Tx, of: CandidateId, kind: AttachmentKind, ending: &str, bytes: Vec<u8>) {
        let content_type = if ending == "pdf" { "application/pdf" } else { "image/png" };
        let file = Attachment {
            id: self.id::<AttachmentId>(),
            candidate: of,
            kind,
            name: format!("{}.{ending}", kind.as_str()),
            content_type: content_type.into(),
            size: bytes.len() as u64,
            sha256: hex::encode(Sha256::digest(&bytes)),
            created_at: self.app.now(),
        };
        attachment::insert(tx, self.administrator.workspace, &file, bytes).await.unwrap();
    }
}
