//! What people do all day, on each database.

use std::{sync::Arc, time::Duration};

use connect::{
    Http,
    clock::{Clock, HeldClock},
    hosts::Sandboxes,
};
use jiff::Timestamp;
use model::{
    CandidateId, CustomFieldId, TagId, UserId, WorkspaceId,
    access::Role,
    application::Application,
    attachment::AttachmentKind,
    candidate::Profile,
    field::{CustomField, FieldKind},
    job::{Job, StageKind},
    tag::{Tag, TagCategory},
    workspace::WorkspaceKind,
};
use store::{
    hiring::{field, tag},
    seal::Vault,
    testing::fresh,
};
use uuid::Uuid;

use super::{
    add_candidate::add_candidate,
    apply::apply,
    attachments, board, bulk, comments, duplicates,
    edit_candidate::edit_candidate,
    jobs,
    jobs::TypedJob,
    merge,
    move_application::move_application,
    offer::{TypedOffer, set_offer},
    profile::{What, profile},
    set_field::set_field,
    workflows::{self, TypedStage},
};
use crate::{
    Actor, App, Error, app::Parts, dice::Dice, people::password::PasswordCost, screening::reading::InProcess,
};

/// A company with a workflow and a job, on a fresh database.
pub(crate) struct Bench {
    pub(crate) app: App,
    pub(crate) actor: Actor,
    pub(crate) job: Job,
    clock: Arc<HeldClock>,
    _fresh: store::testing::Fresh,
}

