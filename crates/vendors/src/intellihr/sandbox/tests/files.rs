//! Documents and images by signed addresses.

use std::time::Duration;

use axum::{body::Body, http::Request};
use serde_json::{Value, json};

use super::caller::Api;

const BYTES: &str = "%PDF-1.4 invented";

fn announced() -> Value {
    json!({"filename": "Maeve O'Donnell.pdf", "mime": "application/pdf", "size": BYTES.len(), "extension": "pdf"})
}

/// A signed address's path on the stand-in.
fn path(url: &Value) -> String {
    url.as_str().unwrap().strip_prefix("http://ihr.test").expect("on the caller's own host").to_owned()
}

async fn put(api: &Api, path: &str, bytes: &str, key: bool) -> (u16, Value) {
    let mut request = Request::builder().method("PUT").uri(path);
    if key {
        request = request.header("authorization", "Bearer sandbox-full-access-key");
    }
    api.send(request.body(Body::from(bytes.to_owned())).unwrap()).await
}

#[tokio::test]
async fn a_document_is_announced_uploaded_and_reported() {
    let api = Api::with(0);
    let documents = format!("/v1/people/{}/documents", api.person().await);
    let slot = api.made(&documents, announced()).await;
    let one = format!("{documents}/{}", slot["id"].as_str().unwrap());
    let done = json!({"uploadStatus": "SUCCESS"});
    assert_eq!(api.refused("PATCH", &one, done.clone()).await.0, 400, "nothing was uploaded");
    assert_eq!(api.get(&documents).await["data"][0]["uploadStatus"], "PENDING");
    assert_eq!(put(&api, &path(&slot["presignedUploadUrl"]), BYTES, false).await.0, 200);
    let (status, answer) = api.call("PATCH", &one, done).await;
    assert_eq!((status, &answer["data"]["uploadStatus"]), (200, &json!("SUCCESS")));
    let all = api.get(&documents).await["data"].clone();
    assert_eq!((all.as_array().unwrap().len(), &all[0]["filename"]), (1, &json!("Maeve O'Donnell.pdf")));
    let link = Request::builder().uri(path(&all[0]["downloadUrlAbsolute"])).body(Body::empty()).unwrap();
    assert_eq!(api.send(link).await, (200, json!(BYTES)));
    let kept = api.world.read(|documents| {
        documents["people"].as_object().unwrap().values().next().unwrap()["documents"].clone()
    });
    assert_eq!(kept.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_storage_refuses_a_key_another_size_and_a_changed_signature() {
    let api = Api::with(0);
    let documents = format!("/v1/people/{}/documents", api.person().await);
    let url = path(&api.made(&documents, announced()).await["presignedUploadUrl"]);
    let (status, body) = put(&api, &url, BYTES, true).await;
    assert!(status == 400 && body.as_str().unwrap().contains("Only one auth mechanism"), "{body}");
    assert_eq!(put(&api, &url, "short", false).await.0, 403);
    assert_eq!(put(&api, &url.replace("Signature=", "Signature=0"), BYTES, false).await.0, 403);
    assert_eq!(put(&api, "/storage/nothing?X-Amz-Signature=0", BYTES, false).await.0, 403);
    api.clock.advance(Duration::from_secs(20 * 60));
    let (status, body) = put(&api, &url, BYTES, false).await;
    assert!(status == 403 && body.as_str().unwrap().contains("expired"), "{body}");
}

#[tokio::test]
async fn what_is_announced_has_to_be_whole() {
    let api = Api::with(0);
    let documents = format!("/v1/people/{}/documents", api.person().await);
    for (field, value) in [
        ("filename", Value::Null),
        ("mime", Value::Null),
        ("size", json!("17")),
        ("size", json!(0)),
        ("extension", json!(".pdf")),
        ("category", json!("Résumés")),
    ] {
        let mut wrong = announced();
        wrong[field] = value;
        assert_eq!(api.refused("POST", &documents, wrong).await.0, 400, "{field}");
    }
    assert_eq!(api.refused("PATCH", &format!("{documents}/1"), json!({"uploadStatus": "DONE"})).await.0, 400);
    let nobody = "/v1/people/8a5f3ea6-ea6b-4425-8a87-3c256bb7b6f9/documents";
    assert_eq!(api.refused("POST", nobody, announced()).await.0, 404);
    assert_eq!(api.refused("POST", "/v1/person-documents", announced()).await.0, 501);
}

async fn post(api: &Api, slot: &Value, file: &str) -> u16 {
    let mut body = String::new();
    for (name, value) in slot["fields"].as_object().unwrap() {
        let value = value.as_str().unwrap();
        body += &format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body += "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n";
    body += &format!("{file}\r\n--cut--\r\n");
    let request = Request::builder().method("POST").uri(path(&slot["url"]));
    let request = request.header("content-type", "multipart/form-data; boundary=cut").body(Body::from(body));
    api.send(request.unwrap()).await.0
}

#[tokio::test]
async fn an_image_is_temporary_until_it_is_put_in_its_place() {
    let api = Api::with(0);
    let person = api.person().await;
    let images = format!("/v1/people/{person}/images");
    let slot = api.made(&images, json!({"imageType": "PERSON_PROFILE", "extension": "png"})).await;
    let promote = json!({"imageType": "PERSON_PROFILE"});
    assert_eq!(api.refused("PATCH", &images, promote.clone()).await.0, 400, "nothing was uploaded");
    assert_eq!(api.refused("GET", &images, Value::Null).await.0, 404);
    let mut forged = slot.clone();
    forged["fields"]["key"] = "elsewhere.png".into();
    assert_eq!(post(&api, &forged, "image").await, 403);
    assert_eq!(post(&api, &slot, "").await, 400);
    assert_eq!(post(&api, &slot, "image").await, 204);
    assert!(api.get(&images).await["data"]["url"].is_string());
    assert_eq!(api.call("PATCH", &images, promote).await, (204, json!("")));
    let held = api.world.read(|documents| documents["people"][&person]["image"]["content"].clone());
    assert_eq!(held, "aW1hZ2U=");
    assert_eq!(api.refused("GET", &images, Value::Null).await.0, 404, "it is temporary no more");
    assert_eq!(
        api.refused("POST", &images, json!({"imageType": "PASSPORT", "extension": "png"})).await.0,
        400
    );
}
