//! Keeping a user out, and letting them in again.

use model::{UserId, access::Right};
use store::people::{session, user};

use super::{session::count, set_role::not_the_last};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Keeps a user out: their sessions end and their API keys stop at once. What they did stays theirs.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Conflict`] for oneself or the last administrator.
pub async fn disable_user(app: &App, actor: &Actor, id: UserId) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    if actor.user == Some(id) {
        return Err(Error::Conflict("You can't disable yourself. Ask another administrator.".into()));
    }
    let tx = app.db.begin().await?;
    let mut user = not_the_last(&tx, actor, id, false).await?;
    if !user.disabled {
        user.disabled = true;
        user::update(&tx, &user).await?;
        let ended = session::delete_of_user(&tx, id, None).await?;
        let detail = format!("Disabled {}; {}", user.name, count(ended));
        audit::write(app, &tx, actor, "user.disabled", ("user", Some(id.into())), detail).await?;
    }
    Ok(tx.commit().await?)
}

/// Lets a disabled user in again, with the role and the password they had.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn enable_user(app: &App, actor: &Actor, id: UserId) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let mut user = user::get(&tx, actor.workspace, id).await?.ok_or(Error::NotFound("user"))?;
    if user.disabled {
        user.disabled = false;
        user::update(&tx, &user).await?;
        let detail = format!("Let {} in again", user.name);
        audit::write(app, &tx, actor, "user.enabled", ("user", Some(id.into())), detail).await?;
    }
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use model::access::Role;
    use secrecy::ExposeSecret;

    use super::*;
    use crate::people::{
        api_key,
        sign_in::sign_in,
        testing::{benches, visitor},
    };

    #[tokio::test]
    async fn a_disabled_user_is_out_at_once_and_can_come_back() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let other = bench.colleague(&boss, "o@example.com", Role::Recruiter).await;
            let (id, password) = (other.actor.user.unwrap(), "a colleague's password".into());
            let session = sign_in(app, "o@example.com", &password, &visitor(1)).await.unwrap();
            let (_, key) = api_key::create(app, &other.actor, "Payroll").await.unwrap();
            disable_user(app, &boss.actor, id).await.unwrap();
            assert_eq!(bench.find(&session).await, None, "{}", bench.kind());
            assert_eq!(api_key::who(app, key.expose_secret(), "x").await.unwrap(), None);
            enable_user(app, &boss.actor, id).await.unwrap();
            assert_eq!(bench.find(&session).await, None, "an ended session stays ended");
            sign_in(app, "o@example.com", &password, &visitor(1)).await.unwrap();
        }
    }

    #[tokio::test]
    async fn nobody_disables_themselves_or_a_stranger() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let refusal = disable_user(app, &boss.actor, boss.actor.user.unwrap()).await.unwrap_err();
            assert!(refusal.to_string().contains("yourself"), "{}: {refusal}", bench.kind());
            let nobody = disable_user(app, &boss.actor, app.id()).await.unwrap_err();
            assert!(matches!(nobody, Error::NotFound("user")));
        }
    }
}
