//! A file for download.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// A file that a browser saves under a name, and keeps no copy of.
pub fn download(name: &str, content_type: &'static str, bytes: impl Into<Vec<u8>>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes.into()).into_response()
}
