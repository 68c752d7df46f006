//! The content of a file.

use connect::{VendorError, error::Result, hris::Document};
use http::StatusCode;

use super::{
    client::{Client, Filter},
    page,
    wire::Attachment,
};

/// The file, through the link that its list tells now. A link that ended before it was used is asked for once more.
pub async fn file(client: &Client<'_>, application: &str, file: &str) -> Result<Document> {
    match attempt(client, application, file).await? {
        Some(document) => Ok(document),
        None => attempt(client, application, file).await?.ok_or_else(|| {
            VendorError::Unavailable("the link to the file was refused twice, as if it had ended".into())
        }),
    }
}

async fn attempt(client: &Client<'_>, application: &str, file: &str) -> Result<Option<Document>> {
    let filter = Filter::of("application_ids", &[application.to_owned()]);
    for reply in page::every(client, "list an application's files", "attachments", filter).await? {
        let there = reply.json::<Vec<Attachment>>()?;
        if let Some(found) = there.into_iter().find(|there| there.file.identifier() == file) {
            return download(client, found).await;
        }
    }
    Err(gone())
}

/// `None` where the link has ended.
async fn download(client: &Client<'_>, found: Attachment) -> Result<Option<Document>> {
    let link = found.file.url.parse().map_err(|_| VendorError::Contract {
        path: "url".into(),
        message: "the file's link is no address".into(),
    })?;
    let reply = client.download(link).await?;
    match reply.status {
        status if status.is_success() => Ok(Some(Document {
            name: found.file.filename,
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
