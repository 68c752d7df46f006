//! The content of a file.

use connect::{error::Result, hris::Document};

use super::{client::Client, fetch::application};
use crate::greenhouse::files::{download, ended, gone};

/// The file, through the link that its application tells now. A link that ended before it was used is asked for once
/// more.
pub async fn file(client: &Client<'_>, of: &str, file: &str) -> Result<Document> {
    match attempt(client, of, file).await? {
        Some(document) => Ok(document),
        None => attempt(client, of, file).await?.ok_or_else(ended),
    }
}

/// `None` where the link has ended.
async fn attempt(client: &Client<'_>, of: &str, file: &str) -> Result<Option<Document>> {
    let there = application(client, of).await?;
    let found = there.attachments.into_iter().find(|there| there.identifier() == file);
    download(client.0, found.ok_or_else(gone)?).await
}
