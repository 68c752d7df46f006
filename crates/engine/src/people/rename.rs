//! Changing one's own name.

use store::people::user;

use super::profile;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Gives the user who asks another name. Earlier audit lines keep the old one. The field of the error is `name`.
///
/// # Errors
/// [`Error::Invalid`] where it can't be a name.
pub async fn rename(app: &App, actor: &Actor, name: &str) -> Result<()> {
    let mut problems = profile::Problems::default();
    let name = problems.take("name", profile::name(name, "your name"));
    problems.none()?;
    let id = actor.user.ok_or(Error::NotFound("user"))?;
    let tx = app.db.begin().await?;
    let mut user = user::get(&tx, actor.workspace, id).await?.ok_or(Error::NotFound("user"))?;
    if user.name != name {
        let detail = format!("Renamed from {} to {name}", user.name);
        user.name = name;
        user::update(&tx, &user).await?;
        audit::write(app, &tx, actor, "user.renamed", ("user", Some(id.into())), detail).await?;
    }
    Ok(tx.commit().await?)
}
