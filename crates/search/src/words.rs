//! Text cut into words, the same way for what is kept, what is looked for and what is marked.

use std::{borrow::Cow, ops::Range};

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What the tokenizer is called in the index.
pub(crate) const NAME: &str = "words";

/// A word longer than this is no word.
const LONGEST: usize = 80;

/// The words of a text, each with where it stands.
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let begin = rest + text[rest..].find(char::is_alphanumeric)?;
        // `.NET` keeps its point only where it stands alone; `C++` and `C#` keep their signs.
        let mut end = text[begin..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |at| begin + at);
        let signs = text[end..].bytes().take_while(|sign| matches!(sign, b'+' | b'#')).count();
        let after = text[end + signs..].chars().next();
        if signs > 0 && !after.is_some_and(char::is_alphanumeric) {
            end += signs;
        }
        rest = end;
        Some((begin..end, folded(&text[begin..end]).into_owned()))
    })
    .filter(|(_, word)| word.len() <= LONGEST)
}

/// A word in lower case and without accents.
pub fn folded(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            word.to_ascii_lowercase().into()
        } else {
            word.into()
        };
    }
    word.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .into()
}

/// [`words`] for the index.
#[derive(Clone, Default)]
pub(crate) struct Words;

/// The words of one text on their way into the index.
pub(crate) struct Stream<'a> {
    words: Box<dyn Iterator<Item = (Range<usize>, String)> + 'a>,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream { words: Box::new(words(text)), token: Token::default() }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some((range, word)) = self.words.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        (self.token.offset_from, self.token.offset_to, self.token.text) = (range.start, range.end, word);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_languages_keep_their_signs() {
        let all = |text: &str| words(text).map(|(_, word)| word).collect::<Vec<_>>();
        assert_eq!(all("C++, C# and Rust/Go"), ["c++", "c#", "and", "rust", "go"]);
        assert_eq!(all("A+B ++ Élodie’s"), ["a", "b", "elodie", "s"]);
        assert!(all(" - ").is_empty() && all(&"a".repeat(81)).is_empty());
    }

    #[test]
    fn a_word_says_where_it_stands() {
        let text = "Zoë: C++!";
        let found: Vec<_> = words(text).map(|(range, _)| &text[range]).collect();
        assert_eq!(found, ["Zoë", "C++"]);
    }
}
