//! The content of a file.

use connect::{VendorError, error::Result, hris::Document};
use http::StatusCode;

use super::{client::Client, fetch::application};

/// The file, through the link that its application tells now.
pub async fn file(client: &Client<'_>, of: &str, file: &str) -> Result<Document> {
    let there = application(client, of).await?;
    let found = there.attachments.into_iter().find(|there| there.identifier() == file).ok_or_else(gone)?;
    let link = found.url.parse().map_err(|_| VendorError::Contract {
        path: "attachments/url".into(),
        message: "the file's link is no address".into(),
    })?;
    let reply = client.download(link).await?;
    match reply.status {
        status if status.is_success() => Ok(Document {
            name: found.filename,
            content_type: reply.header("content-type").unwrap_or("application/octet-stream").into(),
            bytes: reply.body,
        }),
        // The link was made for this call, so that it can't have ended.
        StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::FORBIDDEN => Err(gone()),
        status => Err(VendorError::Unavailable(format!("the file's link answered {}", status.as_u16()))),
    }
}

fn gone() -> VendorError {
    VendorError::NotFound("the file is no longer there".into())
}
