//! The quality of scores on a labelled set; docs/screening-quality.md tells of method and figures.

mod layout;
pub mod measure;
pub mod set;
mod trades;
