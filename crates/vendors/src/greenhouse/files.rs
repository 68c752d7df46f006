//! An application's files. v1 tells no number of a file and v3 does; what both tell is its type, its name and when it
//! was added, and that is what a file is known by here.

use connect::{Call, Ctx, VendorError, error::Result, hris::Document};
use http::StatusCode;
use model::{attachment::AttachmentKind, remote::RemoteFile};
use serde::Deserialize;

/// A file as both versions tell it.
#[derive(Clone, Debug, Deserialize)]
pub struct Attachment {
    /// What it is, in the vendor's word.
    #[serde(rename = "type")]
    pub kind: String,
    /// The file's name.
    pub filename: String,
    /// A signed link that ends after some days.
    pub url: String,
    /// When it was added, as written.
    #[serde(default)]
    pub created_at: Option<String>,
}

impl Attachment {
    /// What it is known by.
    pub fn identifier(&self) -> String {
        let added = self.created_at.as_deref().unwrap_or_default();
        // Some times have a fraction of zero and some have none.
        let added = added.trim_end_matches('Z').trim_end_matches('0').trim_end_matches('.');
        format!("{}/{}@{added}", self.kind, self.filename)
    }

    /// The file in our terms.
    pub fn file(&self) -> RemoteFile {
        let kind = if self.kind == "resume" { AttachmentKind::Resume } else { AttachmentKind::Other };
        RemoteFile { external_id: self.identifier(), kind, name: self.filename.clone() }
    }
}

/// The content behind a file's signed link; `None` where the link has ended.
pub async fn download(ctx: &Ctx, found: Attachment) -> Result<Option<Document>> {
    let link = found.url.parse().map_err(|_| VendorError::Contract {
        path: "url".into(),
        message: "the file's link is no address".into(),
    })?;
    let reply = ctx.http.send(Call::get("download a file", "").at(link)).await?;
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

/// The file with that name, of that kind, which has that very content.
pub async fn same(
    ctx: &Ctx,
    there: impl IntoIterator<Item = Attachment>,
    kind: &str,
    document: &Document,
) -> Result<Option<Attachment>> {
    for known in there.into_iter().filter(|known| known.kind == kind && known.filename == document.name) {
        let content = download(ctx, known.clone()).await?.ok_or_else(ended)?;
        if content.bytes == document.bytes {
            return Ok(Some(known));
        }
    }
    Ok(None)
}

/// The vendor's word for a kind of file.
pub fn word(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Resume => "resume",
        AttachmentKind::Photo | AttachmentKind::Other => "other",
    }
}

/// The file is no longer there.
pub fn gone() -> VendorError {
    VendorError::NotFound("the file is no longer there".into())
}

/// A link ended twice before it was used.
pub fn ended() -> VendorError {
    VendorError::Unavailable("the link to the file was refused twice, as if it had ended".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_the_same_name_in_both_versions() {
        let at = |created_at: &str| {
            let json = serde_json::json!({
                "type": "resume", "filename": "Ida.pdf", "url": "https://x.example", "created_at": created_at,
            });
            serde_json::from_value::<Attachment>(json).unwrap().identifier()
        };
        assert_eq!(at("2026-03-02T10:00:01.000Z"), at("2026-03-02T10:00:01Z"));
        assert_ne!(at("2026-03-02T10:00:01.500Z"), at("2026-03-02T10:00:01Z"));
        assert_ne!(at("2026-03-02T10:00:10Z"), at("2026-03-02T10:00:01Z"));
    }
}
