//! A résumé's text cut into pieces, so that what a reason quotes can be lit and linked.

use std::collections::BTreeSet;

use model::screening::{Document, Span};

/// A quote's place: which one it is on the page, and which reason it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name of the place on the page.
    pub anchor: String,
    /// The name of the reason on the page.
    pub reason: String,
    /// What the reason is about, for whoever hovers.
    pub about: String,
    /// Where in the text.
    pub span: Span,
}

/// A piece of the text that is lit as a whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// The names of the places that begin here.
    pub anchors: Vec<String>,
    /// The reason that the piece leads to; none where nothing quotes it.
    pub reason: Option<String>,
    /// What it shows.
    pub about: String,
}

/// Cuts the text where quotes begin and end. A place that is none of this text is left out.
pub fn pieces(document: &Document, places: &[Place]) -> Vec<Piece> {
    let text = document.text.as_str();
    let places: Vec<_> = places.iter().filter(|place| !document.quote(place.span).is_empty()).collect();
    let mut cuts: BTreeSet<usize> = [0, text.len()].into();
    for place in &places {
        cuts.extend([place.span.start as usize, place.span.end as usize]);
    }
    let cuts: Vec<_> = cuts.into_iter().collect();
    let piece = |cut: &[usize]| {
        let (from, to) = (cut[0], cut[1]);
        let over: Vec<_> = places
            .iter()
            .filter(|place| place.span.start as usize <= from && place.span.end as usize >= to)
            .collect();
        let begins = over.iter().filter(|place| place.span.start as usize == from);
        let mut about: Vec<&str> = over.iter().map(|place| place.about.as_str()).collect();
        about.dedup();
        Piece {
            text: text[from..to].to_owned(),
            anchors: begins.map(|place| place.anchor.clone()).collect(),
            reason: over.first().map(|place| place.reason.clone()),
            about: about.join("; "),
        }
    };
    cuts.windows(2).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use model::screening::DocumentKind;

    use super::*;

    fn place(anchor: &str, start: u32, end: u32) -> Place {
        let (anchor, about) = (anchor.to_owned(), format!("about {anchor}"));
        Place { reason: format!("r-{anchor}"), anchor, about, span: Span { start, end } }
    }

    #[test]
    fn quotes_are_lit_also_where_they_overlap_and_the_text_stays_whole() {
        let document =
            Document { kind: DocumentKind::Text, text: "Zoë: Rust and Go".into(), pages: vec![0] };
        let places = [place("a", 6, 17), place("b", 6, 10), place("c", 15, 17), place("wrong", 3, 4)];
        let cut = pieces(&document, &places);
        assert_eq!(cut.iter().map(|piece| piece.text.as_str()).collect::<String>(), document.text);
        let lit: Vec<_> = cut.iter().map(|piece| (piece.text.as_str(), piece.anchors.len())).collect();
        assert_eq!(lit, [("Zoë: ", 0), ("Rust", 2), (" and ", 0), ("Go", 1)]);
        assert_eq!((&cut[0].reason, cut[2].reason.as_deref()), (&None, Some("r-a")));
        assert_eq!(cut[1].about, "about a; about b");
        assert!(pieces(&Document { text: String::new(), ..document }, &places).is_empty());
    }
}
