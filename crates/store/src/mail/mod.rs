//! Letters by e-mail and the server that takes them, as they are kept.

pub mod letter;
pub mod server;
