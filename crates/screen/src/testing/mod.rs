//! Résumés made from known facts, so that what is read can be compared with what was written. All persons, employers
//! and schools are invented; the same seed makes the same résumés.

mod facts;
mod forms;
mod laid_out;

pub use facts::{Course, Facts, Job, Person, facts, person};
pub use forms::{Form, file};
pub use laid_out::{Block, Layout, lay_out};
