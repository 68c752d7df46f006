//! The reading itself: signs first, then what they say together.

use super::{Ask, Part, Unclear};
use crate::words::{folded, words};

/// Nothing longer is read.
const LONGEST: usize = 2_000;

/// Nothing deeper is read.
const DEEPEST: usize = 40;

#[derive(Clone, Debug, PartialEq)]
enum Sign {
    Open,
    Close,
    And,
    Or,
    Not,
    /// `title:` and the like.
    In(Part),
    /// What is looked for: a word or a phrase.
    One(Ask),
}

pub(super) fn read(text: &str) -> Result<Option<Ask>, Unclear> {
    if text.chars().count() > LONGEST {
        return Err(Unclear::Long);
    }
    let signs = signs(text)?;
    if signs.is_empty() {
        return Ok(None);
    }
    let mut reader = Reader { signs, at: 0, depth: 0 };
    let ask = reader.any()?;
    if reader.at < reader.signs.len() { Err(Unclear::Close) } else { Ok(Some(ask)) }
}

fn signs(text: &str) -> Result<Vec<Sign>, Unclear> {
    let (mut signs, mut rest) = (Vec::new(), text.trim_start());
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '(' => {
                signs.push(Sign::Open);
                &rest[1..]
            }
            ')' => {
                signs.push(Sign::Close);
                &rest[1..]
            }
            '"' | '“' | '”' => {
                let (phrase, after) = quoted(&rest[first.len_utf8()..])?;
                signs.extend(phrase.map(Sign::One));
                after
            }
            _ => {
                let end =
                    rest.find(|c: char| c.is_whitespace() || "()\"“”".contains(c)).unwrap_or(rest.len());
                word(&rest[..end], &mut signs)?;
                &rest[end..]
            }
        }
        .trim_start();
    }
    Ok(signs)
}

/// A phrase, with the number of words that may stand between, and what comes after.
fn quoted(text: &str) -> Result<(Option<Ask>, &str), Unclear> {
    let end = text.find(['"', '“', '”']).ok_or(Unclear::Quote)?;
    let close = text[end..].chars().next().map_or(1, char::len_utf8);
    let (inside, mut after) = (&text[..end], &text[end + close..]);
    let mut between = 0;
    if let Some(number) = after.strip_prefix('~') {
        let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        between = number[..digits].parse().unwrap_or(0).min(50);
        after = &number[digits..];
    }
    let inside: Vec<String> = words(inside).map(|(_, word)| word).collect();
    Ok((phrase(inside, between), after))
}

fn phrase(mut words: Vec<String>, between: u32) -> Option<Ask> {
    match words.len() {
        0 => None,
        1 => Some(Ask::Word(Part::Anywhere, words.remove(0))),
        _ => Some(Ask::Phrase(Part::Anywhere, words, between)),
    }
}

fn word(text: &str, signs: &mut Vec<Sign>) -> Result<(), Unclear> {
    match text {
        "AND" => signs.push(Sign::And),
        "OR" => signs.push(Sign::Or),
        "NOT" => signs.push(Sign::Not),
        _ => {
            if let Some((part, rest)) = text.split_once(':')
                && let Some(part) = Part::named(&part.to_lowercase())
            {
                signs.push(Sign::In(part));
                return if rest.is_empty() { Ok(()) } else { word(rest, signs) };
            }
            signs.extend(plain(text)?.map(Sign::One));
        }
    }
    Ok(())
}

/// One word without operators: whole, open, or like another.
fn plain(text: &str) -> Result<Option<Ask>, Unclear> {
    if text.contains(['*', '?']) {
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, '*' | '?' | '+' | '#');
        let open: String = folded(text).chars().filter(kept).collect();
        // A question mark at the end of a word of a sentence is none of ours where nothing else is open.
        return match open.chars().next() {
            None => Ok(None),
            Some('*' | '?') => Err(Unclear::Beginning),
            Some(_) => Ok(Some(Ask::Open(Part::Anywhere, open))),
        };
    }
    if let Some((word, number)) = text.split_once('~') {
        let far = number.parse().unwrap_or_else(|_| usual_distance(word)).clamp(1, 2);
        let mut like: Vec<String> = words(word).map(|(_, word)| word).collect();
        return Ok((like.len() == 1).then(|| Ask::Like(Part::Anywhere, like.remove(0), far)));
    }
    // What is written as one but is several words, as `front-end`, is a phrase.
    Ok(phrase(words(text).map(|(_, word)| word).collect(), 0))
}

/// How many letters a word may be off where nobody says.
pub(crate) fn usual_distance(word: &str) -> u8 {
    if word.chars().count() >= 8 { 2 } else { 1 }
}

struct Reader {
    signs: Vec<Sign>,
    at: usize,
    depth: usize,
}

impl Reader {
    fn peek(&self) -> Option<&Sign> {
        self.signs.get(self.at)
    }

    fn take(&mut self, sign: &Sign) -> bool {
        let there = self.peek() == Some(sign);
        self.at += usize::from(there);
        there
    }

    fn any(&mut self) -> Result<Ask, Unclear> {
        let mut all = vec![self.all("OR")?];
        while self.take(&Sign::Or) {
            all.push(self.all("OR")?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Ask::Any(all) })
    }

    fn all(&mut self, beside: &'static str) -> Result<Ask, Unclear> {
        let mut all = vec![self.one(beside)?];
        loop {
            if self.take(&Sign::And) {
                all.push(self.one("AND")?);
            } else if matches!(self.peek(), Some(Sign::Open | Sign::Not | Sign::In(_) | Sign::One(_))) {
                all.push(self.one("NOT")?);
            } else {
                break;
            }
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Ask::All(all) })
    }

    fn one(&mut self, beside: &'static str) -> Result<Ask, Unclear> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Unclear::Long);
        }
        let sign = self.peek().cloned();
        self.at += 1;
        let ask = match sign {
            Some(Sign::One(ask)) => ask,
            Some(Sign::Not) => Ask::Not(Box::new(self.one("NOT")?)),
            Some(Sign::In(part)) => within(part, self.one("a part's name and its colon")?),
            Some(Sign::Open) => {
                if self.peek().is_none() {
                    return Err(Unclear::Open);
                }
                let inside = self.any()?;
                if !self.take(&Sign::Close) {
                    return Err(Unclear::Open);
                }
                inside
            }
            Some(Sign::And) => return Err(Unclear::Alone("AND")),
            Some(Sign::Or) => return Err(Unclear::Alone("OR")),
            Some(Sign::Close) if self.depth == 1 => return Err(Unclear::Close),
            Some(Sign::Close) | None => return Err(Unclear::Alone(beside)),
        };
        self.depth -= 1;
        Ok(ask)
    }
}

/// The same in one part alone.
fn within(part: Part, ask: Ask) -> Ask {
    let each = |all: Vec<Ask>| all.into_iter().map(|ask| within(part, ask)).collect();
    match ask {
        Ask::Word(_, word) => Ask::Word(part, word),
        Ask::Open(_, word) => Ask::Open(part, word),
        Ask::Like(_, word, far) => Ask::Like(part, word, far),
        Ask::Phrase(_, words, between) => Ask::Phrase(part, words, between),
        Ask::All(all) => Ask::All(each(all)),
        Ask::Any(all) => Ask::Any(each(all)),
        Ask::Not(ask) => Ask::Not(Box::new(within(part, *ask))),
    }
}
