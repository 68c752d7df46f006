//! The sync of a connection: its page at each stage of a run, the buttons, the plan, and the history.

use crate::recruiting::{CONNECTION, a_run, in_step, notes, recruiting};
use axum::http::StatusCode;
use model::{
    access::Role,
    connection::ConnectionStatus,
    sync::{RunMode, RunState},
};
use store::sync::{plan, run as runs};

fn page(rest: &str) -> String {
    format!("/settings/integrations/{CONNECTION}{rest}")
}

#[tokio::test]
async fn what_keeps_records_has_other_tabs_than_what_takes_hires() {
    let stage = recruiting(ConnectionStatus::Enabled).await;
    let shown = stage.get(Role::Administrator, &page("")).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    assert!(shown.body.contains(&format!("href=\"{}\"", page("/sync"))));
    assert!(!shown.body.contains("Fields and options"), "it takes no hires: {}", shown.body);
    assert!(!shown.body.contains(&page("/messages")), "it sends no messages");
    let fields = stage.get(Role::Administrator, &page("/fields")).await;
    assert_eq!(fields.status, StatusCode::CONFLICT);
    assert!(fields.body.contains("takes no new employees"));
    let still = stage.get(Role::Administrator, &page("")).await;
    assert!(
        !still.body.contains("is-error"),
        "asking for a form that can't be is no fault of the connection"
    );
    let messages = stage.get(Role::Administrator, &page("/messages")).await;
    assert_eq!(messages.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_can_be_sent_to_what_takes_no_hires() {
    let stage = in_step().await;
    let list = stage.get(Role::Recruiter, "/handoffs").await;
    assert!(!list.body.contains("Hiring at Shelf"), "it is no place for hires");
    let bulk = stage.post(Role::Recruiter, "/handoffs/bulk", "id=01a21013-0000-7000-8000-000000000000").await;
    assert!(bulk.body.contains("Nowhere to send to"), "{}", bulk.body);
    let form = "id=01a21013-0000-7000-8000-000000000000&key=k";
    let sent =
        stage.post(Role::Recruiter, "/handoffs/bulk/send", &format!("{form}&connection={CONNECTION}")).await;
    assert_eq!(sent.status, StatusCode::CONFLICT, "{}", sent.body);
}

#[tokio::test]
async fn before_the_first_run_the_page_says_what_to_do() {
    let stage = recruiting(ConnectionStatus::Disabled).await;
    let shown = stage.get(Role::Administrator, &page("/sync")).await.body;
    assert!(shown.contains("Enable the connection with the switch above"), "{shown}");
    assert!(!shown.contains("Sync now"));
    assert_eq!(stage.get(Role::Recruiter, &page("/sync")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_run_under_way_shows_how_far_it_came_and_the_page_follows_it() {
    let stage = in_step().await;
    let idle = stage.get(Role::Administrator, &page("/sync")).await.body;
    assert!(idle.contains("Sync now") && !idle.contains("every 2s"));
    a_run(&stage, RunState::Running, None).await;
    let shown = stage.get(Role::Administrator, &page("/sync")).await.body;
    assert!(shown.contains("every 2s") && shown.contains("1,200 of 2,000"), "{shown}");
    assert!(shown.contains("value=\"1200\" max=\"2000\"") && shown.contains("1,150"));
    assert!(!shown.contains("Sync now"), "one at a time");
    let again = stage.post(Role::Administrator, &page("/sync"), "mode=full").await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);

    stage.post(Role::Administrator, &page("/sync/pause"), "").await;
    let paused = stage.get(Role::Administrator, &page("/sync")).await.body;
    assert!(paused.contains("Resume") && !paused.contains("every 2s"), "{paused}");
    stage.post(Role::Administrator, &page("/sync/resume"), "").await;
    stage.post(Role::Administrator, &page("/sync/stop"), "").await;
    let stopped = stage.get(Role::Administrator, &page("/sync")).await.body;
    assert!(stopped.contains("Stopped by Administrator Person"), "{stopped}");
}

#[tokio::test]
async fn sync_now_begins_a_run_of_the_chosen_kind() {
    let stage = in_step().await;
    let workspace = stage.actor(Role::Administrator).workspace;
    stage.post(Role::Administrator, &page("/sync"), "mode=full").await;
    let begun = runs::open(&stage.app.db, workspace, CONNECTION).await.unwrap().unwrap();
    assert_eq!(begun.mode, RunMode::Full);
    assert_eq!(stage.post(Role::Recruiter, &page("/sync"), "mode=full").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_run_that_asks_is_answered_on_the_page() {
    let stage = in_step().await;
    let asked = "It would close 300 of 500 jobs, which is more than 20 %.";
    a_run(&stage, RunState::Asking, Some(asked)).await;
    let shown = stage.get(Role::Administrator, &page("/sync")).await.body;
    assert!(shown.contains("This run asks before it goes on") && shown.contains(asked), "{shown}");
    assert!(shown.contains("/sync/allow") && shown.contains("data-confirm"));
    stage.post(Role::Administrator, &page("/sync/allow"), "").await;
    let on = stage.get(Role::Administrator, &page("/sync")).await.body;
    assert!(on.contains("every 2s") && !on.contains("This run asks"), "{on}");
    let twice = stage.post(Role::Administrator, &page("/sync/allow"), "").await;
    assert_eq!(twice.location(), page("/sync"), "said on the page, not as a failure");
}

#[tokio::test]
async fn the_plan_is_kept_and_a_wrong_value_comes_back_at_its_field() {
    let stage = in_step().await;
    let workspace = stage.actor(Role::Administrator).workspace;
    let kept = || async { plan::get(&stage.app.db, workspace, CONNECTION).await.unwrap().unwrap() };
    let form = "every_minutes=60&share_percent=5&full_hour=22&reference_field=";
    let saved = stage.post(Role::Administrator, &page("/sync/plan"), form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let plan = kept().await;
    assert_eq!((plan.every_minutes, plan.share_percent, plan.full_hour, plan.take_files), (60, 5, 22, false));
    let form = "every_minutes=60&share_percent=lots&full_hour=22&take_files=true";
    let wrong = stage.post(Role::Administrator, &page("/sync/plan"), form).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"share_percent-error\"") && wrong.body.contains("value=\"lots\""));
    assert!(!kept().await.take_files, "nothing of it was kept");
}

#[tokio::test]
async fn a_run_has_a_page_with_its_notes_a_hundred_at_a_time() {
    let stage = in_step().await;
    let run = a_run(&stage, RunState::Partial, Some("The list of jobs was cut short.")).await;
    notes(&stage, run, 130).await;
    let history = stage.get(Role::Administrator, &page("/sync")).await.body;
    let href = page(&format!("/sync/runs/{run}"));
    assert!(history.contains(&href) && history.contains("1,150 new, 40 changed, 10 skipped"), "{history}");
    let first = stage.get(Role::Administrator, &href).await.body;
    assert!(first.contains("Saw only part") && first.contains("The list of jobs was cut short."));
    assert!(first.contains("Candidate number 0 has") && !first.contains("Candidate number 100 has"));
    assert!(first.contains("1–100 of 130") && first.contains(&format!("{href}?page=1")), "{first}");
    let second = stage.get(Role::Administrator, &format!("{href}?page=1")).await.body;
    assert!(second.contains("Candidate number 129 has") && second.contains("101–130 of 130"));
    let other = format!("/settings/integrations/01a21013-0000-7000-8000-000000000000/sync/runs/{run}");
    assert_eq!(stage.get(Role::Administrator, &other).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_disconnected_connection_still_shows_its_history_and_no_buttons() {
    let stage = in_step().await;
    a_run(&stage, RunState::Done, None).await;
    let confirm = "confirm=Hiring+at+Shelf";
    stage.post(Role::Administrator, &page("/disconnect"), confirm).await;
    let shown = stage.get(Role::Administrator, &page("/sync")).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    assert!(shown.body.contains("1,150 new") && !shown.body.contains("Sync now"));
    assert!(!shown.body.contains("How it is kept in step"));
}
