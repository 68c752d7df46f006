//! What was found, marked where it stands.

use crate::{
    grammar::Ask,
    words::{folded, words},
};

/// A piece of a text, and whether it is what was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The piece.
    pub text: String,
    /// Whether it is marked.
    pub marked: bool,
}

/// What marks words.
#[derive(Clone, Debug, Default)]
pub struct Marker {
    marks: Vec<Mark>,
}

#[derive(Clone, Debug)]
enum Mark {
    Word(String),
    Open(String),
    Like(String, u8),
}

impl Marker {
    /// Marks what was asked for; of words that nobody has, what is like them.
    pub fn of(ask: Option<&Ask>, respelled: &[String]) -> Self {
        let mut marker = Self::default();
        if let Some(ask) = ask {
            marker.take(ask);
        }
        for word in respelled {
            marker.marks.push(Mark::Like(word.clone(), if word.chars().count() >= 8 { 2 } else { 1 }));
        }
        marker
    }

    fn take(&mut self, ask: &Ask) {
        match ask {
            Ask::Word(_, word) => self.marks.push(Mark::Word(folded(word).into_owned())),
            Ask::Open(_, word) => self.marks.push(Mark::Open(word.clone())),
            Ask::Like(_, word, far) => self.marks.push(Mark::Like(folded(word).into_owned(), *far)),
            Ask::Phrase(_, words, _) => {
                self.marks.extend(words.iter().map(|word| Mark::Word(folded(word).into_owned())));
            }
            Ask::All(all) | Ask::Any(all) => all.iter().for_each(|ask| self.take(ask)),
            // What must not be there is not marked.
            Ask::Not(_) => {}
        }
    }

    fn marks(&self, word: &str) -> bool {
        self.marks.iter().any(|mark| match mark {
            Mark::Word(marked) => marked == word,
            Mark::Open(open) => fits(open.as_bytes(), word.as_bytes()),
            Mark::Like(like, far) => is_like(like, word, usize::from(*far)),
        })
    }

    /// The whole text in pieces.
    pub fn mark(&self, text: &str) -> Vec<Piece> {
        let (mut pieces, mut told) = (Vec::new(), 0);
        let mut add = |text: &str, marked: bool| {
            if !text.is_empty() {
                pieces.push(Piece { text: text.into(), marked });
            }
        };
        for (range, _) in words(text).filter(|(_, word)| self.marks(word)) {
            add(&text[told..range.start], false);
            add(&text[range.clone()], true);
            told = range.end;
        }
        add(&text[told..], false);
        pieces
    }

    /// About so many letters around the first mark, in pieces; `None` where nothing is marked.
    pub fn excerpt(&self, text: &str, letters: usize) -> Option<Vec<Piece>> {
        let (first, _) = words(text).find(|(_, word)| self.marks(word))?;
        let mut begin = first.start.saturating_sub(letters / 3);
        while begin > 0 && !text.is_char_boundary(begin) {
            begin -= 1;
        }
        // Not in the middle of a word.
        if begin > 0 {
            begin = text[begin..first.start].find(' ').map_or(first.start, |at| begin + at + 1);
        }
        let mut end = (begin + letters).max(first.end).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let mut pieces = self.mark(&text[begin..end]);
        let dots = || Piece { text: "…".into(), marked: false };
        if begin > 0 {
            pieces.insert(0, dots());
        }
        if end < text.len() {
            pieces.push(dots());
        }
        Some(pieces)
    }
}

/// Whether a word fits one of which letters are left open.
fn fits(open: &[u8], word: &[u8]) -> bool {
    match (open, word) {
        ([], []) => true,
        ([b'*', rest @ ..], _) => fits(rest, word) || (!word.is_empty() && fits(open, &word[1..])),
        ([b'?', rest @ ..], [_, after @ ..]) => fits(rest, after),
        ([letter, rest @ ..], [other, after @ ..]) => letter == other && fits(rest, after),
        _ => false,
    }
}

/// Whether so many letters at most have to be put in, taken out, changed or swapped.
fn is_like(one: &str, other: &str, far: usize) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > far {
        return false;
    }
    let (mut before, mut last) = (vec![0; other.len() + 1], (0..=other.len()).collect::<Vec<_>>());
    for (row, a) in one.iter().enumerate() {
        let mut now = vec![row + 1; other.len() + 1];
        for (column, b) in other.iter().enumerate() {
            now[column + 1] =
                (last[column] + usize::from(a != b)).min(last[column + 1] + 1).min(now[column] + 1);
            if row > 0 && column > 0 && *a == other[column - 1] && one[row - 1] == *b {
                now[column + 1] = now[column + 1].min(before[column - 1] + 1);
            }
        }
        before = std::mem::replace(&mut last, now);
    }
    last[other.len()] <= far
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar;

    fn marked(typed: &str, text: &str) -> Vec<String> {
        let marker = Marker::of(grammar::read(typed).unwrap().as_ref(), &[]);
        marker.mark(text).into_iter().filter(|piece| piece.marked).map(|piece| piece.text).collect()
    }

    #[test]
    fn what_was_looked_for_is_marked_as_it_stands_there() {
        assert_eq!(marked("zoe NOT ann OR \"c++ rust\"", "Zoë, Ann: C++/Rust"), ["Zoë", "C++", "Rust"]);
        assert_eq!(marked("engin* w?ld", "Engineers wild weld would"), ["Engineers", "wild", "weld"]);
        assert_eq!(marked("kubernets~", "Kubernetes"), ["Kubernetes"]);
        let pieces = Marker::of(None, &["pyhton".into()]).mark("a Python b");
        assert_eq!(pieces.iter().map(|p| p.text.as_str()).collect::<String>(), "a Python b");
        assert!(pieces[1].marked);
    }

    #[test]
    fn an_excerpt_is_around_the_first_mark() {
        let text = format!("{}she welded hulls of ships {}", "é word ".repeat(40), "and more ".repeat(40));
        let marker = Marker::of(grammar::read("welded").unwrap().as_ref(), &[]);
        let pieces = marker.excerpt(&text, 60).unwrap();
        let told: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert!(told.starts_with('…') && told.ends_with('…') && told.contains("welded hulls"), "{told}");
        assert!(told.chars().count() < 80);
        assert_eq!(marker.excerpt("nothing here", 60), None);
    }
}
