//! Skills: the taxonomy that ships with the program, and which of them a text names.
//!
//! Two lists stand in `data/`: the project's own, with the names people use, and one derived from ESCO. A text is
//! read in one pass; each place says by what it was recognised.

mod denied;
mod find;
mod stem;
mod taxonomy;
mod trades;
mod words;

pub use denied::is_denied;
pub use find::Hit;
pub use stem::stem;
pub use taxonomy::{Skill, Taxonomy};
pub use words::{Break, Word, words};
