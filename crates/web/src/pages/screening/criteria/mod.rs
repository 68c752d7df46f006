//! What a job asks for: the editor, its suggestions, and the versions that were written.

mod edit;
mod row;
mod rule;
mod typed;
mod version;

pub(super) use edit::{save, show};
pub(super) use version::{activate, show as show_version};
