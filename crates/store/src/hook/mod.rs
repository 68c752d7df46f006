//! Messages that other systems send by themselves: what came, what is to be fetched for it, what was refused.

pub mod delivery;
pub mod hint;
pub mod refusal;
#[cfg(test)]
mod tests;
