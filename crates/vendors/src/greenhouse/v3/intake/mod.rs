//! How people come in.

mod attach;
mod credit;
mod enter;
mod find;
mod note;
mod save;
mod user;

pub use attach::attach;
pub use enter::enter;
pub use find::find;
pub use note::note;
pub use save::save;
pub use user::{add, find as user};
