//! Where a referral stands, and the one function that says where it goes.

use serde::{Deserialize, Serialize};

use super::Answer;

/// Where a referral stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Somebody an employee knows fits a job; nobody was asked.
    Suggested,
    /// The employee was asked and has not answered.
    Requested,
    /// The employee writes to the person.
    MakeIntro,
    /// The recruiter writes, with the employee's name.
    MentionMyName,
    /// The employee would rather not, or doesn't know the person.
    Passed,
    /// Nobody answered in time.
    Expired,
    /// The person was written to, or was given the link.
    IntroSent,
    /// The person followed the link.
    Opened,
    /// The person agreed and applied.
    Applied,
    /// The job's team has begun with them.
    InProcess,
    /// Hired.
    Hired,
    /// Turned down.
    NotHired,
    /// The person or the recruiter took it back.
    Withdrawn,
    /// It can't count as a referral; the reason stands beside it.
    Ineligible,
}

impl State {
    /// Every state, in the order of a referral's life.
    pub const ALL: [Self; 14] = [
        Self::Suggested,
        Self::Requested,
        Self::MakeIntro,
        Self::MentionMyName,
        Self::Passed,
        Self::Expired,
        Self::IntroSent,
        Self::Opened,
        Self::Applied,
        Self::InProcess,
        Self::Hired,
        Self::NotHired,
        Self::Withdrawn,
        Self::Ineligible,
    ];

    /// The word in the database and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Suggested => "suggested",
            Self::Requested => "requested",
            Self::MakeIntro => "make_intro",
            Self::MentionMyName => "mention_my_name",
            Self::Passed => "passed",
            Self::Expired => "expired",
            Self::IntroSent => "intro_sent",
            Self::Opened => "opened",
            Self::Applied => "applied",
            Self::InProcess => "in_process",
            Self::Hired => "hired",
            Self::NotHired => "not_hired",
            Self::Withdrawn => "withdrawn",
            Self::Ineligible => "ineligible",
        }
    }

    /// The name shown to a person.
    pub fn label(self) -> &'static str {
        match self {
            Self::Suggested => "Suggested",
            Self::Requested => "Requested",
            Self::MakeIntro => "Makes intro",
            Self::MentionMyName => "Name may be mentioned",
            Self::Passed => "Passed",
            Self::Expired => "Expired",
            Self::IntroSent => "Intro sent",
            Self::Opened => "Opened",
            Self::Applied => "Applied",
            Self::InProcess => "In process",
            Self::Hired => "Hired",
            Self::NotHired => "Not hired",
            Self::Withdrawn => "Withdrawn",
            Self::Ineligible => "Not eligible",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether the employee agreed, so that recruiters may see who the person is.
    pub fn is_agreed(self) -> bool {
        use State as S;
        matches!(
            self,
            S::MakeIntro
                | S::MentionMyName
                | S::IntroSent
                | S::Opened
                | S::Applied
                | S::InProcess
                | S::Hired
                | S::NotHired
        )
    }

    /// Whether the person has agreed to be put forward: before this nothing of them goes to another system.
    pub fn is_consented(self) -> bool {
        matches!(self, Self::Applied | Self::InProcess | Self::Hired | Self::NotHired)
    }

    /// Whether nothing more is expected.
    pub fn is_over(self) -> bool {
        use State as S;
        matches!(self, S::Passed | S::Expired | S::Hired | S::NotHired | S::Withdrawn | S::Ineligible)
    }
}

/// What happens to a referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A recruiter asks the employee.
    Asked,
    /// The employee refers somebody without being asked.
    Volunteered,
    /// The employee answers.
    Answered(Answer),
    /// The time for an answer is over.
    TimeUp,
    /// The person was written to, or the employee took the link.
    Introduced,
    /// The person followed the link.
    Opened,
    /// The person agreed to be put forward.
    Consented,
    /// They moved on in the job's stages.
    Advanced,
    /// They were hired.
    Hired,
    /// They were turned down.
    Rejected,
    /// They, or a recruiter, took it back.
    Withdrawn,
    /// It turned out that it can't count.
    Excluded(Ineligible),
}

/// Why a referral can't count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ineligible {
    /// The person was known already: they applied or were taken in before.
    AlreadyKnown,
    /// Somebody else referred them first.
    OwnedByAnother,
    /// They work here.
    EmployedHere,
    /// They asked not to be contacted.
    OptedOut,
    /// The employee referred themselves.
    Themselves,
}

impl Ineligible {
    /// Every reason.
    pub const ALL: [Self; 5] =
        [Self::AlreadyKnown, Self::OwnedByAnother, Self::EmployedHere, Self::OptedOut, Self::Themselves];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AlreadyKnown => "already_known",
            Self::OwnedByAnother => "owned_by_another",
            Self::EmployedHere => "employed_here",
            Self::OptedOut => "opted_out",
            Self::Themselves => "themselves",
        }
    }

    /// The reason in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::AlreadyKnown => "The person was known to the hiring team before the referral.",
            Self::OwnedByAnother => "Somebody else referred this person first.",
            Self::EmployedHere => "The person works here.",
            Self::OptedOut => "The person asked not to be contacted.",
            Self::Themselves => "Nobody can refer themselves.",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}

/// What happened doesn't fit where the referral stands. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This referral is “{}”, so that this can't happen to it any more.", .state.label())]
pub struct Unexpected {
    /// Where it stands.
    pub state: State,
}

/// Where a referral goes when something happens to it; it stays where it is when it is past that already, because
/// news come late, twice and out of order.
///
/// # Errors
/// [`Unexpected`] where it can't happen to a referral that stands there.
pub fn next(state: State, event: Event) -> Result<State, Unexpected> {
    use Event as E;
    use State as S;
    match (state, event) {
        (S::Suggested, E::Asked) => Ok(S::Requested),
        (S::Suggested, E::Volunteered) => Ok(S::MakeIntro),
        (S::Requested, E::Answered(answer)) => Ok(match answer {
            Answer::MakeIntro => S::MakeIntro,
            Answer::MentionMyName => S::MentionMyName,
            Answer::Pass | Answer::DontKnow => S::Passed,
        }),
        (S::Requested, E::TimeUp) => Ok(S::Expired),
        (S::MakeIntro | S::MentionMyName, E::Introduced) => Ok(S::IntroSent),
        (S::MakeIntro | S::MentionMyName | S::IntroSent, E::Opened) => Ok(S::Opened),
        // Whoever is put forward by hand, or reads without the page noticing, skips what lies between.
        (S::MakeIntro | S::MentionMyName | S::IntroSent | S::Opened, E::Consented) => Ok(S::Applied),
        (S::Applied | S::NotHired, E::Advanced) => Ok(S::InProcess),
        // An application that is opened again may still end well.
        (S::Applied | S::InProcess | S::NotHired, E::Hired) => Ok(S::Hired),
        // A hire that was a mistake is taken back.
        (S::Applied | S::InProcess | S::Hired, E::Rejected) => Ok(S::NotHired),
        (S::Hired, E::Advanced) => Ok(S::InProcess),
        (state, E::Withdrawn | E::Excluded(_)) if !state.is_over() => {
            Ok(if event == E::Withdrawn { S::Withdrawn } else { S::Ineligible })
        }
        (state, E::Introduced | E::Opened) if state.is_agreed() => Ok(state),
        (state, E::Consented) if state.is_consented() => Ok(state),
        (S::InProcess, E::Advanced) | (S::Hired, E::Hired) | (S::NotHired, E::Rejected) => Ok(state),
        (state, _) => Err(Unexpected { state }),
    }
}

#[cfg(test)]
mod tests;
