//! A file becomes text: PDF, DOCX, RTF and plain text, told apart by content and never by name.
//!
//! Nothing here guards time or memory beyond the sizes in [`limits`]; a file from elsewhere is read in a process of
//! its own, which does.

mod docx;
mod form;
pub mod frames;
pub mod limits;
mod normal;
mod pdf;
mod plain;
mod rtf;

use model::screening::{Document, DocumentKind, Unreadable};

use form::Form;

/// The version of what is read here. Whoever changes which text a file gives raises it, and files are read again.
pub const READER: &str = "reader-1";

/// Reads a file.
///
/// # Errors
/// Why it gives no text, in words for a person.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    if bytes.len() > limits::MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    match form::of(bytes)? {
        Form::Pdf => document(DocumentKind::Pdf, pdf::pages(bytes)?),
        Form::Zip => document(DocumentKind::Docx, [docx::text(bytes)?]),
        Form::Rtf => document(DocumentKind::Rtf, [rtf::text(bytes)?]),
        Form::Plain => document(DocumentKind::Text, [plain::text(bytes)?]),
    }
}

/// Puts pages one after the other. What is said of the text later points into this form of it.
fn document(kind: DocumentKind, pages: impl IntoIterator<Item = String>) -> Result<Document, Unreadable> {
    let (mut text, mut starts) = (String::new(), Vec::new());
    for page in pages {
        if page.len() > limits::MOST_TEXT {
            return Err(Unreadable::TooLarge);
        }
        if !text.is_empty() {
            text.push('\n');
        }
        starts.push(u32::try_from(text.len()).map_err(|_| Unreadable::TooLarge)?);
        normal::append(&page, &mut text);
        if text.len() > limits::MOST_TEXT {
            return Err(Unreadable::TooLarge);
        }
    }
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(Document { kind, text, pages: starts })
}

#[cfg(test)]
mod tests;
