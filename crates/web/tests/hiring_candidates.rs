//! Candidates: the list, a person's page, and merging.

use crate::stage::{Stage, stage};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use engine::hiring::{
    add_candidate::add_candidate,
    attachments,
    jobs::{self, TypedJob},
    workflows::{self, TypedStage},
};
use model::{
    CandidateId,
    access::Role,
    attachment::AttachmentKind,
    candidate::Profile,
    field::{CustomField, FieldKind},
    job::{JobStatus, StageKind},
    tag::{Tag, TagCategory},
};

async fn person(stage: &Stage, first: &str, email: &str) -> CandidateId {
    let profile = Profile {
        first_name: first.into(),
        last_name: "Lopez".into(),
        email: email.into(),
        source: "Referral".into(),
        ..Profile::default()
    };
    add_candidate(&stage.app, stage.actor(Role::Recruiter), &profile).await.unwrap()
}

#[tokio::test]
async fn an_empty_list_says_how_to_fill_it_and_a_filter_can_be_taken_away() {
    let stage = stage().await;
    let page = stage.get(Role::Recruiter, "/candidates").await;
    assert!(page.body.contains("No candidates yet") && page.body.contains("/candidates/import"));
    let page = stage.get(Role::HiringManager, "/candidates").await;
    assert!(page.body.contains("A recruiter adds people here") && !page.body.contains("/candidates/new"));
    person(&stage, "Ana", "ana@example.com").await;
    let page = stage.get(Role::Recruiter, "/candidates?q=ana&source=Referral&stage=nonsense").await;
    assert!(page.body.contains("1 person found") && page.body.contains("Ana Lopez"), "{}", page.body);
    assert!(page.body.contains(r#"href="/candidates?q=ana&#38;stage=nonsense""#), "{}", page.body);
    let page = stage.get(Role::Recruiter, "/candidates?q=nobody").await;
    assert!(page.body.contains("Nobody fits these filters"));
}

#[tokio::test]
async fn what_was_typed_comes_back_with_what_is_wrong_beside_it() {
    let stage = stage().await;
    let form = "first_name=Ana&last_name=Lopez&email=nowhere&city=Leeds&born=";
    let page = stage.post(Role::Recruiter, "/candidates/new", form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.body.contains(r#"id="email-error""#) && page.body.contains(r#"value="Leeds""#),
        "{}",
        page.body
    );
    let page = stage.post(Role::Recruiter, "/candidates/new", "first_name=Ana&born=31.12.1990").await;
    assert!(page.body.contains(r#"id="born-error""#) && page.body.contains("31.12.1990"));
    let form = "first_name=Ana&last_name=Lopez&email=ana%40example.com&born=1990-12-31";
    let answer = stage.post(Role::Recruiter, "/candidates/new", form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let page = stage.get(Role::Recruiter, answer.location()).await;
    assert!(page.body.contains("31 Dec 1990") && page.body.contains("Not put forward for a job yet"));
    let edit = format!("{}/edit", answer.location());
    let page = stage.get(Role::Recruiter, &edit).await;
    assert!(page.body.contains(r#"value="ana@example.com""#), "{}", page.body);
    let form = "first_name=Ana&last_name=Diaz&email=ana%40example.com&born=1990-12-31";
    stage.post(Role::Recruiter, &edit, form).await;
    let page = stage.get(Role::Recruiter, answer.location()).await;
    assert!(page.body.contains("Ana Diaz") && page.body.contains("changed last name"), "{}", page.body);
}

#[tokio::test]
async fn a_comment_is_its_authors() {
    let stage = stage().await;
    let id = person(&stage, "Ana", "ana@example.com").await;
    let path = format!("/candidates/{id}");
    let page = stage.post(Role::HiringManager, &format!("{path}/comments"), "text=+").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Write something first"));
    stage.post(Role::HiringManager, &format!("{path}/comments"), "text=<b>Good</b>").await;
    let page = stage.get(Role::HiringManager, &path).await;
    assert!(
        page.body.contains("&#60;b&#62;Good&#60;/b&#62;") && page.body.contains("/comments/"),
        "{}",
        page.body
    );
    let start = page.body.find("/comments/").unwrap();
    let edit = page.body[start..].split('"').next().unwrap().to_owned();
    assert!(!stage.get(Role::Recruiter, &path).await.body.contains(&edit));
    let refused = stage.post(Role::Recruiter, &edit, "text=Theirs").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let form = stage.get(Role::HiringManager, &edit).await;
    assert!(form.body.contains("Good"), "{}", form.body);
    stage.post(Role::HiringManager, &edit, "text=Better").await;
    assert!(stage.get(Role::Recruiter, &path).await.body.contains("Better"));
}

#[tokio::test]
async fn files_are_brought_shown_and_never_run() {
    let stage = stage().await;
    let id = person(&stage, "Ana", "ana@example.com").await;
    let body = "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nresume\r\n\
        --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"cv.html\"\r\n\r\n\
        <script>alert(1)</script>\r\n--x--\r\n";
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("/candidates/{id}/files"))
        .header(header::HOST, "hub.test")
        .header(header::COOKIE, stage.cookie(Role::Recruiter))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(body))
        .unwrap();
    assert_eq!(stage.send(request).await.status, StatusCode::SEE_OTHER);
    let page = stage.get(Role::HiringManager, &format!("/candidates/{id}")).await;
    assert!(page.body.contains("&#60;script&#62;alert(1)"), "{}", page.body);
    let start = page.body.find("/files/").unwrap();
    let file = page.body[start..].split('"').next().unwrap().trim_end_matches("/view").to_owned();
    let shown = stage.get(Role::HiringManager, &format!("{file}/view")).await;
    assert!(shown.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(shown.headers["content-type"], "text/plain");

    let pasted = "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nresume\r\n\
        --x\r\nContent-Disposition: form-data; name=\"pasted\"\r\n\r\n\
        Skills\r\nRoute planning\r\n--x--\r\n";
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("/candidates/{id}/files"))
        .header(header::HOST, "hub.test")
        .header(header::COOKIE, stage.cookie(Role::Recruiter))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(pasted))
        .unwrap();
    assert_eq!(stage.send(request).await.status, StatusCode::SEE_OTHER);
    let page = stage.get(Role::HiringManager, &format!("/candidates/{id}")).await;
    assert!(page.body.contains("<p>Route planning</p>"), "pasted text is a résumé: {}", page.body);
    assert!(page.body.contains("Pasted résumé.txt"));

    let (app, actor) = (&stage.app, stage.actor(Role::Recruiter));
    let pdf = attachments::add(app, actor, id, AttachmentKind::Resume, "cv.pdf", b"%PDF-1.7".to_vec()).await;
    let shown = stage.get(Role::HiringManager, &format!("/files/{}/view", pdf.unwrap())).await;
    assert!(shown.headers["content-disposition"].to_str().unwrap().starts_with("inline"));
    assert_eq!(shown.headers["content-type"], "application/pdf");
}

#[tokio::test]
async fn two_records_become_one_and_two_again() {
    let stage = stage().await;
    let (kept, other) =
        (person(&stage, "Ana", "ana@example.com").await, person(&stage, "Anna", "ANA@example.com").await);
    let page = stage.get(Role::Recruiter, &format!("/candidates/{kept}")).await;
    assert!(page.body.contains("may be the same person"), "{}", page.body);
    let list = stage.get(Role::Recruiter, "/candidates/duplicates").await;
    let compare = format!("/candidates/merge?keep={kept}&#38;other={other}");
    let compare_amp = compare.replace("&#38;", "&amp;");
    assert!(list.body.contains(&compare_amp), "{}", list.body);
    let page = stage.get(Role::Recruiter, &compare_amp.replace("&amp;", "&")).await;
    assert!(page.body.contains("Merge into Ana Lopez"));
    let done = stage.post(Role::Recruiter, "/candidates/merge", &format!("keep={kept}&other={other}")).await;
    assert_eq!(done.location(), format!("/candidates/{kept}"));
    let old = stage.get(Role::Recruiter, &format!("/candidates/{other}")).await;
    assert_eq!(old.location(), format!("/candidates/{kept}"));
    let page = stage.get(Role::Recruiter, "/candidates/duplicates").await;
    let start = page.body.find("/candidates/merges/").unwrap();
    let undo = page.body[start..].split('"').next().unwrap().to_owned();
    stage.post(Role::Recruiter, &undo, "").await;
    assert_eq!(stage.get(Role::Recruiter, &format!("/candidates/{other}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_view_is_saved_once_and_leads_to_its_filters() {
    let stage = stage().await;
    let form = "name=Referred&query=source%3DReferral";
    let answer = stage.post(Role::Recruiter, "/candidates/views", form).await;
    assert_eq!(answer.location(), "/candidates?source=Referral");
    let page = stage.get(Role::HiringManager, "/candidates").await;
    assert!(page.body.contains(r#"href="/candidates?source=Referral""#), "{}", page.body);
    stage.post(Role::Recruiter, "/candidates/views", form).await;
    let page = stage.get(Role::Recruiter, "/candidates").await;
    assert_eq!(page.body.matches(">Referred<").count(), 1);
}

#[tokio::test]
async fn nothing_chosen_changes_nothing_and_says_so() {
    let stage = stage().await;
    for (path, form) in [
        ("/candidates/bulk/tag", "back=q%3Dana"),
        ("/candidates/bulk/move", "back=q%3Dana"),
        ("/candidates/bulk/reject", "back=q%3Dana"),
    ] {
        let answer = stage.post(Role::Recruiter, path, form).await;
        assert_eq!(answer.location(), "/candidates?q=ana", "{path}");
        assert!(answer.headers.contains_key("set-cookie"));
    }
}

/// A field of each kind, whose names are the kinds' words.
async fn a_field_of_each_kind(stage: &Stage) -> Vec<CustomField> {
    let tx = stage.app.db.begin().await.unwrap();
    let mut made = Vec::new();
    for kind in FieldKind::ALL {
        let options = if kind.has_options() { vec!["Day".into(), "Night".into()] } else { vec![] };
        let field = CustomField { id: stage.app.id(), name: kind.as_str().into(), kind, options };
        let workspace = stage.actor(Role::Recruiter).workspace;
        store::hiring::field::insert(&tx, workspace, &field, stage.app.now()).await.unwrap();
        made.push(field);
    }
    tx.commit().await.unwrap();
    made
}

#[tokio::test]
async fn fields_of_every_kind_are_kept_and_a_wrong_value_comes_back() {
    let stage = stage().await;
    let fields = a_field_of_each_kind(&stage).await;
    let path = format!("/candidates/{}", person(&stage, "Ana", "ana@example.com").await);
    let form = |values: &[(FieldKind, &str)]| {
        let id = |kind| fields.iter().find(|field| field.kind == kind).unwrap().id;
        values.iter().map(|(kind, value)| format!("{}={value}", id(*kind))).collect::<Vec<_>>().join("&")
    };
    let good = form(&[
        (FieldKind::ShortText, "Boots"),
        (FieldKind::LongText, "Two%0Alines"),
        (FieldKind::Integer, "7"),
        (FieldKind::Decimal, "1.50"),
        (FieldKind::Date, "2026-04-01"),
        (FieldKind::Boolean, "true"),
        (FieldKind::SingleSelect, "Night"),
        (FieldKind::MultiSelect, ""),
        (FieldKind::MultiSelect, "Day"),
        (FieldKind::MultiSelect, "Night"),
    ]);
    let saved = stage.post(Role::Recruiter, &format!("{path}/fields"), &good).await;
    assert_eq!(saved.location(), path, "{}", saved.body);
    let page = stage.get(Role::HiringManager, &path).await;
    for value in ["Boots", "<dd>7</dd>", "1.50", "1 Apr 2026", "<dd>Yes</dd>", "<dd>Day, Night</dd>"] {
        assert!(page.body.contains(value), "{value}: {}", page.body);
    }
    let wrong = form(&[(FieldKind::Integer, "seven"), (FieldKind::MultiSelect, "")]);
    let page = stage.post(Role::Recruiter, &format!("{path}/fields"), &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("“seven” is not a whole number") && page.body.contains(r#"value="seven""#));
    let page = stage.get(Role::HiringManager, &path).await;
    assert!(page.body.contains("<dd>7</dd>") && !page.body.contains("Day, Night"), "{}", page.body);
}

#[tokio::test]
async fn someone_is_put_forward_tagged_and_rejected_from_the_list() {
    let stage = stage().await;
    let administrator = stage.actor(Role::Administrator);
    let stages =
        StageKind::ALL.map(|kind| TypedStage { id: None, name: format!("At {}", kind.as_str()), kind });
    let flow = workflows::create(&stage.app, administrator, "Standard", &stages).await.unwrap();
    let typed = TypedJob {
        title: "Welder".into(),
        workflow: Some(flow.id),
        department: "Yard".into(),
        division: String::new(),
        location: "Leeds".into(),
        employment_type: "Full-Time".into(),
        description: String::new(),
    };
    let job = jobs::create(&stage.app, administrator, &typed).await.unwrap();
    jobs::set_status(&stage.app, administrator, job.id, JobStatus::Open).await.unwrap();
    let tx = stage.app.db.begin().await.unwrap();
    let skill = TagCategory { id: stage.app.id(), name: "Skill".into(), colour: "teal".into() };
    let tag = Tag { id: stage.app.id(), category: skill.id, name: "TIG".into() };
    store::hiring::tag::put_category(&tx, administrator.workspace, &skill).await.unwrap();
    store::hiring::tag::put(&tx, administrator.workspace, &tag).await.unwrap();
    tx.commit().await.unwrap();

    let id = person(&stage, "Ana", "ana@example.com").await;
    let path = format!("/candidates/{id}");
    let add = format!("{path}/applications");
    stage.post(Role::Recruiter, &add, &format!("job={}", job.id)).await;
    let page = stage.get(Role::Recruiter, &path).await;
    assert!(page.body.contains("started at At applied for Welder"), "{}", page.body);
    stage.post(Role::Recruiter, "/candidates/bulk/tag", &format!("id={id}&tag={}", tag.id)).await;
    stage.post(Role::Recruiter, "/candidates/bulk/move", &format!("id={id}&to={}", flow.stages[2].id)).await;
    let filter = format!("/candidates?tag={}&stage=interview&job={}", tag.id, job.id);
    let page = stage.get(Role::Recruiter, &filter).await;
    assert!(page.body.contains("tag-teal") && page.body.contains("1 person found"), "{}", page.body);
    assert!(page.body.contains("Stage: Interviewing") && page.body.contains("Tag: TIG"), "{}", page.body);
    stage.post(Role::HiringManager, "/candidates/bulk/reject", &format!("id={id}")).await;
    stage.post(Role::Recruiter, &format!("{path}/tags/{}/remove", tag.id), "").await;
    let page = stage.get(Role::Recruiter, &path).await;
    assert!(
        page.body.contains("to At rejected for Welder") && page.body.contains("No tags"),
        "{}",
        page.body
    );
}
