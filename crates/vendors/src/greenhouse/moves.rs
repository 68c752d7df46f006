//! Where an application goes when it is moved here: what both versions have to do, and which of it first.

use connect::{Outcome, Receipt, VendorError, error::Result};
use model::note::Note;
use serde::Deserialize;

use super::{
    receipt::{receipt, refused},
    stages::{self, HIRED, REJECTED},
};

/// Where an application stands, as both versions tell it.
pub struct Standing {
    /// Its job.
    pub job: u64,
    /// How it stands, in the words of v3: `in_process`, `hired`, `rejected`, `converted`.
    pub status: String,
    /// Its interview stage, where it is in one.
    pub stage: Option<u64>,
}

/// The next thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing: it stands where it was moved to.
    Nothing,
    /// Takes the rejection back; what comes then depends on where it stands then.
    Unreject,
    /// Rejects it.
    Reject,
    /// Hires it.
    Hire,
    /// Moves it between interview stages.
    Move {
        /// The stage it stands in.
        from: u64,
        /// The stage it goes to.
        to: u64,
    },
}

/// What comes next for an application that was moved here from one stage to another. One that was rejected is taken
/// back first; where that was done and nothing more, the rest is done now.
///
/// # Errors
/// [`VendorError::Conflict`] where it stands in neither: somebody moved it there meanwhile.
pub fn next(there: &Standing, from: &str, to: &str) -> Result<Step> {
    let stands = stages::standing(there.job, &there.status, there.stage);
    if stands == to {
        return Ok(Step::Nothing);
    }
    let was_rejected = stages::end_of(from) == Some(REJECTED);
    let taken_back = was_rejected && there.status == "in_process";
    if stands != from && !taken_back {
        return Err(VendorError::Conflict(format!(
            "the application stands in stage {stands} there, and was to be moved from stage {from} to stage {to}; it was left where it is"
        )));
    }
    if stages::end_of(&stands) == Some(HIRED) {
        return Err(refused("stage", "Greenhouse has no call that takes a hire back: do it there."));
    }
    match stages::end_of(to) {
        Some(REJECTED) => return Ok(Step::Reject),
        Some(_) => return Ok(Step::Hire),
        None if was_rejected && !taken_back => return Ok(Step::Unreject),
        None => {}
    }
    match (there.stage, to.parse()) {
        (Some(from), Ok(to)) => Ok(Step::Move { from, to }),
        _ => Err(refused("stage", "The application stands in no stage there from which it could be moved.")),
    }
}

/// A rejection was taken back, and the application is told as rejected all the same.
pub fn still_rejected() -> VendorError {
    VendorError::Unavailable("the rejection was taken back and is not gone yet".into())
}

/// One of the company's reasons to reject somebody.
#[derive(Debug, Deserialize)]
pub struct Reason {
    /// Its number.
    pub id: u64,
    /// What people read.
    pub name: String,
}

/// The reason for a rejection that names none, as a move on a board: the vendor wants one.
pub fn reason(all: Vec<Reason>) -> Result<Reason> {
    let other = all.iter().position(|reason| reason.name.to_lowercase().contains("other"));
    let chosen = all.into_iter().nth(other.unwrap_or(0));
    chosen.ok_or_else(|| refused("stage", "Greenhouse has no rejection reason to choose: make one there."))
}

/// What is told of a rejection for a reason that was chosen here.
pub fn rejected(application: &str, reason: &Reason) -> Receipt {
    let text = format!("It was rejected there with the reason “{}”, because a move names none.", reason.name);
    Receipt { notes: vec![Note::on("reason", text)], ..receipt(application, Outcome::Updated) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(status: &str, stage: Option<u64>) -> Standing {
        Standing { job: 7, status: status.into(), stage }
    }

    #[test]
    fn each_move_has_its_steps() {
        let step = |there: Standing, from, to| next(&there, from, to).unwrap();
        assert_eq!(step(at("in_process", Some(1)), "1", "2"), Step::Move { from: 1, to: 2 });
        assert_eq!(step(at("in_process", Some(2)), "1", "2"), Step::Nothing);
        assert_eq!(step(at("in_process", Some(1)), "1", "7-rejected"), Step::Reject);
        assert_eq!(step(at("in_process", Some(1)), "1", "7-hired"), Step::Hire);
        assert_eq!(step(at("rejected", Some(1)), "7-rejected", "2"), Step::Unreject);
        assert_eq!(step(at("in_process", Some(1)), "7-rejected", "2"), Step::Move { from: 1, to: 2 });
        assert_eq!(step(at("rejected", Some(1)), "1", "7-rejected"), Step::Nothing);
    }

    #[test]
    fn nothing_goes_over_somebody_elses_move() {
        let error = next(&at("in_process", Some(3)), "1", "2").unwrap_err();
        assert!(matches!(error, VendorError::Conflict(_)), "{error:?}");
        let error = next(&at("hired", Some(1)), "7-hired", "2").unwrap_err();
        assert!(matches!(error, VendorError::Rejected(_)), "{error:?}");
    }

    #[test]
    fn a_move_chooses_the_reason_that_says_least() {
        let reasons = |names: &[&str]| {
            (1..).zip(names).map(|(id, name)| Reason { id, name: (*name).into() }).collect::<Vec<_>>()
        };
        assert_eq!(reason(reasons(&["Too junior", "Other (add notes)"])).unwrap().id, 2);
        assert_eq!(reason(reasons(&["Too junior", "Withdrew"])).unwrap().id, 1);
        assert!(reason(vec![]).is_err());
    }
}
