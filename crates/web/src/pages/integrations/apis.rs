//! The choice among a vendor's APIs, and what of a form belongs to which.

use engine::integrations::{Api, Credentials, Manifest};

/// One of the APIs to choose from.
pub struct Choice {
    /// Its key.
    pub key: String,
    /// Its place, by which what belongs to it is shown when it is chosen. The first has 1.
    pub place: usize,
    /// The name people read.
    pub label: String,
    /// For whom it is.
    pub help: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The APIs to choose from, of a vendor with several; the first where nothing was typed yet.
pub fn choices(manifest: &Manifest, typed: &Credentials) -> Vec<Choice> {
    let chosen = typed.get(Api::SETTING);
    let of = |(at, api): (usize, &Api)| Choice {
        key: api.key.clone(),
        place: at + 1,
        label: api.label.clone(),
        help: api.help.clone(),
        chosen: if chosen.is_empty() { at == 0 } else { api.key == chosen },
    };
    manifest.api.iter().enumerate().map(of).collect()
}

/// The place of an API; 0 for what belongs to all.
pub fn place(manifest: &Manifest, api: &str) -> usize {
    manifest.api.iter().position(|known| known.key == api).map_or(0, |at| at + 1)
}
