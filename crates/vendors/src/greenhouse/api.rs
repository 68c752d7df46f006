//! Which version of the API a connection speaks.

use connect::{Credentials, Ctx, manifest::Api as Setting};

/// A version of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Api {
    /// Harvest v1: a key, nested records, pages by number.
    V1,
    /// Harvest v3: a token, flat records, pages by cursor.
    V3,
}

impl Api {
    /// The version that a connection was made for.
    pub fn of(ctx: &Ctx) -> Self {
        Self::named(ctx.settings.get(Setting::SETTING).map_or("", String::as_str))
    }

    /// The version that credentials are for.
    pub fn by(credentials: &Credentials) -> Self {
        Self::named(credentials.get(Setting::SETTING))
    }

    fn named(word: &str) -> Self {
        if word == "v1" { Self::V1 } else { Self::V3 }
    }
}
