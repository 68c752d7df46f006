//! The page before something is taken away: what goes with it, and the way back.

use askama::Template;

use crate::shell::Shell;

/// The page before something is taken away.
#[derive(Template)]
#[template(path = "hiring/upkeep/confirm.html")]
pub(super) struct Confirm {
    pub shell: Shell,
    /// The list it stands in: its address and its name.
    pub list: (&'static str, &'static str),
    /// "Delete the tag Rust?"
    pub title: String,
    /// What goes, in a sentence.
    pub sentence: String,
    /// The address that does it.
    pub action: String,
    /// What the button says.
    pub button: &'static str,
    /// Where one was.
    pub back: String,
}
