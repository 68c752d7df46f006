//! The steps of a delivery. Each may run twice and leaves one employee, one row, one file.

mod create;
mod documents;
mod find;
mod job;
pub(super) mod link;
mod photo;
mod read_back;
pub(super) mod tell;

use connect::VendorError;
use model::{
    handoff::{Problem, ProblemKind, Step},
    hire::EmployeeMatch,
    note::Note,
};
use serde_json::Value;
use store::integrations::handoff::Handoff;

use super::deliver::Delivery;
use crate::{App, error::Error};

use find::Target;

/// What a step came to.
pub(super) enum Outcome {
    /// Done: what it found or made, and the hand-off as it is now.
    Done {
        /// For the ledger.
        result: Value,
        /// The hand-off with what the step learned.
        handoff: Box<Handoff>,
    },
    /// Not called for, and why.
    Skipped(&'static str),
    /// Something was learned that must be kept before the step is run again.
    Again(Box<Handoff>),
}

/// Why a step did not come to its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// The vendor stood against it.
    Vendor(VendorError),
    /// A person decides.
    Ask {
        /// What is to be decided.
        problem: Problem,
        /// About whom.
        matches: Vec<EmployeeMatch>,
    },
    /// Our own database failed.
    Ours(Error),
}

impl From<VendorError> for Stop {
    fn from(error: VendorError) -> Self {
        Self::Vendor(error)
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self::Ours(error.into())
    }
}

impl Stop {
    fn ask(kind: ProblemKind, sentence: impl Into<String>, matches: Vec<EmployeeMatch>) -> Self {
        Self::Ask { problem: Problem { kind, sentence: sentence.into(), fields: vec![] }, matches }
    }
}

/// Runs one step that calls the vendor. Link and tell need no call: they belong to the last one's transaction.
pub(super) async fn run(app: &App, delivery: &mut Delivery, step: Step) -> Result<Outcome, Stop> {
    match step {
        Step::Find => find::find(app, delivery).await,
        Step::Create => create::create(delivery).await,
        Step::Job => job::job(delivery).await,
        Step::Documents => documents::documents(app, delivery).await,
        Step::Photo => photo::photo(app, delivery).await,
        Step::ReadBack | Step::Link | Step::Tell => read_back::read_back(app, delivery).await,
    }
}

/// Adds remarks, each once, however often a step runs.
fn remark(handoff: &mut Handoff, notes: Vec<Note>) {
    for note in notes {
        if !handoff.notes.contains(&note) {
            handoff.notes.push(note);
        }
    }
}

/// The employee, once they are there.
fn employee(delivery: &Delivery) -> Result<String, Stop> {
    delivery.handoff.external_id.clone().ok_or_else(|| {
        Stop::ask(
            ProblemKind::Record,
            "The employee's number there was lost. Send again to look it up.",
            vec![],
        )
    })
}
