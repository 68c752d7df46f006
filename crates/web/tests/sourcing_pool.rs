//! The talent pool: people come in from a table, are found, chosen, listed and taken away.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use model::access::Role;

use crate::stage::{Answer, Stage, stage};

async fn upload(stage: &Stage, name: &str, file: &[u8]) -> Answer {
    let head =
        format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
    let request = Request::post("/sourcing/import")
        .header("host", "hub.test")
        .header("cookie", stage.cookie(Role::Recruiter))
        .header("content-type", "multipart/form-data; boundary=edge")
        .body(Body::from(body));
    stage.send(request.unwrap()).await
}

const IDA: &[u8] = br#"{"basics": {"name": "Ida <b>Larsen", "label": "Welder", "email": "ida@example.com",
    "location": {"city": "Oslo"}}, "skills": [{"name": "TIG"}]}"#;

#[tokio::test]
async fn somebody_who_came_in_is_found_listed_and_taken_away() {
    let stage = stage().await;
    let person = upload(&stage, "ida.json", IDA).await.location().to_owned();
    let page = stage.get(Role::Recruiter, &person).await.body;
    assert!(page.contains("ida@example.com") && page.contains("Oslo") && !page.contains("Ida <b>"), "{page}");
    let found = stage.get(Role::Recruiter, "/sourcing?q=welder+tig").await.body;
    assert!(found.contains("<mark>Welder</mark>") && found.contains("city=Oslo"), "{found}");
    assert!(stage.get(Role::Recruiter, "/sourcing?q=pilot").await.body.contains("Nobody was found"));
    let near = stage.get(Role::Recruiter, "/sourcing?q=wleder").await.body;
    assert!(near.contains("Nobody has the word") && near.contains("<mark>Welder</mark>"), "{near}");
    let unclear = stage.get(Role::Recruiter, "/sourcing?q=(welder").await;
    assert_eq!(unclear.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unclear.body.contains("A parenthesis is opened and not closed."));

    stage.post(Role::Recruiter, "/sourcing/searches", "name=Fitters&query=q%3Dwelder&alert=true").await;
    let kept = stage.get(Role::Recruiter, "/sourcing").await.body;
    assert!(kept.contains("Fitters") && kept.contains("/sourcing?q=welder"), "{kept}");
    assert!(
        !stage.get(Role::Administrator, "/sourcing").await.body.contains("Fitters"),
        "searches are one's own"
    );

    let id = person.rsplit('/').next().unwrap();
    let list =
        stage.post(Role::Recruiter, "/sourcing/lists", "name=Welders&job=").await.location().to_owned();
    let list_id = list.rsplit('/').next().unwrap();
    stage.post(Role::Recruiter, "/sourcing/lists/add", &format!("id={id}&list={list_id}")).await;
    assert!(stage.get(Role::Recruiter, &list).await.body.contains(&person));
    let form = format!("who={id}&standing=contacted");
    stage.post(Role::Recruiter, &format!("{list}/stand"), &form).await;
    assert!(stage.get(Role::Recruiter, &list).await.body.contains(r#"value="contacted" selected"#));

    let file =
        stage.post(Role::Recruiter, "/sourcing/people.csv", &format!("id={id}&column=home_email")).await;
    assert_eq!(file.body.trim_start_matches('\u{feff}'), "Home Email\nida@example.com\n");
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let all = stage.get(Role::Recruiter, "/sourcing/people.csv?q=tig").await.body;
    assert!(all.contains("Welder"), "{all}");
}

#[tokio::test]
async fn a_table_is_matched_before_anybody_comes_in() {
    let stage = stage().await;
    let table = b"Name;E-Mail;Town\nIda Larsen;ida@example.com;Oslo\n";
    let page = upload(&stage, "people.csv", table).await.location().to_owned();
    let form = stage.get(Role::Recruiter, &page).await.body;
    assert!(form.contains(r#"value="full_name" selected"#) && form.contains("Ida Larsen"), "{form}");
    let again = stage.post(Role::Recruiter, &page, "column=full_name&column=nowhere&column=city").await;
    assert_eq!(again.location(), page);
    assert!(stage.get(Role::Recruiter, &page).await.body.contains("Goes to"), "nothing to be found by");
    stage.post(Role::Recruiter, &page, "column=full_name&column=email&column=city").await;
    assert!(stage.get(Role::Recruiter, &page).await.body.contains("It goes on by itself"));
    let refused = upload(&stage, "nothing.csv", b"\n").await;
    assert_eq!(refused.location(), "/sourcing/import");
}

#[tokio::test]
async fn the_pool_is_for_recruiters() {
    let stage = stage().await;
    for path in ["/sourcing", "/sourcing/import", "/sourcing/same", "/sourcing/lists", "/sourcing/fits"] {
        assert_eq!(stage.get(Role::Recruiter, path).await.status, StatusCode::OK, "{path}");
        assert_eq!(stage.get(Role::HiringManager, path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}
