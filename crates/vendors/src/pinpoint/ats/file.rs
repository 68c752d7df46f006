//! The content of a file.

use connect::{VendorError, error::Result, hris::Document};
use http::StatusCode;
use model::remote::RecordKind;
use url::Url;

use crate::pinpoint::{
    client::Client,
    map,
    parts::Parts,
    wire::{Application, Nothing, One, Row},
};

/// The file, through a link made for this call. A link that ended before it was used is made once more.
pub async fn file(client: &Client<'_>, application: &str, file: &str) -> Result<Document> {
    match attempt(client, application, file).await? {
        Some(document) => Ok(document),
        None => attempt(client, application, file).await?.ok_or_else(|| {
            VendorError::Unavailable("the link to the file was refused twice, as if it had ended".into())
        }),
    }
}

/// The file; `None` where its link was refused.
async fn attempt(client: &Client<'_>, application: &str, file: &str) -> Result<Option<Document>> {
    let reply = client.record(RecordKind::Application, application, &Parts::attachments()).await?;
    let one: One = reply.json()?;
    let row: Row<Application, Nothing> =
        serde_json::from_str(one.data.get()).map_err(|_| VendorError::Contract {
            path: "/data".into(),
            message: "the application does not have the documented form".into(),
        })?;
    let attachments = row.attributes.attachments.unwrap_or_default();
    let Some((name, link)) = map::named(&attachments, file) else {
        return Err(VendorError::NotFound("the application has no such file any more".into()));
    };
    let link =
        Url::parse(link).or_else(|_| client.0.http.base().join(link)).map_err(|_| VendorError::Contract {
            path: "/data/attributes/attachments/url".into(),
            message: "it is no address".into(),
        })?;
    let reply = client.download(link).await?;
    match reply.status {
        StatusCode::OK if is_page(&reply.body) && !name.to_lowercase().contains(".htm") => {
            Err(VendorError::Unavailable("the file's link answered with a web page".into()))
        }
        StatusCode::OK => {
            let content_type = reply.header("content-type").unwrap_or("application/octet-stream").to_owned();
            Ok(Some(Document { name: name.to_owned(), content_type, bytes: reply.body }))
        }
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::GONE => {
            Ok(None)
        }
        status => Err(VendorError::Unavailable(format!("the file's link answered {}", status.as_u16()))),
    }
}

/// Whether this is a web page, as a proxy or a storage that is down answers in the place of a file.
fn is_page(bytes: &[u8]) -> bool {
    let begins = bytes.trim_ascii_start();
    [&b"<!doctype html"[..], b"<html"]
        .iter()
        .any(|mark| begins.get(..mark.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(mark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_in_the_place_of_a_file_is_told_from_one() {
        for page in [&b"<html><body>It works!"[..], b"\n <!DOCTYPE HTML>\n<title>"] {
            assert!(is_page(page));
        }
        for file in [&b"%PDF-1.4 <html>"[..], b"", b"<htm", b"PK\x03\x04"] {
            assert!(!is_page(file));
        }
    }
}
