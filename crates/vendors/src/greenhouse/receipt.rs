//! What a write came to, and what a person is told of one that can't be made.

use connect::{Outcome, Receipt, VendorError};
use model::hire::FieldProblem;

/// A write that lost nothing on the way.
pub fn receipt(external_id: impl ToString, outcome: Outcome) -> Receipt {
    Receipt { external_id: external_id.to_string(), outcome, notes: vec![], left: vec![] }
}

/// A write that a person has to change before it can be made.
pub fn refused(field: &str, message: impl Into<String>) -> VendorError {
    VendorError::Rejected(vec![FieldProblem { field: field.into(), message: message.into() }])
}
