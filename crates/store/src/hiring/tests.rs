//! What is kept reads back, and only in its own workspace.

use jiff::Timestamp;
use model::{
    ApplicationId, AttachmentId, CandidateId, CustomFieldId, JobId, StageId, WorkflowId, WorkspaceId,
    application::{Application, Offer},
    attachment::{Attachment, AttachmentKind},
    candidate::{Candidate, Profile},
    field::{CustomField, FieldKind},
    job::{Job, JobStatus, Stage, StageKind, Workflow},
    workspace::WorkspaceKind,
};
use uuid::Uuid;

use super::*;
use crate::{Db, testing::fresh, workspace::Workspace};

pub(crate) const OURS: WorkspaceId = WorkspaceId(Uuid::from_u128(1));
const OTHERS: WorkspaceId = WorkspaceId(Uuid::from_u128(2));

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_760_000_000 + seconds).unwrap()
}

fn id<T: From<Uuid>>(number: u128) -> T {
    Uuid::from_u128(number).into()
}

pub(crate) fn workflow() -> Workflow {
    let stages = StageKind::ALL.into_iter().zip(0..).map(|(kind, position)| Stage {
        id: id(100 + position as u128),
        name: kind.as_str().to_uppercase(),
        kind,
        position,
    });
    Workflow { id: id(10), name: "Standard".into(), stages: stages.collect() }
}

pub(crate) fn job() -> Job {
    Job {
        id: id(20),
        title: "Welder".into(),
        status: JobStatus::Open,
        workflow: id(10),
        department: "Yard".into(),
        division: String::new(),
        location: "Leeds".into(),
        employment_type: "Full-Time".into(),
        description: "Welds.".into(),
    }
}

pub(crate) fn person(number: u128, first: &str, last: &str) -> Candidate {
    let profile = Profile {
        first_name: first.into(),
        last_name: last.into(),
        email: format!("{}.{}@example.com", first.to_lowercase(), last.to_lowercase()),
        source: "Referral".into(),
        ..Profile::default()
    };
    Candidate { id: id(number), profile }
}

pub(crate) fn application(number: u128, candidate: CandidateId, stage: StageId) -> Application {
    let offer = Offer { salary: "41000.50".into(), currency: "GBP".into(), ..Offer::default() };
    Application { id: id(number), candidate, job: id(20), stage, offer }
}

