//! A text as words with their places, the way names of skills are written: “C++”, “.NET” and “Node.js” are words.

use model::screening::Span;

use super::stem::stem;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// In small letters.
    pub low: String,
    /// Its stem, by which different forms of a word meet.
    pub stem: String,
    /// Whether a line, a sentence or a clause ended since the word before.
    pub begins: Break,
}

/// How far a word is set apart from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Not at all.
    None,
    /// By a comma, a bracket or the like.
    Comma,
    /// By the end of a sentence or of a clause.
    Clause,
    /// By the end of a line.
    Line,
    /// By an empty line.
    Paragraph,
}

/// The words of a text, in their order.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = text.char_indices().peekable();
    let mut gap = Break::Paragraph;
    while let Some(&(start, c)) = rest.peek() {
        let dotted =
            c == '.' && follows(text, start + 1, char::is_alphabetic) && !before(text, start, is_inner);
        if !(is_inner(c) || dotted) {
            gap = gap.max(match c {
                '\n' if gap >= Break::Line => Break::Paragraph,
                '\n' => Break::Line,
                '.' | ';' | '!' | '?' | ':' | '•' | '|' => Break::Clause,
                ',' | '(' | ')' | '/' => Break::Comma,
                _ => Break::None,
            });
            rest.next();
            continue;
        }
        rest.next();
        let mut end = start + c.len_utf8();
        while let Some(&(at, c)) = rest.peek() {
            if !(is_inner(c) || joins(text, at, c)) {
                break;
            }
            end = at + c.len_utf8();
            rest.next();
        }
        words.push(word(text, start, end, gap));
        gap = Break::None;
    }
    words
}

fn word(text: &str, start: usize, end: usize, begins: Break) -> Word {
    let low = text[start..end].to_lowercase().replace('’', "'");
    let low = low.strip_suffix("'s").unwrap_or(&low).trim_end_matches('\'').to_owned();
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Word { span: Span { start: place(start), end: place(end) }, stem: stem(&low), low, begins }
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a sign belongs to the word around it.
fn joins(text: &str, at: usize, c: char) -> bool {
    let next = at + c.len_utf8();
    match c {
        '+' => {
            follows(text, next, |c| c == '+')
                || (before(text, at, |c| c == '+') && !follows(text, next, is_inner))
        }
        '#' => before(text, at, |c| "cfjCFJ".contains(c)) && !follows(text, next, is_inner),
        '.' => {
            follows(text, next, |c| c.is_lowercase() || c.is_ascii_digit()) || text[next..].starts_with("NET")
        }
        '&' | '\'' | '’' => follows(text, next, is_inner),
        _ => false,
    }
}

fn follows(text: &str, at: usize, is: impl Fn(char) -> bool) -> bool {
    text[at..].chars().next().is_some_and(is)
}

fn before(text: &str, at: usize, is: impl Fn(char) -> bool) -> bool {
    text[..at].chars().next_back().is_some_and(is)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn low(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.low).collect()
    }

    #[test]
    fn names_with_signs_are_words() {
        assert_eq!(low("C, C++, C# and F#."), ["c", "c++", "c#", "and", "f#"]);
        assert_eq!(low("ASP.NET, .NET; Node.js. Vue.js"), ["asp.net", ".net", "node.js", "vue.js"]);
        assert_eq!(low("CI/CD in R&D (AT&T)"), ["ci", "cd", "in", "r&d", "at&t"]);
        assert_eq!(
            low("Bachelor’s front-end 3.5 e.g. this"),
            ["bachelor", "front", "end", "3.5", "e.g", "this"]
        );
    }

    #[test]
    fn a_sentence_ends_a_word_and_places_are_bytes() {
        let text = "Zoë wrote Rust.\nAnd Go";
        let found = words(text);
        assert_eq!(
            found.iter().map(|w| &text[w.span.start as usize..w.span.end as usize]).collect::<Vec<_>>(),
            ["Zoë", "wrote", "Rust", "And", "Go"]
        );
        assert_eq!((found[3].begins, found[4].begins), (Break::Line, Break::None));
        assert_eq!(words("a\n\nb")[1].begins, Break::Paragraph);
    }
}
