//! Files and photos, as any client uploads them.

use axum::{
    body::{Body, to_bytes},
    http::{Response, StatusCode},
};
use image::{DynamicImage, ImageFormat};

use super::{
    caller::{Api, text},
    stage::{FULL, NO_NEW},
};

const FILES: &str = "/api/v1/employees/4/files/";
const PHOTO: &str = "/api/v1/employees/4/photo";

async fn file(api: &Api, category: &str, name: &str, content: &[u8]) -> Response<Body> {
    let parts: [(&str, &str, &[u8]); 4] = [
        ("file", name, content),
        ("fileName", "", name.as_bytes()),
        ("category", "", category.as_bytes()),
        ("share", "", b"yes"),
    ];
    api.upload(FILES, FULL, &parts).await
}

fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::new_rgb8(width, height).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn a_file_is_kept_listed_and_given_back() {
    let api = Api::with(5).await;
    let kept = file(&api, "18", "cv.pdf", b"%PDF invented").await;
    assert_eq!(kept.status(), StatusCode::CREATED);
    let location = kept.headers()["location"].to_str().unwrap().to_owned();
    let path = location.strip_prefix("http://bamboo.test").unwrap();
    let given = api.call("GET", path, FULL, "", "").await;
    assert_eq!(given.headers()["content-disposition"], "attachment; filename=\"cv.pdf\"");
    assert_eq!(text(given).await, "%PDF invented");
    let view = api.json("/api/v1/employees/4/files/view/").await;
    let section = view["categories"].as_array().unwrap().iter().find(|section| section["id"] == 18).unwrap();
    assert_eq!(section["files"][0]["originalFileName"], "cv.pdf");
    assert_eq!(section["files"][0]["shareWithEmployee"], "yes");
    let xml = text(api.call("GET", "/api/v1/employees/4/files/view", FULL, "", "").await).await;
    assert!(xml.contains("<originalFileName>cv.pdf</originalFileName>"), "{xml}");
}

#[tokio::test]
async fn files_that_do_not_fit_are_refused() {
    let api = Api::with(5).await;
    let large = vec![b'x'; 20 * 1024 * 1024 + 1];
    let cases: [(&str, &str, &[u8], u16); 6] = [
        ("18", "cv.exe", b"MZ", 400),
        ("18", "cv", b"x", 400),
        ("18", "cv.pdf", b"", 400),
        ("18", "cv.pdf", &large, 413),
        ("99", "cv.pdf", b"x", 404),
        ("17", "cv.pdf", b"x", 403),
    ];
    for (category, name, content, expected) in cases {
        let status = file(&api, category, name, content).await.status();
        assert_eq!(status.as_u16(), expected, "{name} of {} bytes into {category}", content.len());
    }
    assert_eq!(api.upload(FILES, NO_NEW, &[("file", "cv.pdf", b"x")]).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn categories_are_made_once() {
    let api = Api::with(5).await;
    let path = "/api/v1/employees/files/categories";
    assert_eq!(api.status("POST", path, FULL, r#"["Visas"]"#).await.0, 201);
    assert_eq!(api.status("POST", path, FULL, r#"["Visas"]"#).await.0, 400);
    assert_eq!(api.status("POST", path, FULL, "[]").await.0, 200);
    assert_eq!(api.status("POST", path, NO_NEW, r#"["Other"]"#).await.0, 403);
}

#[tokio::test]
async fn photos_are_square_and_large_enough() {
    let api = Api::with(5).await;
    let none = format!("{PHOTO}/small");
    assert_eq!(api.status("GET", &none, FULL, "").await.0, 404);
    let cases =
        [(picture(150, 150), 201), (picture(300, 200), 415), (picture(149, 149), 415), (b"x".to_vec(), 415)];
    for (content, expected) in cases {
        let status = api.upload(PHOTO, FULL, &[("file", "p.png", &content)]).await.status();
        assert_eq!(status.as_u16(), expected, "{} bytes", content.len());
    }
    let photo = api.call("GET", &none, FULL, "", "").await;
    assert_eq!(photo.headers()["content-type"], "image/jpeg");
    assert_eq!(to_bytes(photo.into_body(), usize::MAX).await.unwrap(), picture(150, 150));
    assert_eq!(api.status("GET", &format!("{PHOTO}/huge"), FULL, "").await.0, 404);
}