/// Two workspaces, and a workflow with a job in the first.
pub(crate) async fn house(db: &Db) {
    let tx = db.begin().await.unwrap();
    for (id, name) in [(OURS, "Ours"), (OTHERS, "Others")] {
        let made = Workspace { id, name: name.into(), kind: WorkspaceKind::Production, created_at: at(0) };
        crate::workspace::insert(&tx, &made).await.unwrap();
    }
    workflow::insert(&tx, OURS, &workflow(), at(0)).await.unwrap();
    job::insert(&tx, OURS, &job(), at(0)).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_is_kept_reads_back_and_only_in_its_own_workspace() {
    for fresh in fresh().await {
        let db = &fresh.db;
        house(db).await;
        let ana = person(30, "Ana", "Lopez");
        let applied = application(40, ana.id, id(100));
        let field = CustomField {
            id: id(50),
            name: "Shift".into(),
            kind: FieldKind::SingleSelect,
            options: vec!["Day".into(), "Night".into()],
        };
        let file = Attachment {
            id: id(60),
            candidate: ana.id,
            kind: AttachmentKind::Resume,
            name: "ana.pdf".into(),
            content_type: "application/pdf".into(),
            size: 3,
            sha256: "00".into(),
            created_at: at(5),
        };
        let tx = db.begin().await.unwrap();
        candidate::insert(&tx, OURS, &ana, at(1)).await.unwrap();
        application::insert(&tx, OURS, &applied, at(2)).await.unwrap();
        field::insert(&tx, OURS, &field, at(3)).await.unwrap();
        field::set_value(&tx, OURS, ana.id, field.id, "Day").await.unwrap();
        field::set_value(&tx, OURS, ana.id, field.id, "Night").await.unwrap();
        attachment::insert(&tx, OURS, &file, b"pdf".to_vec()).await.unwrap();
        tx.commit().await.unwrap();

        assert_eq!(workflow::get(db, OURS, id(10)).await.unwrap(), Some(workflow()));
        assert_eq!(workflow::all(db, OURS).await.unwrap(), [workflow()]);
        assert_eq!(workflow::stage(db, OURS, id(105)).await.unwrap().unwrap().kind, StageKind::Rejected);
        assert_eq!(job::get(db, OURS, id(20)).await.unwrap(), Some(job()));
        assert_eq!(job::counts(db, OURS).await.unwrap()[&(id(20), id(100))], 1);
        assert_eq!(job::standing(db, OURS, id(20)).await.unwrap()[&id(100)], 1);
        assert_eq!(candidate::get(db, OURS, ana.id).await.unwrap(), Some(ana.clone()));
        assert_eq!(
            application::of_candidate(db, OURS, ana.id).await.unwrap(),
            std::slice::from_ref(&applied)
        );
        assert_eq!(field::all(db, OURS).await.unwrap(), std::slice::from_ref(&field));
        assert_eq!(field::values(db, OURS, ana.id).await.unwrap()[&field.id], "Night");
        assert_eq!(attachment::of_candidate(db, OURS, ana.id).await.unwrap(), std::slice::from_ref(&file));
        assert_eq!(attachment::bytes(db, OURS, file.id).await.unwrap().unwrap(), b"pdf");

        assert_eq!(workflow::get(db, OTHERS, WorkflowId(Uuid::from_u128(10))).await.unwrap(), None);
        assert_eq!(workflow::stage(db, OTHERS, id(105)).await.unwrap(), None);
        assert_eq!(job::get(db, OTHERS, JobId(Uuid::from_u128(20))).await.unwrap(), None);
        assert_eq!(candidate::get(db, OTHERS, ana.id).await.unwrap(), None);
        assert_eq!(application::get(db, OTHERS, ApplicationId(Uuid::from_u128(40))).await.unwrap(), None);
        assert_eq!(field::values(db, OTHERS, ana.id).await.unwrap().len(), 0);
        assert_eq!(field::count_values(db, OTHERS, CustomFieldId(Uuid::from_u128(50))).await.unwrap(), 0);
        assert_eq!(attachment::bytes(db, OTHERS, AttachmentId(Uuid::from_u128(60))).await.unwrap(), None);
    }
}

#[tokio::test]
async fn more_candidates_than_one_statement_takes_are_kept() {
    for fresh in fresh().await {
        house(&fresh.db).await;
        let many: Vec<_> =
            (0..3_000).map(|n| (person(1_000 + n, "Ana", &format!("N{n}")), at(n as i64))).collect();
        let tx = fresh.db.begin().await.unwrap();
        candidate::insert_many(&tx, OURS, &many).await.unwrap();
        tx.commit().await.unwrap();
        let last = many[2_999].0.clone();
        assert_eq!(candidate::get(&fresh.db, OURS, last.id).await.unwrap(), Some(last));
    }
}

#[tokio::test]
async fn a_workflow_is_changed_as_a_whole() {
    for fresh in fresh().await {
        house(&fresh.db).await;
        let mut changed = workflow();
        changed.name = "Short".into();
        changed.stages.remove(1);
        changed.stages.swap(0, 1);
        changed.stages.iter_mut().zip(0..).for_each(|(stage, position)| stage.position = position);
        let tx = fresh.db.begin().await.unwrap();
        workflow::update(&tx, OURS, &changed).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(workflow::get(&fresh.db, OURS, changed.id).await.unwrap(), Some(changed));
    }
}

#[tokio::test]
async fn each_source_is_named_once() {
    for fresh in fresh().await {
        house(&fresh.db).await;
        let people =
            ["Referral", "", "Agency", "Referral", "job board"].into_iter().zip(0..).map(|(source, n)| {
                let mut person = person(1_000 + n, "Ana", "Lopez");
                person.profile.source = source.into();
                (person, at(n as i64))
            });
        let tx = fresh.db.begin().await.unwrap();
        candidate::insert_many(&tx, OURS, &people.collect::<Vec<_>>()).await.unwrap();
        tx.commit().await.unwrap();
        let sources = candidate::sources(&fresh.db, OURS).await.unwrap();
        assert_eq!(sources, ["Agency", "Referral", "job board"]);
        assert_eq!(candidate::sources(&fresh.db, OTHERS).await.unwrap(), Vec::<String>::new());
    }
}
