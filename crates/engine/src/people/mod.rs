//! Who may sign in: the first administrator, users, roles, invitations, sessions, API keys.

pub mod accept_invitation;
pub mod api_answer;
pub mod api_key;
pub mod audit_log;
pub mod change_password;
pub mod disable_user;
pub mod invite;
pub mod list_sessions;
pub mod list_users;
pub mod password;
mod profile;
pub mod rename;
pub mod reset_password;
pub mod revoke_invitation;
pub mod session;
pub mod set_role;
pub mod setup;
pub mod sign_in;
pub mod sign_out;
#[cfg(test)]
pub(crate) mod testing;
mod throttle;
pub(crate) mod token;
pub mod who;

pub use session::{NewSession, Visitor};
pub use who::SignedIn;
