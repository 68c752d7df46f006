//! Keeping a user out, and letting them in again.

use model::{UserId, access::Right};
use store::people::{session, user};

use super::set_role::not_the_last;
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
        let detail = format!("Disabled {}; {ended} sessions ended", user.name);
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
