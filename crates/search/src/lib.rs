//! The index of the talent pool: Boolean text, filters, counts and highlights over a million people.
//!
//! The database holds what is true; an index is built from it, follows its changes, and is thrown away and built again
//! at will. It keeps no text that could be read back, only which profile has which word.

mod ask;
mod collect;
mod document;
mod forward;
pub mod grammar;
pub mod highlight;
mod index;
pub mod words;

pub use ask::Question;
pub use collect::Found;
pub use document::{Document, Facet, years_step};
pub use index::{Error, Index};
