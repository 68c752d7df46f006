//! What follows from a vendor's refusal: again by itself, or a card for a person.

use std::time::Duration;

use connect::VendorError;
use model::handoff::{Problem, ProblemKind};

/// What follows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Follows {
    /// A person acts.
    Card(Problem),
    /// The same again after a while, by itself.
    Again(Duration, Problem),
}

/// How long to wait after each failure in turn; after the last, each time the last.
const WAITS: [u64; 7] = [10, 30, 120, 600, 1_800, 3_600, 3_600];

/// An unknown outcome is looked up no sooner than this. The vendor may still be carrying out what we stopped waiting
/// for: whoever looks too early finds nothing and writes it a second time.
const LOOK_UP_AFTER: Duration = Duration::from_secs(20);

/// A vendor's sentence without its full stop, to stand inside one of ours.
fn bare(sentence: &str) -> &str {
    sentence.trim_end().trim_end_matches('.')
}

/// A vendor that asks to wait for nothing is not asked again at once, over and over.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);

/// What follows when a step failed for the `tries`th time in a row. `there` names the HR system.
pub(crate) fn follows(error: &VendorError, tries: i32, there: &str) -> Follows {
    let card = |kind, sentence: String| Follows::Card(Problem { kind, sentence, fields: vec![] });
    let again =
        |after, kind, sentence: String| Follows::Again(after, Problem { kind, sentence, fields: vec![] });
    match error {
        VendorError::Auth(_) => card(
            ProblemKind::Auth,
            format!(
                "{there} does not accept the key. Everything typed is kept; it goes on once the connection works again."
            ),
        ),
        VendorError::Forbidden(why) => card(
            ProblemKind::Forbidden,
            format!("The key's owner may not do this in {there}: {}. Everything typed is kept.", bare(why)),
        ),
        VendorError::RateLimited(after) => again(
            (*after).max(SHORTEST_PAUSE),
            ProblemKind::RateLimited,
            format!("{there} asked to wait {} s.", after.as_secs()),
        ),
        VendorError::Unavailable(why) => again(
            wait(tries),
            ProblemKind::Unavailable,
            format!("{there} could not be reached: {why}. It is tried again by itself."),
        ),
        VendorError::Uncertain(why) => again(
            wait(tries).max(LOOK_UP_AFTER),
            ProblemKind::Uncertain,
            format!(
                "Sent to {there}, but no answer came: {why}. It is looked up there before anything is sent again."
            ),
        ),
        VendorError::Rejected(fields) => Follows::Card(Problem {
            kind: ProblemKind::Fields,
            sentence: format!(
                "{there} refused some values. Everything typed is kept; correct them and send again."
            ),
            fields: fields.clone(),
        }),
        VendorError::NotFound(what) => card(
            ProblemKind::Record,
            format!("{there} no longer has this record: {what}. Decide whether to make a new one."),
        ),
        VendorError::Conflict(why) => card(
            ProblemKind::Fields,
            format!(
                "{there} refused the record: {}. Everything typed is kept; correct it and send again.",
                bare(why)
            ),
        ),
        VendorError::Contract { .. } => card(
            ProblemKind::Contract,
            format!(
                "{there} answered otherwise than documented, so it was stopped before anything is guessed. {error}."
            ),
        ),
        VendorError::HostRefused(why) => {
            card(ProblemKind::Connection, format!("{there} was not called: {why}. Everything typed is kept."))
        }
    }
}

fn wait(tries: i32) -> Duration {
    let index = usize::try_from(tries.max(1) - 1).unwrap_or(0).min(WAITS.len() - 1);
    Duration::from_secs(WAITS[index])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_an_hour() {
        let waits: Vec<_> = [1, 2, 3, 4, 5, 6, 99].map(|tries| wait(tries).as_secs()).into();
        assert_eq!(waits, [10, 30, 120, 600, 1_800, 3_600, 3_600]);
    }

    #[test]
    fn an_unknown_outcome_is_looked_up_soon() {
        let Follows::Again(after, problem) = follows(&VendorError::Uncertain("x".into()), 1, "Acme") else {
            panic!("a person can't know more");
        };
        assert_eq!((after, problem.kind), (LOOK_UP_AFTER, ProblemKind::Uncertain));
    }
}
