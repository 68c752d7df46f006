//! PDF: where each letter stands on each page, then in which order a person reads them.

mod columns;
mod glyphs;
mod lines;

use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent,
    hayro_syntax::{DecryptionError, LoadPdfError, Pdf},
    interpret_page,
    kurbo::{Affine, Rect},
};
use model::screening::Unreadable;

use super::limits;
use glyphs::Glyphs;

/// Nothing is drawn, so nothing is cut off at the edge of a page.
const EVERYWHERE: Rect = Rect::new(-1e6, -1e6, 1e6, 1e6);

/// The text of each page, one after the other.
pub(super) fn pages(bytes: &[u8]) -> Result<Vec<String>, Unreadable> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Unreadable::Locked,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => Unreadable::Locked,
        _ => Unreadable::Damaged,
    })?;
    if pdf.pages().len() > limits::MOST_PAGES {
        return Err(Unreadable::TooManyPages);
    }
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..Default::default() };
    let (mut texts, mut lettered, mut unlettered, mut length) = (Vec::new(), 0, 0, 0);
    for page in pdf.pages().iter() {
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        let mut context = Context::new(transform, EVERYWHERE, &cache, pdf.xref(), settings.clone());
        let mut page_glyphs = Glyphs::default();
        interpret_page(page, &mut context, &mut page_glyphs);
        if page_glyphs.lettered + page_glyphs.unlettered > limits::MOST_GLYPHS {
            return Err(Unreadable::TooLarge);
        }
        lettered += page_glyphs.lettered;
        unlettered += page_glyphs.unlettered;
        let text = lines::text(&columns::in_order(lines::of(page_glyphs.pieces())));
        length += text.len();
        if length > limits::MOST_TEXT {
            return Err(Unreadable::TooLarge);
        }
        texts.push(text);
    }
    match (lettered, unlettered) {
        (0, 0) => Err(Unreadable::Picture),
        (some, more) if more > some => Err(Unreadable::Unlettered),
        _ => Ok(texts),
    }
}
