//! A person whose record is kept in step with another system: the profile, the board, the lists, and what is on its way.

use crate::recruiting::{CONNECTION, Synced, a_run, in_step, meet, mirrored, put, synced};
use crate::stage::{Stage, stage};
use axum::http::StatusCode;
use engine::hiring::{
    jobs::{self, TypedJob},
    workflows,
};
use model::{
    access::Role,
    application::Application,
    field::{CustomField, FieldKind},
    job::{self, JobStatus, StageKind, Workflow},
    remote::{Answer, FieldSubject},
    sync::RunState,
};
use store::{
    hiring::{answer, application, field, workflow},
    sync::mirror::Kind,
};

async fn profile(stage: &Stage, of: &Synced) -> String {
    stage.get(Role::Recruiter, &format!("/candidates/{}", of.candidate)).await.body
}

async fn stands(stage: &Stage, of: &Synced) -> Application {
    let workspace = stage.actor(Role::Administrator).workspace;
    application::get(&stage.app.db, workspace, of.application).await.unwrap().unwrap()
}

/// Moves the person to a stage, as the profile's form does.
async fn moved(stage: &Stage, of: &Synced, nth: usize) {
    let form = format!("stage={}&return_to=/candidates/{}", of.stages[nth], of.candidate);
    stage.post(Role::Recruiter, &format!("/applications/{}/stage", of.application), &form).await;
}

#[tokio::test]
async fn the_profile_says_where_the_record_is_and_is_edited_there() {
    let stage = in_step().await;
    let mira = synced(&stage).await;
    let shown = profile(&stage, &mira).await;
    assert!(shown.contains("https://shelf.example.com/application/a1"), "{shown}");
    assert!(
        shown.contains("Edit in Hiring at Shelf")
            && !shown.contains(&format!("/candidates/{}/edit", mira.candidate))
    );
    let edit = stage.get(Role::Recruiter, &format!("/candidates/{}/edit", mira.candidate)).await;
    assert_eq!(edit.status, StatusCode::OK);
    assert!(
        edit.body.contains("Kept in step with Hiring at Shelf")
            && edit.body.contains("https://shelf.example.com/candidate/c1")
    );
    assert!(!edit.body.contains("first_name"), "a sentence stands where the form would: {}", edit.body);
    let job = stage.get(Role::Recruiter, &format!("/jobs/{}", mira.job)).await.body;
    assert!(job.contains("https://shelf.example.com/job/j1") && !job.contains("Close the job"), "{job}");
    let jobs = stage.get(Role::Recruiter, "/jobs").await.body;
    assert!(jobs.contains("From Hiring at Shelf"), "{jobs}");
}

#[tokio::test]
async fn what_is_gone_there_is_said_to_be_and_edited_here_again() {
    let stage = in_step().await;
    let mira = synced(&stage).await;
    let now = Some(stage.app.now());
    let mut application =
        mirrored(Kind::Application, "", "a1", mira.application.into(), serde_json::json!({}));
    let mut person = mirrored(Kind::Candidate, "", "c1", mira.candidate.into(), serde_json::json!({}));
    (application.gone_at, person.gone_at) = (now, now);
    put(&stage, vec![application, person]).await;
    let shown = profile(&stage, &mira).await;
    assert!(shown.contains("No longer there"), "{shown}");
    assert!(
        shown.contains(&format!("/candidates/{}/edit", mira.candidate)),
        "nobody edits it there any more"
    );
    let edit = stage.get(Role::Recruiter, &format!("/candidates/{}/edit", mira.candidate)).await.body;
    assert!(edit.contains("first_name"));
}

