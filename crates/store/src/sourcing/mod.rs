//! Sourcing as it is kept: the people of the talent pool and what each source says of them.

pub mod candidate;
pub mod export;
pub mod export_item;
pub mod file;
pub mod forget;
pub mod import;
pub mod key;
pub mod list;
pub mod member;
pub mod profile;
pub mod push;
pub mod question;
pub mod record;
pub mod search;
#[cfg(test)]
mod tests;
pub mod walk;
