//! Why a résumé could not be read. Such a résumé gets no score, and a person is told the reason.

use serde::{Deserialize, Serialize};

/// Why a file gave no text. Its sentence says what happened and who does what next; the file itself is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Unreadable {
    /// No bytes, or nothing but blanks.
    #[error("The file is empty. Ask the person to send it again.")]
    Empty,
    /// Pictures of pages.
    #[error("It is a picture without text, such as a scan. Read it yourself, or ask for a file with text.")]
    Picture,
    /// The letters are drawn, but nothing in the file says which letters they are.
    #[error("Its letters can't be told from their shapes. Read it yourself, or ask for another form.")]
    Unlettered,
    /// A password is needed.
    #[error("It is locked with a password. Ask for a file without one.")]
    Locked,
    /// The form is known, but the content breaks its rules.
    #[error("The file is damaged. Ask the person to send it again.")]
    Damaged,
    /// Not a form that is read.
    #[error("This kind of file is not read. PDF, Word (DOCX), RTF and plain text are; ask for one of these.")]
    WrongForm,
    /// More pages than a résumé has.
    #[error("It has more pages than are read of a résumé. Ask for a shorter one.")]
    TooManyPages,
    /// More bytes or more text than a résumé has.
    #[error("It is larger than any résumé. Ask for a shorter one.")]
    TooLarge,
    /// It unpacks to far more than it holds, which no word processor writes.
    #[error("It unpacks to far more than a document holds, so it was not opened. Don't open it unguarded.")]
    Bomb,
    /// The time was up.
    #[error("Reading it took too long and was stopped. Read it yourself, or ask for another form.")]
    TookTooLong,
    /// The memory was up.
    #[error("Reading it took too much memory and was stopped. Read it yourself, or ask for another form.")]
    TookTooMuch,
    /// The reader broke down over it.
    #[error("The reader broke down over this file. Read it yourself, and tell whoever runs Gangway.")]
    BrokeDown,
}

impl Unreadable {
    /// Every reason.
    pub const ALL: [Self; 12] = [
        Self::Empty,
        Self::Picture,
        Self::Unlettered,
        Self::Locked,
        Self::Damaged,
        Self::WrongForm,
        Self::TooManyPages,
        Self::TooLarge,
        Self::Bomb,
        Self::TookTooLong,
        Self::TookTooMuch,
        Self::BrokeDown,
    ];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Picture => "picture",
            Self::Unlettered => "unlettered",
            Self::Locked => "locked",
            Self::Damaged => "damaged",
            Self::WrongForm => "wrong_form",
            Self::TooManyPages => "too_many_pages",
            Self::TooLarge => "too_large",
            Self::Bomb => "bomb",
            Self::TookTooLong => "took_too_long",
            Self::TookTooMuch => "took_too_much",
            Self::BrokeDown => "broke_down",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_one_word_for_the_database_and_json() {
        for reason in Unreadable::ALL {
            assert_eq!(Unreadable::parse(reason.as_str()), Some(reason));
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
        }
    }
}
