//! Marks of a person: hashes by which they are known again without saying who they are.

use model::{WorkspaceId, referral::Person};

use crate::people::token;

/// A person's marks in a workspace. The same person has others in another one.
pub(crate) fn of(workspace: WorkspaceId, person: &Person) -> Vec<String> {
    person.marks().iter().map(|mark| one(workspace, mark)).collect()
}

/// The mark of an address, as `mail a@example.com`, or of a profile, as `page example.com/a`.
pub(crate) fn one(workspace: WorkspaceId, mark: &str) -> String {
    token::hash(&format!("{workspace} {mark}"))
}