#[tokio::test]
async fn answers_and_fields_stand_at_their_application() {
    let stage = in_step().await;
    let mira = synced(&stage).await;
    let workspace = stage.actor(Role::Administrator).workspace;
    let of = CustomField {
        id: stage.app.id(),
        name: "Notice in weeks".into(),
        kind: FieldKind::Integer,
        options: vec![],
    };
    let said = Answer { question: "Why us?".into(), answer: "The ships.".into() };
    let tx = stage.app.db.begin().await.unwrap();
    field::insert_of(&tx, workspace, FieldSubject::Application, &of, stage.app.now()).await.unwrap();
    answer::replace(&tx, workspace, &[], &[(mira.application, vec![said])]).await.unwrap();
    tx.commit().await.unwrap();
    let shown = profile(&stage, &mira).await;
    assert!(shown.contains("Why us?") && shown.contains("The ships."), "{shown}");
    let name = format!("{}.{}", mira.application, of.id);
    assert!(shown.contains(&format!("name=\"{name}\"")));

    let path = format!("/applications/{}/fields", mira.application);
    let form = |value: &str| format!("candidate={}&{name}={value}", mira.candidate);
    let wrong = stage.post(Role::Recruiter, &path, &form("soon")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("value=\"soon\"") && wrong.body.contains(&format!("{name}-error")),
        "{}",
        wrong.body
    );
    let good = stage.post(Role::Recruiter, &path, &form("4")).await;
    assert_eq!(good.status, StatusCode::SEE_OTHER, "{}", good.body);
    assert!(profile(&stage, &mira).await.contains("<dt>Notice in weeks</dt><dd>4</dd>"));
    assert_eq!(stage.post(Role::HiringManager, &path, &form("5")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_field_that_comes_from_there_can_be_read_and_not_changed() {
    let stage = in_step().await;
    let mira = synced(&stage).await;
    let workspace = stage.actor(Role::Administrator).workspace;
    let field = |name: &str| CustomField {
        id: stage.app.id(),
        name: name.into(),
        kind: FieldKind::ShortText,
        options: vec![],
    };
    let (theirs, ours) = (field("Berth"), field("Locker"));
    let tx = stage.app.db.begin().await.unwrap();
    for one in [&theirs, &ours] {
        field::insert_of(&tx, workspace, FieldSubject::Candidate, one, stage.app.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
    put(&stage, vec![mirrored(Kind::Field, "", "f1", theirs.id.into(), serde_json::json!({}))]).await;
    let shown = profile(&stage, &mira).await;
    assert!(shown.contains(&format!("name=\"{}\"", ours.id)), "{shown}");
    assert!(!shown.contains(&format!("name=\"{}\"", theirs.id)), "no control for it: {shown}");
    assert!(shown.contains("Comes from Hiring at Shelf. Change it there"), "{shown}");
    let path = format!("/candidates/{}/fields", mira.candidate);
    let saved = stage.post(Role::Recruiter, &path, &format!("{}=12", ours.id)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
}

#[tokio::test]
async fn the_offer_of_an_application_from_there_leads_there() {
    let stage = in_step().await;
    let mira = synced(&stage).await;
    let path = format!("/applications/{}/offer", mira.application);
    let shown = stage.get(Role::Recruiter, &path).await.body;
    assert!(shown.contains("Kept in step with Hiring at Shelf") && !shown.contains("job_title"), "{shown}");
    let refused = stage.post(Role::Recruiter, &path, "job_title=Bosun").await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
    assert!(refused.body.contains("Change it there"), "{}", refused.body);
}

#[tokio::test]
async fn a_move_and_a_comment_show_how_far_they_came() {
    let stage = in_step().await;
    let mira = synced(&stage).await;
    let changes = format!("/settings/integrations/{CONNECTION}/changes");
    let none = stage.get(Role::Administrator, &changes).await.body;
    assert!(none.contains("Nothing was sent yet") && !none.contains("The newest"), "{none}");
    moved(&stage, &mira, 1).await;
    stage
        .post(Role::Recruiter, &format!("/candidates/{}/comments", mira.candidate), "text=Knows+her+knots.")
        .await;
    let shown = profile(&stage, &mira).await;
    assert_eq!(
        shown.matches("On its way to Hiring at Shelf").count(),
        3,
        "in the list twice, at the comment once: {shown}"
    );
    assert!(shown.contains("every 3s"), "the page follows what moves");
    let board = stage.get(Role::Recruiter, &format!("/jobs/{}/board", mira.job)).await.body;
    assert!(board.contains("On its way to Hiring at Shelf"), "{board}");
    let list = stage.get(Role::Administrator, &changes).await.body;
    assert!(list.contains("Mira Oduya") && list.contains("Queued") && list.contains("/cancel"), "{list}");
}

#[tokio::test]
async fn a_change_is_cancelled_on_the_page_it_stands_on() {
    let stage = in_step().await;
    let mira = synced(&stage).await;
    moved(&stage, &mira, 1).await;
    let shown = profile(&stage, &mira).await;
    let path = shown.split("action=\"/changes/").nth(1).unwrap().split('"').next().unwrap();
    let back = format!("return_to=/candidates/{}", mira.candidate);
    let answer = stage.post(Role::Recruiter, &format!("/changes/{path}"), &back).await;
    assert_eq!(answer.location(), format!("/candidates/{}", mira.candidate));
    assert!(profile(&stage, &mira).await.contains("Not sent to Hiring at Shelf"));
    let elsewhere =
        stage.post(Role::Recruiter, &format!("/changes/{path}"), "return_to=https://evil.example").await;
    assert_eq!(elsewhere.location(), "/", "nobody is led away");
}

#[tokio::test]
async fn two_stages_are_decided_between_with_two_buttons() {
    let stage = in_step().await;
    let mira = synced(&stage).await;
    moved(&stage, &mira, 1).await;
    meet(&stage, mira.application, "s2").await;
    let shown = profile(&stage, &mira).await;
    assert!(
        shown.contains("Keep “Talks”, there too") && shown.contains("Take “Joined” from Hiring at Shelf"),
        "{shown}"
    );
    let board = stage.get(Role::Recruiter, &format!("/jobs/{}/board", mira.job)).await.body;
    assert!(board.contains("Keep “Talks”, there too"), "{board}");
    let cards = stage.get(Role::Recruiter, "/attention").await.body;
    assert!(cards.contains("Mira Oduya") && cards.contains("Decide"), "{cards}");

    let path = shown.split("action=\"/changes/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let taken = stage.post(Role::Recruiter, &format!("/changes/{path}/yield"), "return_to=/jobs").await;
    assert_eq!((taken.status, taken.location()), (StatusCode::SEE_OTHER, "/jobs"), "{}", taken.body);
    assert_eq!(stands(&stage, &mira).await.stage, mira.stages[2]);
    assert!(!profile(&stage, &mira).await.contains("there too"));
}

#[tokio::test]
async fn a_decision_for_ours_sends_the_move_again() {
    let stage = in_step().await;
    let mira = synced(&stage).await;
    moved(&stage, &mira, 1).await;
    meet(&stage, mira.application, "s2").await;
    let shown = profile(&stage, &mira).await;
    let id = shown.split("action=\"/changes/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    assert_eq!(
        stage.post(Role::Employee, &format!("/changes/{id}/insist"), "").await.status,
        StatusCode::FORBIDDEN
    );
    stage.post(Role::Recruiter, &format!("/changes/{id}/insist"), "").await;
    assert_eq!(stands(&stage, &mira).await.stage, mira.stages[1]);
    assert!(profile(&stage, &mira).await.contains("On its way to Hiring at Shelf"));
}

#[tokio::test]
async fn the_list_is_narrowed_to_whom_a_system_holds() {
    let stage = in_step().await;
    synced(&stage).await;
    let own =
        model::candidate::Profile { first_name: "Bo".into(), last_name: "Lind".into(), ..Default::default() };
    engine::hiring::add_candidate::add_candidate(&stage.app, stage.actor(Role::Recruiter), &own)
        .await
        .unwrap();
    let all = stage.get(Role::Recruiter, "/candidates").await.body;
    assert!(all.contains("Mira Oduya") && all.contains("Bo Lind") && all.contains("From Hiring at Shelf"));
    let some = stage.get(Role::Recruiter, &format!("/candidates?from_system={CONNECTION}")).await.body;
    assert!(
        some.contains("Mira Oduya") && !some.contains("Bo Lind") && some.contains("1 person found"),
        "{some}"
    );
    assert!(some.contains("Remove filter: From: Hiring at Shelf"));
}

#[tokio::test]
async fn nobody_is_put_forward_here_for_a_job_of_another_system() {
    let stage = in_step().await;
    let mira = synced(&stage).await;
    let (boss, now) = (stage.actor(Role::Administrator), stage.app.now());
    let first = job::Stage { id: stage.app.id(), name: "New".into(), kind: StageKind::Applied, position: 0 };
    let flow = Workflow { id: stage.app.id(), name: "There".into(), stages: vec![first] };
    let tx = stage.app.db.begin().await.unwrap();
    workflow::put_synced(&tx, boss.workspace, CONNECTION, std::slice::from_ref(&flow), now).await.unwrap();
    tx.commit().await.unwrap();
    let own = workflows::list(&stage.app, boss).await.unwrap()[0].id;
    for (title, of) in [("Sailmaker", flow.id), ("Cook", own)] {
        let typed = TypedJob { title: title.into(), workflow: Some(of), ..TypedJob::default() };
        let job = jobs::create(&stage.app, boss, &typed).await.unwrap();
        jobs::set_status(&stage.app, boss, job.id, JobStatus::Open).await.unwrap();
    }
    let shown = profile(&stage, &mira).await;
    assert!(shown.contains(">Cook</option>") && !shown.contains(">Sailmaker</option>"), "{shown}");
    let settings = stage.get(Role::Administrator, "/settings/workflows").await.body;
    assert!(settings.contains("Hiring") && !settings.contains("There"), "its stages are edited there");
}

#[tokio::test]
async fn a_run_that_asks_and_one_that_failed_have_their_cards() {
    let stage = in_step().await;
    a_run(&stage, RunState::Failed, Some("It answered with a page that repeats.")).await;
    let failed = stage.get(Role::Recruiter, "/attention").await.body;
    assert!(failed.contains("Goes on by itself") && failed.contains("a page that repeats"), "{failed}");
    assert!(!failed.contains("count-alert"), "nobody needs to act");
    stage.clock.advance(std::time::Duration::from_secs(60));
    a_run(&stage, RunState::Asking, Some("It would close 300 jobs.")).await;
    let asks = stage.get(Role::Recruiter, "/attention").await.body;
    assert!(asks.contains("Sync of Hiring at Shelf") && asks.contains("It would close 300 jobs."), "{asks}");
    assert!(asks.contains("count-alert") && !asks.contains("a page that repeats"), "the newest run counts");
}

#[tokio::test]
async fn without_another_system_nothing_of_it_is_shown() {
    let stage = stage().await;
    let list = stage.get(Role::Recruiter, "/candidates").await.body;
    assert!(!list.contains("from_system"));
}
