//! Giving a user another role.

use model::{
    UserId,
    access::{Right, Role},
};
use store::{
    Tx,
    people::user::{self, User},
};

use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Gives a user another role; what they may do changes with their next click.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Conflict`] where no administrator would be left.
pub async fn set_role(app: &App, actor: &Actor, id: UserId, role: Role) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let mut user = not_the_last(&tx, actor, id, role == Role::Administrator).await?;
    if user.role != role {
        let detail =
            format!("Made {} {} instead of {}", user.name, role.label(), user.role.label().to_lowercase());
        user.role = role;
        user::update(&tx, &user).await?;
        audit::write(app, &tx, actor, "user.role_changed", ("user", Some(id.into())), detail).await?;
    }
    Ok(tx.commit().await?)
}

/// The user, where the change leaves an administrator: either they stay one, or another is there.
pub(super) async fn not_the_last(tx: &Tx, actor: &Actor, id: UserId, stays: bool) -> Result<User> {
    let administrators = user::hold_administrators(tx, actor.workspace).await?;
    if !stays && administrators.iter().all(|user| user.id == id) {
        return Err(Error::Conflict(
            "This is the last administrator. Make someone else an administrator first.".into(),
        ));
    }
    user::get(tx, actor.workspace, id).await?.ok_or(Error::NotFound("user"))
}
