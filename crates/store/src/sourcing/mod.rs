//! Sourcing as it is kept: the people of the talent pool and what each source says of them.

pub mod file;
pub mod forget;
pub mod import;
pub mod key;
pub mod profile;
pub mod question;
pub mod record;
#[cfg(test)]
mod tests;
