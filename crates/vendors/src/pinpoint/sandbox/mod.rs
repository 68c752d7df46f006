//! The vendor's stand-in: JSON:API over raw JSON documents.
//!
//! A call passes `router`, `auth` and `dispatch`; `read` answers it with what `resources` says of its kind. What each
//! operation rests on, and what is not known of it, stands in the manifest.

mod auth;
mod compound;
mod dispatch;
mod documents;
mod errors;
mod filter;
mod media;
mod moment;
mod operations;
mod plain;
mod query;
mod rate;
mod read;
mod render;
mod resources;
mod router;
mod schema;
mod sort;
mod target;
#[cfg(test)]
mod tests;
