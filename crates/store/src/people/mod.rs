//! Who may sign in, as it is kept: users, sessions, invitations, API keys, the first-start link, the throttle.

pub mod api_answer;
pub mod api_key;
pub mod invitation;
pub mod session;
pub mod setup_link;
pub mod throttle;
pub mod user;
