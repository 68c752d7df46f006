//! The forms of v1, worked out of rows: one file an object, with exactly the keys that the documentation has.

mod application;
mod attachment;
mod candidate;
mod custom;
mod custom_field;
mod department;
mod job;
mod job_post;
mod job_stage;
mod named;
mod note;
mod office;
mod prospect_pool;
mod user;

pub use application::{application, status};
pub use attachment::attachment;
pub use candidate::candidate;
pub use custom_field::{custom_field, option};
pub use department::department;
pub use job::job;
pub use job_post::job_post;
pub use job_stage::job_stage;
pub use named::{named, typed};
pub use note::note;
pub use office::office;
pub use prospect_pool::prospect_pool;
pub use user::{reference, user, user_with_attributes};
