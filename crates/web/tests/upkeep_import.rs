//! Candidates > Import, step by step.

use crate::stage::{Answer, Stage, stage};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use model::access::Role;

const PATH: &str = "/candidates/import";

async fn upload(stage: &Stage, name: &str, file: &[u8]) -> Answer {
    let head = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: text/csv\r\n\r\n"
    );
    let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
    let request = Request::post(PATH)
        .header("host", "hub.test")
        .header("cookie", stage.cookie(Role::Recruiter))
        .header("content-type", "multipart/form-data; boundary=edge")
        .body(Body::from(body));
    stage.send(request.unwrap()).await
}

#[tokio::test]
async fn a_file_is_uploaded_mapped_looked_at_and_brought_in_once() {
    let stage = stage().await;
    let file = b"Name,E-mail\n<b>Ana L\xf3pez,ana@example.com\nBo,bo@\nAna,ana@example.com\n=Cy,\"a, b\"\n";
    let map = upload(&stage, "people.csv", file).await.location().to_owned();
    assert!(map.starts_with(PATH) && map.len() > PATH.len(), "{map}");
    let page = stage.get(Role::Recruiter, &map).await.body;
    assert!(page.contains("Ana López") && !page.contains("<b>Ana"), "{page}");
    assert!(page.contains(r#"value="full_name" selected"#) && page.contains(r#"value="email" selected"#));
    let wrong = stage.post(Role::Recruiter, &map, "column_0=email&column_1=email").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("column_1-error"));
    assert!(stage.get(Role::Recruiter, PATH).await.body.contains("Not imported yet"), "it is found again");

    let preview = stage.post(Role::Recruiter, &map, "column_0=full_name&column_1=email&dates=refuse").await;
    let preview = preview.location().to_owned();
    let page = stage.get(Role::Recruiter, &preview).await.body;
    assert!(page.contains("Line 3") && page.contains("“bo@” is not an e-mail address"), "{page}");
    assert!(page.contains("Line 4") && page.contains("The same e-mail address as on line 2."));
    let refused = stage.post(Role::Recruiter, &preview, "rows=all&duplicates=skip").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("Nothing was imported, because 2 rows are not good."));

    let result = stage.post(Role::Recruiter, &preview, "rows=good&duplicates=skip").await;
    let result = result.location().to_owned();
    assert!(result.ends_with("/result"), "{result}");
    assert_eq!(stage.post(Role::Recruiter, &preview, "rows=good").await.location(), result);
    let page = stage.get(Role::Recruiter, &result).await.body;
    assert!(page.contains("1 candidate imported") && page.contains("3 rows were left out"), "{page}");
    assert_eq!(stage.get(Role::Recruiter, &preview).await.location(), result);

    let rejected = stage.get(Role::Recruiter, &format!("{map}/rejected.csv")).await;
    assert!(rejected.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert!(
        rejected.body.contains("Name,E-mail,Reason") && rejected.body.contains("'=Cy"),
        "{}",
        rejected.body
    );
}

#[tokio::test]
async fn a_file_that_can_not_be_read_is_refused_at_its_field() {
    let stage = stage().await;
    let large = vec![b'a'; 11 * 1024 * 1024];
    for (file, sentence) in [
        (&b""[..], "Choose a file"),
        (b"PK\x03\x04zip", "workbook"),
        (b"name\n", "no rows"),
        (&large, "larger than 10 MB"),
    ] {
        let answer = upload(&stage, "people.csv", file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("file-error") && answer.body.contains(sentence), "{sentence}");
    }
    let none = stage.post(Role::Recruiter, PATH, "").await;
    assert!(none.body.contains("Choose the file with the candidates."));
}

#[tokio::test]
async fn the_sample_file_passes_through_the_steps_by_itself() {
    let stage = stage().await;
    let sample = stage.get(Role::Recruiter, "/candidates/import/sample.csv").await.body;
    let map = upload(&stage, "sample.csv", sample.as_bytes()).await.location().to_owned();
    let page = stage.get(Role::Recruiter, &map).await.body;
    assert_eq!(page.matches(" selected>").count(), 10, "nine columns and the order of dates");
    let preview = stage.get(Role::Recruiter, &format!("{map}/preview")).await;
    assert_eq!(preview.location(), map, "not mapped yet");
}
