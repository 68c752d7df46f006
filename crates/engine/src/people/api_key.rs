//! API keys: a program acts as the user who made the key, with that user's role, until it is revoked.

use std::time::Duration;

use model::ApiKeyId;
use secrecy::SecretString;
use store::people::{api_key, user};

pub use store::people::api_key::ApiKey;

use super::{profile, session, sign_in::kind_of, token};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// What every key begins with, so that one in the wrong place is recognised.
const PREFIX: &str = "gw_";

/// How old the kept time of last use may be.
const USED_EVERY: Duration = Duration::from_secs(5 * 60);

/// Makes a key that acts as the user who asks, and gives it; it is never shown again. The field of the error is
/// `name`.
///
/// # Errors
/// [`Error::Invalid`] where the name is missing.
pub async fn create(app: &App, actor: &Actor, name: &str) -> Result<(ApiKey, SecretString)> {
    let user = actor.user.ok_or(Error::NotFound("user"))?;
    let mut problems = profile::Problems::default();
    let name = problems.take("name", profile::name(name, "what the key is for"));
    problems.none()?;
    let token = format!("{PREFIX}{}", app.dice.token());
    let key = ApiKey {
        id: app.id(),
        workspace: actor.workspace,
        user,
        name,
        created_at: app.now(),
        last_used_at: None,
    };
    let tx = app.db.begin().await?;
    api_key::insert(&tx, &key, &token::hash(&token)).await?;
    let detail = format!("Made the API key {}", key.name);
    audit::write(app, &tx, actor, "api_key.made", ("api_key", Some(key.id.into())), detail).await?;
    tx.commit().await?;
    Ok((key, token.into()))
}

/// The keys of the user who asks, newest first.
///
/// # Errors
/// [`Error::Store`] where the database stands against it.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<ApiKey>> {
    let Some(user) = actor.user else { return Ok(Vec::new()) };
    Ok(api_key::of_user(&app.db, actor.workspace, user).await?)
}

/// Makes a key of the user who asks stop working at once.
///
/// # Errors
/// [`Error::NotFound`] where it isn't theirs, or was revoked before.
pub async fn revoke(app: &App, actor: &Actor, id: ApiKeyId) -> Result<()> {
    let user = actor.user.ok_or(Error::NotFound("API key"))?;
    let tx = app.db.begin().await?;
    if !api_key::revoke(&tx, user, id, app.now()).await? {
        return Err(Error::NotFound("API key"));
    }
    audit::write(app, &tx, actor, "api_key.revoked", ("api_key", Some(id.into())), "Revoked an API key")
        .await?;
    Ok(tx.commit().await?)
}

/// The user as whom a key acts, unless it was revoked or the user is disabled.
///
/// # Errors
/// [`Error::Store`] where the database stands against it.
pub async fn who(app: &App, key: &str, origin: &str) -> Result<Option<Actor>> {
    if !key.starts_with(PREFIX) {
        return Ok(None);
    }
    let Some(key) = api_key::by_token(&app.db, &token::hash(key)).await? else { return Ok(None) };
    let user = user::get(&app.db, key.workspace, key.user).await?;
    let Some(user) = user.filter(|user| !user.disabled) else { return Ok(None) };
    let now = app.now();
    if key.last_used_at.is_none_or(|used| used + USED_EVERY < now) {
        let tx = app.db.begin().await?;
        api_key::used(&tx, key.id, now).await?;
        tx.commit().await?;
    }
    let kind = kind_of(app, user.workspace).await?;
    Ok(Some(session::actor(&user, kind, origin)))
}

#[cfg(test)]
mod tests {
    use model::access::Role;
    use secrecy::ExposeSecret;

    use super::*;
    use crate::people::testing::benches;

    #[tokio::test]
    async fn a_key_acts_as_its_user_until_revoked() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let (key, token) = create(app, &boss.actor, " Careers  page ").await.unwrap();
            assert_eq!(key.name, "Careers page");
            assert!(token.expose_secret().starts_with("gw_"));
            let actor = who(app, token.expose_secret(), "192.0.2.9").await.unwrap().unwrap();
            assert_eq!(
                (actor.user, actor.origin.as_str()),
                (boss.actor.user, "192.0.2.9"),
                "{}",
                bench.kind()
            );
            assert_eq!(list(app, &boss.actor).await.unwrap()[0].last_used_at, Some(app.now()));
            let other = bench.colleague(&boss, "o@example.com", Role::Administrator).await;
            assert!(matches!(revoke(app, &other.actor, key.id).await, Err(Error::NotFound(_))));
            revoke(app, &boss.actor, key.id).await.unwrap();
            assert_eq!(who(app, token.expose_secret(), "x").await.unwrap(), None);
            assert!(list(app, &boss.actor).await.unwrap().is_empty());
        }
    }

    #[tokio::test]
    async fn a_made_up_key_is_nobody() {
        for bench in benches().await {
            bench.administrator().await;
            for key in ["", "gw_", "gw_AAAA", "Bearer"] {
                assert_eq!(who(&bench.app, key, "x").await.unwrap(), None);
            }
        }
    }
}