/// One bench for each kind of database that this run has.
pub(crate) async fn benches() -> Vec<Bench> {
    let mut benches = Vec::new();
    for fresh in fresh().await {
        let clock = Arc::new(HeldClock::at("2026-03-02T09:00:00Z".parse::<Timestamp>().unwrap()));
        let app = App::new(Parts {
            db: fresh.db.clone(),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            dice: Dice::from_seed([7; 32]),
            http: Http::new(None).unwrap(),
            connectors: Vec::new(),
            sandboxes: Sandboxes::default(),
            vault: Vault::new(["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]).unwrap(),
            password_cost: PasswordCost::QUICK,
            resumes: Arc::new(InProcess),
        });
        let (workspace, kind) = (WorkspaceId(Uuid::from_u128(1)), WorkspaceKind::Sandbox);
        let actor = Actor {
            workspace,
            kind,
            user: Some(UserId(Uuid::from_u128(2))),
            name: "Ingrid Solbakken".into(),
            role: Role::Administrator,
            origin: "192.0.2.1".into(),
        };
        let tx = app.db.begin().await.unwrap();
        let made = store::workspace::Workspace {
            id: workspace,
            name: "Fjordlys".into(),
            kind,
            created_at: app.now(),
        };
        store::workspace::insert(&tx, &made).await.unwrap();
        tx.commit().await.unwrap();
        let stages = StageKind::ALL.map(|kind| TypedStage { id: None, name: kind.as_str().into(), kind });
        let workflow = workflows::create(&app, &actor, "Standard", &stages).await.unwrap();
        let typed = TypedJob {
            title: "Welder".into(),
            workflow: Some(workflow.id),
            department: "Yard".into(),
            division: String::new(),
            location: "Leeds".into(),
            employment_type: "Full-Time".into(),
            description: String::new(),
        };
        let job = jobs::create(&app, &actor, &typed).await.unwrap();
        benches.push(Bench { app, actor, job, clock, _fresh: fresh });
    }
    benches
}

impl Bench {
    async fn person(&self, first: &str, email: &str) -> CandidateId {
        let profile = Profile {
            first_name: first.into(),
            last_name: "Lopez".into(),
            email: email.into(),
            ..Profile::default()
        };
        add_candidate(&self.app, &self.actor, &profile).await.unwrap()
    }

    async fn applicant(&self, first: &str) -> Application {
        let id = self.person(first, &format!("{first}@example.com")).await;
        apply(&self.app, &self.actor, id, self.job.id).await.unwrap()
    }

    async fn stage(&self, kind: StageKind) -> model::StageId {
        let flow = workflows::get(&self.app, &self.actor, self.job.workflow).await.unwrap();
        flow.stages.iter().find(|stage| stage.kind == kind).unwrap().id
    }

    async fn shift_and_tag(&self) -> (CustomFieldId, TagId) {
        let (ws, tx) = (self.actor.workspace, self.app.db.begin().await.unwrap());
        let shift = CustomField {
            id: self.app.id(),
            name: "Shift".into(),
            kind: FieldKind::ShortText,
            options: vec![],
        };
        field::insert(&tx, ws, &shift, self.app.now()).await.unwrap();
        let skill = TagCategory { id: self.app.id(), name: "Skill".into(), colour: "blue".into() };
        tag::put_category(&tx, ws, &skill).await.unwrap();
        let welding = Tag { id: self.app.id(), category: skill.id, name: "Welding".into() };
        tag::put(&tx, ws, &welding).await.unwrap();
        tx.commit().await.unwrap();
        (shift.id, welding.id)
    }

    fn actor_as(&self, role: Role) -> Actor {
        Actor { role, user: Some(UserId(Uuid::from_u128(role as u128 + 10))), ..self.actor.clone() }
    }
}

#[tokio::test]
async fn a_move_is_recorded_once_however_often_it_is_asked_for() {
    for bench in benches().await {
        let (app, actor) = (&bench.app, &bench.actor);
        let applied = bench.applicant("ana").await;
        bench.clock.advance(Duration::from_secs(60));
        let offer = bench.stage(StageKind::Offer).await;
        for _ in 0..2 {
            move_application(app, actor, applied.id, offer).await.unwrap();
        }
        let file = profile(app, actor, applied.candidate).await.unwrap();
        let steps: Vec<_> = file.applications[0].history.iter().map(|step| step.to.as_str()).collect();
        assert_eq!(steps, ["applied", "offer"]);
        let shown = board::board(app, actor, bench.job.id).await.unwrap();
        let counts: Vec<_> = shown.columns.iter().map(|column| (column.count, column.cards.len())).collect();
        assert_eq!(counts, [(0, 0), (0, 0), (0, 0), (1, 1), (0, 0), (0, 0)]);
        assert!(matches!(
            move_application(app, &bench.actor_as(Role::Employee), applied.id, offer).await,
            Err(Error::Denied(_))
        ));
    }
}

#[tokio::test]
async fn a_stage_where_somebody_stands_is_not_taken_away() {
    for bench in benches().await {
        let (app, actor) = (&bench.app, &bench.actor);
        bench.applicant("ana").await;
        let flow = workflows::get(app, actor, bench.job.workflow).await.unwrap();
        let typed = |stage: &model::job::Stage| TypedStage {
            id: Some(stage.id),
            name: stage.name.clone(),
            kind: stage.kind,
        };
        let mut stages: Vec<_> = flow.stages.iter().map(typed).collect();
        stages[0].id = None;
        let refusal = workflows::edit(app, actor, flow.id, "Standard", &stages).await.unwrap_err();
        assert!(refusal.to_string().contains("One application stands at “applied”"), "{refusal}");
        assert_eq!(workflows::get(app, actor, flow.id).await.unwrap(), flow);
        let mut stages: Vec<_> = flow.stages.iter().map(typed).collect();
        stages.swap(1, 2);
        stages[0].name = "New".into();
        let after = workflows::edit(app, actor, flow.id, "Short", &stages).await.unwrap();
        assert_eq!(workflows::get(app, actor, flow.id).await.unwrap(), after);
    }
}

#[tokio::test]
async fn merging_moves_everything_and_unmerging_brings_it_back() {
    for bench in benches().await {
        let (app, actor) = (&bench.app, &bench.actor);
        let kept = bench.person("Ana", "ana@example.com").await;
        let other = bench.applicant("ana").await.candidate;
        let (shift, tag) = bench.shift_and_tag().await;
        set_field(app, actor, other, shift, "Night").await.unwrap();
        comments::add(app, actor, other, "Good").await.unwrap();
        attachments::add(app, actor, other, AttachmentKind::Resume, "cv.pdf", b"%PDF-".to_vec())
            .await
            .unwrap();
        bulk::give_tag(app, actor, &[other], tag).await.unwrap();
        assert_eq!(duplicates::find(app, actor).await.unwrap()[0].candidates.len(), 2);

        let strip = |file: super::profile::CandidateFile| {
            (file.candidate, file.applications.len(), file.attachments, file.tags, file.fields)
        };
        let kept_before = strip(profile(app, actor, kept).await.unwrap());
        let other_before = strip(profile(app, actor, other).await.unwrap());
        let made = merge::merge(app, actor, kept, other).await.unwrap();
        let file = profile(app, actor, kept).await.unwrap();
        assert_eq!((file.applications.len(), file.attachments.len(), file.tags.len()), (1, 1, 1));
        assert_eq!(file.fields[0].1, "Night");
        assert!(
            file.timeline
                .iter()
                .any(|event| matches!(&event.what, What::Said(said, true) if said.text == "Good"))
        );
        assert!(matches!(profile(app, actor, other).await, Err(Error::NotFound(_))));
        assert_eq!(duplicates::find(app, actor).await.unwrap(), []);

        merge::unmerge(app, actor, made).await.unwrap();
        assert_eq!(strip(profile(app, actor, kept).await.unwrap()), kept_before);
        assert_eq!(strip(profile(app, actor, other).await.unwrap()), other_before);
        assert!(merge::unmerge(app, actor, made).await.unwrap_err().to_string().contains("already"));
    }
}

#[tokio::test]
async fn unmerging_after_the_profile_was_changed_is_refused_whole() {
    for bench in benches().await {
        let (app, actor) = (&bench.app, &bench.actor);
        let kept = bench.person("Ana", "ana@example.com").await;
        let other = bench.applicant("ana").await.candidate;
        let made = merge::merge(app, actor, kept, other).await.unwrap();
        let mut now = profile(app, actor, kept).await.unwrap().candidate.profile;
        now.city = "Leeds".into();
        edit_candidate(app, actor, kept, &now).await.unwrap();
        let refusal = merge::unmerge(app, actor, made).await.unwrap_err();
        assert!(refusal.to_string().contains("can't be said any more"), "{refusal}");
        assert_eq!(profile(app, actor, kept).await.unwrap().applications.len(), 1);
    }
}

#[tokio::test]
async fn several_are_tagged_rejected_and_moved_at_once() {
    for bench in benches().await {
        let (app, actor) = (&bench.app, &bench.actor);
        let (ana, bo) = (bench.applicant("ana").await, bench.applicant("bo").await);
        let hired = bench.stage(StageKind::Hired).await;
        move_application(app, actor, bo.id, hired).await.unwrap();
        let both = [ana.candidate, bo.candidate];
        let done = bulk::reject(app, actor, &both).await.unwrap();
        assert_eq!((done.changed, done.left), (1, 1));
        let review = bench.stage(StageKind::Review).await;
        assert_eq!(bulk::move_to(app, actor, &both, review).await.unwrap().changed, 2);
        assert!(bulk::give_tag(app, actor, &both, model::TagId(Uuid::nil())).await.is_err());
    }
}

#[tokio::test]
async fn wrong_input_is_said_at_its_field_and_others_comments_stay() {
    for bench in benches().await {
        let (app, actor) = (&bench.app, &bench.actor);
        let wrong =
            Profile { email: "nowhere".into(), profile_url: "javascript:x".into(), ..Profile::default() };
        let refusal = add_candidate(app, actor, &wrong).await.unwrap_err();
        let at: Vec<_> = refusal.problems().iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(at, ["first_name", "email", "profile_url"]);
        let applied = bench.applicant("ana").await;
        let offer = TypedOffer { salary: "lots".into(), ..TypedOffer::default() };
        assert_eq!(set_offer(app, actor, applied.id, &offer).await.unwrap_err().problems().len(), 2);
        let said = comments::add(app, actor, applied.candidate, "Mine").await.unwrap();
        let manager = bench.actor_as(Role::HiringManager);
        assert!(matches!(comments::edit(app, &manager, said, "Theirs").await, Err(Error::Conflict(_))));
        let file =
            attachments::add(app, actor, applied.candidate, AttachmentKind::Photo, "x.png", b"text".to_vec());
        assert_eq!(file.await.unwrap_err().problems()[0].field, "file");
        let twice = apply(app, actor, applied.candidate, bench.job.id).await;
        assert!(matches!(twice, Err(Error::Conflict(_))));
    }
}
