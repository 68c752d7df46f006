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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::testing::benches;

    #[tokio::test]
    async fn a_new_name_is_kept_and_an_empty_one_is_not() {
        for bench in benches().await {
            let who = bench.administrator().await;
            rename(&bench.app, &who.actor, " Ingrid  Berg ").await.unwrap();
            let refusal = rename(&bench.app, &who.actor, "  ").await.unwrap_err();
            assert_eq!(refusal.problems()[0].field, "name");
            let user = user::get(&bench.app.db, who.actor.workspace, who.actor.user.unwrap()).await.unwrap();
            assert_eq!(user.unwrap().name, "Ingrid Berg");
            assert_eq!(bench.actions(&who).await, ["user.renamed", "workspace.made"]);
        }
    }
}
