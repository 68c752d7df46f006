//! What every way of signing in ends with: a session with a token of its own.

use std::time::Duration;

use jiff::Timestamp;
use model::{SessionId, UserId, WorkspaceId, access::Role, workspace::WorkspaceKind};
use secrecy::SecretString;
use store::{
    Tx,
    people::{session, user::User},
};

use super::token;
use crate::{Actor, App, error::Result};

/// How long a session counts after it was last used.
pub(crate) const IDLE: Duration = Duration::from_secs(14 * 24 * 3600);

/// How long a session counts at most.
pub(crate) const LONGEST: Duration = Duration::from_secs(30 * 24 * 3600);

/// The longest browser name that is kept.
const USER_AGENT: usize = 300;

/// From where somebody without a session asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visitor {
    /// The network address.
    pub address: String,
    /// What the browser calls itself.
    pub user_agent: String,
}

/// A session that was just opened. The token is never shown again.
#[derive(Debug)]
pub struct NewSession {
    /// Its identifier.
    pub id: SessionId,
    /// What the browser brings along from now on.
    pub token: SecretString,
    /// How long the browser needs to keep it at most.
    pub lifetime: Duration,
    /// Who signed in.
    pub actor: Actor,
}

/// When a session runs out that was opened at one time and used at another.
pub(crate) fn expiry(created_at: Timestamp, used_at: Timestamp) -> Timestamp {
    (used_at + IDLE).min(created_at + LONGEST)
}

/// The actor that a user is.
pub(crate) fn actor(user: &User, kind: WorkspaceKind, origin: &str) -> Actor {
    let (workspace, role, name) = (user.workspace, user.role, user.name.clone());
    Actor { workspace, kind, user: Some(user.id), name, role, origin: origin.into() }
}

/// Opens a session, always with a new token: one that somebody placed in the browser before is worth nothing.
pub(crate) async fn open(app: &App, tx: &Tx, actor: Actor, visitor: &Visitor) -> Result<NewSession> {
    let (now, token) = (app.now(), app.dice.token());
    let row = session::Session {
        id: app.id(),
        workspace: actor.workspace,
        user: actor.user.ok_or(crate::Error::NotFound("user"))?,
        created_at: now,
        last_seen_at: now,
        expires_at: expiry(now, now),
        user_agent: visitor.user_agent.chars().take(USER_AGENT).collect(),
        address: visitor.address.clone(),
    };
    session::insert(tx, &row, &token::hash(&token)).await?;
    session::delete_expired(tx, now).await?;
    Ok(NewSession { id: row.id, token: token.into(), lifetime: LONGEST, actor })
}

/// How many sessions ended, for an audit line.
pub(crate) fn count(ended: u64) -> String {
    if ended == 1 { "1 session ended".into() } else { format!("{ended} sessions ended") }
}

/// A user who is about to be kept.
pub(crate) fn new_user(app: &App, workspace: WorkspaceId, name: String, email: String, role: Role) -> User {
    let id: UserId = app.id();
    User { id, workspace, name, email, role, disabled: false, created_at: app.now() }
}
