//! Questions asked by letter, as they are kept: the sets of a job, and each time that somebody is asked one.

pub mod asked;
pub mod link;
pub mod set;
