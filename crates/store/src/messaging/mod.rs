//! Questions in a messenger: the installation there, who is who, what is asked, and what is pressed.

pub mod install;
pub mod member;
pub mod message;
pub mod press;
#[cfg(test)]
mod tests;
