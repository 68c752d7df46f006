//! The content of a file.

use connect::{error::Result, hris::Document};

use super::{
    client::{Client, Filter},
    page,
    wire::Attachment,
};
use crate::greenhouse::files::{download, ended, gone};

/// The file, through the link that its list tells now. A link that ended before it was used is asked for once more.
pub async fn file(client: &Client<'_>, application: &str, file: &str) -> Result<Document> {
    match attempt(client, application, file).await? {
        Some(document) => Ok(document),
        None => attempt(client, application, file).await?.ok_or_else(ended),
    }
}

/// `None` where the link has ended.
async fn attempt(client: &Client<'_>, application: &str, file: &str) -> Result<Option<Document>> {
    let filter = Filter::of("application_ids", &[application.to_owned()]);
    for reply in page::every(client, "list an application's files", "attachments", filter).await? {
        let there = reply.json::<Vec<Attachment>>()?;
        if let Some(found) = there.into_iter().find(|there| there.file.identifier() == file) {
            return download(client.0, found.file).await;
        }
    }
    Err(gone())
}
