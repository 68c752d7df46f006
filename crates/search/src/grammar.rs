//! What a person typed into the search box, read.
//!
//! `AND`, `OR` and `NOT` in capitals, `"a phrase"`, `( )`, `wor*` and `w?rd`, `word~` for words like it, `"a b"~3` for at
//! most three words between. Words beside each other must all be there. `title:`, `name:`, `skill:`, `company:` and
//! `place:` look in that part alone.

mod read;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A word, as typed.
    Word(Part, String),
    /// A word of which letters are left open, in lower case: `*` for any number, `?` for one.
    Open(Part, String),
    /// Words like this one, so many letters off at most.
    Like(Part, String, u8),
    /// Words in this order, so many others between at most.
    Phrase(Part, Vec<String>, u32),
    /// All of these.
    All(Vec<Ask>),
    /// One of these.
    Any(Vec<Ask>),
    /// Not this.
    Not(Box<Ask>),
}

/// Where it is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// In everything.
    #[default]
    Anywhere,
    /// In the name.
    Name,
    /// In the current title.
    Title,
    /// Among the skills.
    Skill,
    /// In where they work.
    Company,
    /// In where they live.
    Place,
}

impl Part {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "name" => Self::Name,
            "title" => Self::Title,
            "skill" => Self::Skill,
            "company" => Self::Company,
            "place" | "city" => Self::Place,
            _ => return None,
        })
    }
}

/// Why what was typed can't be looked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    /// A quotation mark is not closed.
    #[error("A quotation mark is opened and not closed.")]
    Quote,
    /// A parenthesis is not closed.
    #[error("A parenthesis is opened and not closed.")]
    Open,
    /// A parenthesis is closed that was not opened.
    #[error("A parenthesis is closed that was not opened.")]
    Close,
    /// Nothing stands on one side of an operator.
    #[error("Something is missing beside {0}. To look for the word itself, write it in quotation marks.")]
    Alone(&'static str),
    /// A word begins with a letter that is left open.
    #[error("“*” and “?” can stand inside a word or at its end, not at its beginning.")]
    Beginning,
    /// It is too long.
    #[error("This is too long to look for; shorten it to 2,000 letters and fewer parentheses.")]
    Long,
}

/// Reads what was typed; `None` where there is nothing to look for.
///
/// # Errors
/// [`Unclear`].
pub fn read(text: &str) -> Result<Option<Ask>, Unclear> {
    read::read(text)
}

#[cfg(test)]
mod tests;
