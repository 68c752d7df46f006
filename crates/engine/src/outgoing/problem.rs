//! What follows when the other system did not take a change.

use connect::VendorError;
use model::handoff::{Problem, ProblemKind};
use store::outgoing::Outgoing;

use crate::handoff::problem::{Follows, follows as follows_hire};

/// What follows when a change failed for the `tries`th time in a row. `there` names the other system.
pub(super) fn follows(error: &VendorError, outgoing: &Outgoing, tries: i32, there: &str) -> Follows {
    let told = &outgoing.told;
    let card = |kind, sentence, fields| Follows::Card(Problem { kind, sentence, fields });
    match error {
        VendorError::Rejected(fields) => card(
            ProblemKind::Fields,
            format!("{there} refused the {told}. It stands here only. Change it here, or leave it at that."),
            fields.clone(),
        ),
        VendorError::NotFound(_) => card(
            ProblemKind::Record,
            format!("{there} no longer has what the {told} is about, so it stands here only."),
            vec![],
        ),
        VendorError::Conflict(why) => card(
            ProblemKind::Record,
            format!("{there} refused the {told}: {}. It stands here only.", why.trim_end_matches('.')),
            vec![],
        ),
        _ => follows_hire(error, tries, there),
    }
}

/// Whether an error says for sure that the change is not there. Others leave what was known before.
pub(super) fn is_sure(error: &VendorError) -> bool {
    matches!(error, VendorError::Rejected(_) | VendorError::NotFound(_) | VendorError::Conflict(_))
}
