//! The text of a résumé and places in it.

use serde::{Deserialize, Serialize};

/// The form in which a résumé came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML, as word processors write it.
    Docx,
    /// Rich Text Format.
    Rtf,
    /// Plain text, a file or pasted.
    Text,
}

/// A résumé as text. Everything that is later said of it points into this text, so it is kept as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The form in which it came.
    pub kind: DocumentKind,
    /// The text, lines separated by `\n`.
    pub text: String,
    /// Where each page begins in the text, in bytes; the first is 0. One entry where the form has no pages.
    pub pages: Vec<u32>,
}

impl Document {
    /// The page on which a place stands, counted from 1.
    pub fn page_of(&self, span: Span) -> usize {
        self.pages.iter().filter(|begin| **begin <= span.start).count().max(1)
    }

    /// The words at a place, or nothing where the place is not one of this text.
    pub fn quote(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}

/// A place in a [`Document::text`], in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Its first byte.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
}

/// A value and the place that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found<T> {
    /// What was read.
    pub value: T,
    /// Where.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_a_page_and_words() {
        let document = Document { kind: DocumentKind::Pdf, text: "Zoë\nRust".into(), pages: vec![0, 5] };
        let rust = Span { start: 5, end: 9 };
        assert_eq!((document.quote(rust), document.page_of(rust)), ("Rust", 2));
        assert_eq!(document.page_of(Span { start: 0, end: 1 }), 1);
        assert_eq!(document.quote(Span { start: 3, end: 4 }), "", "inside a letter is no place");
    }
}
