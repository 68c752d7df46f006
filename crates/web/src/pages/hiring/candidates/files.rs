//! A candidate's files: brought, shown, downloaded, taken away.

use axum::{
    extract::{Multipart, Path, State, multipart::MultipartError},
    http::{HeaderValue, header},
    response::IntoResponse,
};
use engine::{Error, hiring::attachments};
use model::{AttachmentId, CandidateId, attachment::AttachmentKind};

use super::profile::{Brought, draw};
use crate::{Web, failure::Page, flash::done, session::SignedIn, shell::Shell};

/// What a browser may show by itself: nothing that could run a script in this site's name.
const SHOWN: [&str; 5] = ["application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"];

/// What text that was pasted instead of a file is called.
const PASTED: &str = "Pasted résumé.txt";

pub(super) async fn add(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<CandidateId>,
    form: Multipart,
) -> Page {
    let added = match brought(form).await {
        Ok((kind, name, bytes)) => attachments::add(&web, &visitor.actor, id, kind, &name, bytes).await,
        Err(_) => {
            Err(Error::field("file", "The file did not arrive whole, or is larger than 20 MB. Try again."))
        }
    };
    match added {
        Ok(_) => Ok(done(&format!("/candidates/{id}"), "The file is there.")),
        Err(error) if !error.problems().is_empty() => {
            let problems = error.problems().to_vec();
            draw(&web, &visitor, shell, id, Brought { problems, ..Brought::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn brought(mut form: Multipart) -> Result<(AttachmentKind, String, Vec<u8>), MultipartError> {
    let (mut kind, mut name, mut bytes) = (AttachmentKind::Other, String::new(), Vec::new());
    while let Some(part) = form.next_field().await? {
        match part.name() {
            Some("kind") => {
                kind = AttachmentKind::parse(&part.text().await?).unwrap_or(AttachmentKind::Other)
            }
            Some("file") => {
                name = part.file_name().unwrap_or_default().to_owned();
                bytes = part.bytes().await?.to_vec();
            }
            Some("pasted") => {
                name = PASTED.into();
                bytes = part.text().await?.trim().as_bytes().to_vec();
            }
            _ => {}
        }
    }
    Ok((kind, name, bytes))
}

pub(super) async fn download(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<AttachmentId>,
) -> Page {
    send(&web, &visitor, id, false).await
}

/// Shows a file in the browser where that is safe, and hands it over as a download where not.
pub(super) async fn view(State(web): State<Web>, visitor: SignedIn, Path(id): Path<AttachmentId>) -> Page {
    send(&web, &visitor, id, true).await
}

async fn send(web: &Web, visitor: &SignedIn, id: AttachmentId, inline: bool) -> Page {
    let (file, bytes) = attachments::download(web, &visitor.actor, id).await?;
    let inline = inline && SHOWN.contains(&file.content_type.as_str());
    let kind = HeaderValue::from_str(&file.content_type)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let disposition = HeaderValue::from_str(&disposition(&file.name, inline))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, bytes).into_response())
}

/// The name twice: for old readers in plain letters, for all others as it is.
fn disposition(name: &str, inline: bool) -> String {
    let how = if inline { "inline" } else { "attachment" };
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_ ".contains(c) { c } else { '_' }).collect();
    let whole: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

pub(super) async fn delete(State(web): State<Web>, visitor: SignedIn, Path(id): Path<AttachmentId>) -> Page {
    let candidate = attachments::delete(&web, &visitor.actor, id).await?;
    Ok(done(&format!("/candidates/{candidate}"), "The file is gone."))
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_file_name_can_not_break_out_of_its_header() {
        assert_eq!(
            disposition("Zoë \"CV\"\r\n.pdf", false),
            "attachment; filename=\"Zo_ _CV___.pdf\"; filename*=UTF-8''Zo%C3%AB%20%22CV%22%0D%0A.pdf"
        );
    }
}
