//! How a résumé is shown beside the person.

use engine::{
    Actor,
    hiring::{attachments, resume_text::docx_paragraphs},
};
use model::attachment::{Attachment, AttachmentKind};

use crate::Web;

/// A résumé and what of it can be shown.
pub(super) struct Resume {
    pub(super) file: Attachment,
    pub(super) shown: Shown,
}

/// What of a résumé can be shown.
pub(super) enum Shown {
    /// The browser shows it.
    Framed,
    /// Its text.
    Text(Vec<String>),
    /// Nothing; it can be downloaded.
    Nothing,
}

/// The newest résumé among the files, made ready to be shown.
pub(super) async fn resume(web: &Web, actor: &Actor, files: &[Attachment]) -> engine::Result<Option<Resume>> {
    let Some(file) = files.iter().find(|file| file.kind == AttachmentKind::Resume).cloned() else {
        return Ok(None);
    };
    let shown = match file.content_type.as_str() {
        "application/pdf" => Shown::Framed,
        "text/plain" => {
            let (_, bytes) = attachments::download(web, actor, file.id).await?;
            Shown::Text(String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect())
        }
        kind if kind.ends_with("wordprocessingml.document") => {
            let (_, bytes) = attachments::download(web, actor, file.id).await?;
            docx_paragraphs(&bytes).map_or(Shown::Nothing, Shown::Text)
        }
        _ => Shown::Nothing,
    };
    Ok(Some(Resume { file, shown }))
}
