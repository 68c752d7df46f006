//! A new password for someone who forgot theirs, by whoever runs the installation: also for a lone administrator.

use model::contact::normal_email;
use secrecy::SecretString;
use store::people::{session, user};

use super::{password, session::count};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Gives a user a password made by chance and ends all their sessions. It is shown once, to the person at the
/// terminal.
///
/// # Errors
/// [`Error::NotFound`] where nobody has that address; [`Error::Conflict`] where an administrator disabled the user.
pub async fn reset_password(app: &App, email: &str) -> Result<SecretString> {
    let address = normal_email(email).ok_or(Error::NotFound("user"))?;
    let user = user::by_email(&app.db, &address).await?.ok_or(Error::NotFound("user"))?;
    if user.disabled {
        let why = "This user is disabled. An administrator lets them in again under Settings > Users.";
        return Err(Error::Conflict(why.into()));
    }
    let new = SecretString::from(app.dice.token());
    let hash = password::hash(app, &new).await?;
    let workspace =
        store::workspace::get(&app.db, user.workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let mut operator = Actor::worker(user.workspace, workspace.kind);
    (operator.name, operator.origin) = ("Command line".into(), "cli".into());

    let tx = app.db.begin().await?;
    user::set_password_hash(&tx, user.id, &hash).await?;
    let ended = session::delete_of_user(&tx, user.id, None).await?;
    let detail = format!("Reset the password; {}", count(ended));
    audit::write(app, &tx, &operator, "user.password_reset", ("user", Some(user.id.into())), detail).await?;
    tx.commit().await?;
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{
        sign_in::sign_in,
        testing::{EMAIL, PASSWORD, benches, visitor},
    };

    #[tokio::test]
    async fn the_new_password_opens_and_the_old_one_and_its_sessions_do_not() {
        for bench in benches().await {
            bench.administrator().await;
            let before = sign_in(&bench.app, EMAIL, &PASSWORD.into(), &visitor(1)).await.unwrap();
            let new = reset_password(&bench.app, &EMAIL.to_uppercase()).await.unwrap();
            assert!(bench.find(&before).await.is_none(), "{}", bench.kind());
            assert!(sign_in(&bench.app, EMAIL, &PASSWORD.into(), &visitor(1)).await.is_err());
            sign_in(&bench.app, EMAIL, &new, &visitor(1)).await.unwrap();
            assert!(matches!(
                reset_password(&bench.app, "nobody@example.com").await,
                Err(Error::NotFound(_))
            ));
        }
    }
}
