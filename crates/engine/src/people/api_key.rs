//! API keys: a program acts as the user who made the key, within the key's permissions, until it is revoked.

mod made;
pub mod signed;
#[cfg(test)]
mod tests;

use std::{net::IpAddr, time::Duration};

use model::{ApiKeyId, access::Right};
use store::people::{api_key, user};

pub use made::{Made, NewKey, create, make};
pub use store::people::api_key::ApiKey;

use super::{session, sign_in::kind_of, token};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// What every key begins with, so that one in the wrong place is recognised.
const PREFIX: &str = "gw_";

/// How old the kept time of last use may be.
const USED_EVERY: Duration = Duration::from_secs(5 * 60);

/// A key that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// As whom it acts.
    pub actor: Actor,
    /// The key.
    pub key: ApiKey,
}

/// The keys of the user who asks, newest first.
///
/// # Errors
/// [`Error::Store`] where the database stands against it.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<ApiKey>> {
    let Some(user) = actor.user else { return Ok(Vec::new()) };
    Ok(api_key::all(&app.db, actor.workspace, Some(user)).await?)
}

/// The keys of everybody else with the name of whose each is, newest first, for who manages the workspace.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Store`].
pub async fn of_others(app: &App, actor: &Actor) -> Result<Vec<(ApiKey, String)>> {
    actor.require(Right::WorkspaceManage)?;
    let users = user::list(&app.db, actor.workspace).await?;
    let name = |key: &ApiKey| users.iter().find(|user| user.id == key.user).map(|user| user.name.clone());
    let keys = api_key::all(&app.db, actor.workspace, None).await?.into_iter();
    let others = keys.filter(|key| Some(key.user) != actor.user);
    Ok(others.map(|key| (name(&key).unwrap_or_default(), key)).map(|(name, key)| (key, name)).collect())
}

/// Makes a key stop working at once: one's own, or anybody's for who manages the workspace.
///
/// # Errors
/// [`Error::NotFound`] where it isn't theirs, or was revoked before.
pub async fn revoke(app: &App, actor: &Actor, id: ApiKeyId) -> Result<()> {
    let user = actor.user.ok_or(Error::NotFound("API key"))?;
    let whose = if actor.role.may(Right::WorkspaceManage) { None } else { Some(user) };
    let tx = app.db.begin().await?;
    if !api_key::revoke(&tx, actor.workspace, whose, id, app.now()).await? {
        return Err(Error::NotFound("API key"));
    }
    audit::write(app, &tx, actor, "api_key.revoked", ("api_key", Some(id.into())), "Revoked an API key")
        .await?;
    Ok(tx.commit().await?)
}

/// As whom a key acts that is shown as it is, unless it was revoked, ran out, comes from elsewhere, is of the kind that
/// signs, or its user is disabled.
///
/// # Errors
/// [`Error::Store`] where the database stands against it.
pub async fn who(app: &App, key: &str, origin: &str) -> Result<Option<Caller>> {
    if !key.starts_with(PREFIX) {
        return Ok(None);
    }
    match api_key::by_token(&app.db, &token::hash(key)).await? {
        Some(key) if key.secret.is_none() => admitted(app, key, origin).await,
        _ => Ok(None),
    }
}

/// As whom a known key acts, where it may be used now and from there.
async fn admitted(app: &App, key: ApiKey, origin: &str) -> Result<Option<Caller>> {
    let now = app.now();
    let from: Option<IpAddr> = origin.parse().ok();
    let from_there = key.addresses.is_empty()
        || from.is_some_and(|from| key.addresses.iter().any(|range| range.contains(from)));
    if !from_there || key.expires_at.is_some_and(|end| end <= now) {
        return Ok(None);
    }
    let user = user::get(&app.db, key.workspace, key.user).await?;
    let Some(user) = user.filter(|user| !user.disabled) else { return Ok(None) };
    if key.last_used_at.is_none_or(|used| used + USED_EVERY < now) {
        let tx = app.db.begin().await?;
        api_key::used(&tx, key.id, now).await?;
        tx.commit().await?;
    }
    let kind = kind_of(app, user.workspace).await?;
    let mut actor = session::actor(&user, kind, origin);
    // What a program did is not taken for what its owner did by hand.
    actor.name = format!("{} by {}", user.name, key.name);
    Ok(Some(Caller { actor, key }))
}
