//! The list of jobs, a job's form, the editor of workflows, and the start of the settings.

use crate::stage::{Answer, Stage, stage};
use axum::http::StatusCode;
use model::access::Role;

const USUAL: &str =
    "name=Yard&stage_id=&stage_name=New&stage_kind=applied&stage_id=&stage_name=In&stage_kind=hired";

/// Makes a workflow by its form and says its identifier.
async fn workflow(stage: &Stage) -> String {
    let made = stage.post(Role::Administrator, "/settings/workflows/new", &format!("{USUAL}&do=save")).await;
    assert_eq!(made.location(), "/settings/workflows");
    let list = stage.get(Role::Administrator, "/settings/workflows").await.body;
    between(&list, "href=\"/settings/workflows/", "\">Yard")
}

/// The last of what stands before `end` and after `start`.
fn between(text: &str, start: &str, end: &str) -> String {
    text.split(end).next().unwrap().rsplit(start).next().unwrap().to_owned()
}

/// The names typed in the editor, in order.
fn names(answer: &Answer) -> Vec<String> {
    let rows = answer.body.split("name=\"stage_name\" value=\"").skip(1);
    rows.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_job_is_made_opened_seen_by_everybody_and_closed() {
    let stage = stage().await;
    assert!(stage.get(Role::Recruiter, "/jobs").await.body.contains("No jobs yet"));
    let flow = workflow(&stage).await;
    let wrong = stage.post(Role::Recruiter, "/jobs/new", "title=+&location=Leeds").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"title-error\"") && wrong.body.contains("value=\"Leeds\""));
    let made = stage.post(Role::Recruiter, "/jobs/new", &format!("title=Welder&workflow={flow}")).await;
    let job = made.location().to_owned();
    assert!(job.starts_with("/jobs/"), "{job}");

    assert_eq!(stage.get(Role::Employee, &job).await.status, StatusCode::NOT_FOUND, "a draft is hidden");
    assert!(stage.get(Role::Recruiter, "/jobs?status=draft").await.body.contains("Welder"));
    assert!(stage.get(Role::Recruiter, "/jobs?status=open").await.body.contains("No such jobs"));
    stage.post(Role::Recruiter, &format!("{job}/status"), "status=open").await;
    let seen = stage.get(Role::Employee, "/jobs").await.body;
    assert!(seen.contains("Welder") && !seen.contains("Pipeline") && !seen.contains("/jobs/new"));
    let page = stage.get(Role::Employee, &job).await;
    assert!(page.status == StatusCode::OK && !page.body.contains(&format!("{job}/board")));

    let form = format!("title=Rigger&workflow={flow}");
    assert_eq!(stage.post(Role::Recruiter, &format!("{job}/edit"), &form).await.location(), job);
    stage.post(Role::Recruiter, &format!("{job}/status"), "status=closed").await;
    let page = stage.get(Role::Recruiter, &job).await.body;
    assert!(page.contains("Rigger") && page.contains("Open again"));
    let odd = stage.post(Role::Recruiter, &format!("{job}/status"), "status=burning").await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_editor_of_workflows_keeps_what_was_typed_and_needs_no_script() {
    let stage = stage().await;
    let path = "/settings/workflows/new";
    let press = |button: &str| format!("{USUAL}&do={button}");
    let admin = Role::Administrator;
    assert_eq!(names(&stage.post(admin, path, &press("add")).await), ["New", "In", ""]);
    assert_eq!(names(&stage.post(admin, path, &press("down-0")).await), ["In", "New"]);
    assert_eq!(names(&stage.post(admin, path, &press("up-0")).await), ["New", "In"]);
    let fewer = stage.post(admin, path, &press("remove-1")).await;
    assert_eq!(names(&fewer), ["New"]);
    assert!(fewer.body.contains("value=\"Yard\""));
    let none = stage.get(admin, "/settings/workflows").await.body;
    assert!(none.contains("No workflow yet"), "nothing was kept so far");

    let wrong = "name=&stage_id=&stage_name=&stage_kind=applied&do=save";
    let wrong = stage.post(admin, path, wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["href=\"#name\"", "href=\"#stage-0\"", "id=\"stage-0-error\""] {
        assert!(wrong.body.contains(part), "{part}: {}", wrong.body);
    }
    let endless = "name=Yard&stage_id=&stage_name=New&stage_kind=applied&do=save";
    assert!(stage.post(admin, path, endless).await.body.contains("href=\"#stages\""));
    let id = workflow(&stage).await;
    let shown = stage.get(admin, &format!("/settings/workflows/{id}")).await;
    assert_eq!(names(&shown), ["New", "In"]);
    let first = between(&shown.body, "name=\"stage_id\" value=\"", "\">\n        <span class=\"muted");
    let form = format!("name=Yard+two&stage_id={first}&stage_name=Fresh&stage_kind=applied&{}", &USUAL[10..]);
    let saved = stage.post(admin, &format!("/settings/workflows/{id}"), &format!("{form}&do=save")).await;
    assert_eq!(saved.location(), "/settings/workflows");
    let shown = stage.get(admin, &format!("/settings/workflows/{id}")).await;
    assert_eq!(names(&shown), ["Fresh", "New", "In"]);
}

#[tokio::test]
async fn the_settings_show_each_what_they_may_set() {
    let stage = stage().await;
    let all = stage.get(Role::Administrator, "/settings").await.body;
    for page in ["integrations", "users", "audit", "workflows", "fields", "tags"] {
        assert!(all.contains(&format!("class=\"tile\" href=\"/settings/{page}\"")), "{page}");
    }
    let recruiter = stage.get(Role::Recruiter, "/settings").await.body;
    assert!(recruiter.contains("href=\"/candidates/import\"") && !recruiter.contains("/settings/users"));
    let employee = stage.get(Role::Employee, "/settings").await.body;
    assert!(
        employee.contains("class=\"tile\" href=\"/account\"") && !employee.contains("/candidates/import")
    );
}
