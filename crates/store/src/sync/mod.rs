//! What other systems hold, how it is kept in step, and what each run did, as it is kept.

pub mod mirror;
pub mod note;
pub mod plan;
pub mod run;
#[cfg(test)]
mod tests;
