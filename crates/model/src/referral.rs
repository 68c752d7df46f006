//! Referrals: an employee is asked for somebody they know, answers, and the person comes in through a link of theirs.
//!
//! [`State`] and [`next`] are the whole life of one; everything that changes a referral goes through [`next`].

mod bonus;
mod delivery;
mod person;
mod sending;
mod settings;
mod state;
mod template;

use serde::{Deserialize, Serialize};

pub use bonus::{BonusEvent, BonusState};
pub use delivery::IntakeStep;
pub use person::Person;
pub use sending::Sending;
pub use settings::{ArrivesAs, Settings};
pub use state::{Event, Ineligible, State, Unexpected, next};
pub use template::{Template, TemplateKind, VARIABLES};

/// What an employee answers to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// They write to the person themselves.
    MakeIntro,
    /// The recruiter writes, and may name them.
    MentionMyName,
    /// They would rather not.
    Pass,
    /// They don't know the person well enough, or not at all.
    DontKnow,
}

impl Answer {
    /// Every answer, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::MakeIntro, Self::MentionMyName, Self::Pass, Self::DontKnow];

    /// The word in the database, in a button and in a form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MakeIntro => "make_intro",
            Self::MentionMyName => "mention_my_name",
            Self::Pass => "pass",
            Self::DontKnow => "dont_know",
        }
    }

    /// What stands on its button.
    pub fn label(self) -> &'static str {
        match self {
            Self::MakeIntro => "Make intro",
            Self::MentionMyName => "Mention my name",
            Self::Pass => "Pass",
            Self::DontKnow => "Don't know them",
        }
    }

    /// Whether the employee agrees, so that the recruiter may learn who it is.
    pub fn agrees(self) -> bool {
        matches!(self, Self::MakeIntro | Self::MentionMyName)
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == word)
    }
}

/// By which way an answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A page of Gangway, signed in.
    Page,
    /// The link in a letter.
    Mail,
    /// A button in the messenger.
    Messenger,
}

impl Channel {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Page, Self::Mail, Self::Messenger];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Mail => "mail",
            Self::Messenger => "messenger",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == word)
    }
}
