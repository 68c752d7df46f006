//! Plain text of a letter, with its links made clickable.

/// A piece of a line: words, or a link.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The words, or the whole address.
    pub text: String,
    /// Whether it is an address.
    pub is_link: bool,
}

/// The text in paragraphs, each in lines, each in pieces.
pub(super) fn pieces(text: &str) -> Vec<Vec<Vec<Piece>>> {
    let paragraphs = text.split("\n\n").map(|part| part.trim_matches('\n')).filter(|part| !part.is_empty());
    paragraphs.map(|part| part.lines().map(line).collect()).collect()
}

fn line(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for word in line.split_inclusive(' ') {
        let bare = word.trim_end();
        let is_link = bare.starts_with("https://") || bare.starts_with("http://");
        match pieces.last_mut() {
            Some(last) if !last.is_link && !is_link => last.text.push_str(word),
            _ => pieces.push(Piece { text: if is_link { bare } else { word }.into(), is_link }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stand_apart_and_nothing_else_is_one() {
        let found = pieces("Hello,\nsee https://a.example/q now\n\njavascript:alert(1)\n");
        assert_eq!(found.len(), 2);
        let kinds: Vec<_> = found[0][1].iter().map(|piece| (piece.text.as_str(), piece.is_link)).collect();
        assert_eq!(kinds, [("see ", false), ("https://a.example/q", true), ("now", false)]);
        assert!(!found[1][0][0].is_link);
    }
}
