//! The content of a file.

use connect::{VendorError, error::Result, hris::Document};
use http::StatusCode;

use super::{client::Client, fetch::application};

/// The file, through the link that its application tells now. A link that ended before it was used is asked for once
/// more.
pub async fn file(client: &Client<'_>, of: &str, file: &str) -> Result<Document> {
    match attempt(client, of, file).await? {
        Some(document) => Ok(document),
        None => attempt(client, of, file).await?.ok_or_else(|| {
            VendorError::Unavailable("the link to the file was refused twice, as if it had ended".into())
        }),
    }
}

/// `None` where the link has ended.
async fn attempt(client: &Client<'_>, of: &str, file: &str) -> Result<Option<Document>> {
    let there = application(client, of).await?;
    let found = there.attachments.into_iter().find(|there| there.identifier() == file).ok_or_else(gone)?;
    let link = found.url.parse().map_err(|_| VendorError::Contract {
        path: "attachments/url".into(),
        message: "the file's link is no address".into(),
    })?;
    let reply = client.download(link).await?;
    match reply.status {
        status if status.is_success() => Ok(Some(Document {
            name: found.filename,
            content_type: reply.header("content-type").unwrap_or("application/octet-stream").into(),
            bytes: reply.body,
        })),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::GONE => {
            Ok(None)
        }
        status => Err(VendorError::Unavailable(format!("the file's link answered {}", status.as_u16()))),
    }
}

fn gone() -> VendorError {
    VendorError::NotFound("the file is no longer there".into())
}
