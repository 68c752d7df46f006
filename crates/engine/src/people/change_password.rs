//! Changing one's own password.

use secrecy::SecretString;
use store::people::{session, user};

use super::{password, profile, session::count, throttle, who::SignedIn};
use crate::{
    App, audit,
    error::{Error, Result},
};

/// Replaces the password of the user who asks and ends their other sessions, for whoever knew the old one may sit
/// there. The fields of the errors are `current` and `new`.
///
/// # Errors
/// [`Error::Invalid`] where the current password is wrong, or the new one can't be accepted.
pub async fn change_password(
    app: &App,
    who: &SignedIn,
    current: &SecretString,
    new: &SecretString,
) -> Result<u64> {
    let id = who.actor.user.ok_or(Error::NotFound("user"))?;
    let mut problems = profile::Problems::default();
    problems.take("new", profile::new_password(new, &who.actor.name, &who.email));
    problems.none()?;
    // A session left open must not be a way to guess: the attempts count like those at the door.
    let counts = throttle::Counts::of(&who.email, &who.actor.origin);
    if throttle::attempt(app, &counts).await?.is_some() {
        return Err(Error::field("current", "Too many attempts. Wait some minutes and try again."));
    }
    let kept = user::password_hash(&app.db, id).await?;
    if !password::verify(app, current, kept).await? {
        return Err(Error::field("current", "This is not your current password."));
    }
    let hash = password::hash(app, new).await?;

    let tx = app.db.begin().await?;
    throttle::forget(app, &tx, &counts).await?;
    user::set_password_hash(&tx, id, &hash).await?;
    let ended = session::delete_of_user(&tx, id, Some(who.session)).await?;
    let detail = format!("Changed the password; {}", count(ended));
    audit::write(app, &tx, &who.actor, "user.password_changed", ("user", Some(id.into())), detail).await?;
    tx.commit().await?;
    Ok(ended)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{
        sign_in::sign_in,
        testing::{EMAIL, PASSWORD, benches, visitor},
    };

    const NEW: &str = "eleven loud herons";

    #[tokio::test]
    async fn a_new_password_ends_the_other_sessions() {
        for bench in benches().await {
            bench.administrator().await;
            let here = sign_in(&bench.app, EMAIL, &PASSWORD.into(), &visitor(1)).await.unwrap();
            let who = bench.signed_in(&here).await;
            assert_eq!(change_password(&bench.app, &who, &PASSWORD.into(), &NEW.into()).await.unwrap(), 1);
            assert!(bench.find(&here).await.is_some());
            assert!(sign_in(&bench.app, EMAIL, &PASSWORD.into(), &visitor(1)).await.is_err());
            sign_in(&bench.app, EMAIL, &NEW.into(), &visitor(1)).await.unwrap();
        }
    }

    #[tokio::test]
    async fn the_current_one_must_be_right_and_can_not_be_guessed_here() {
        for bench in benches().await {
            let who = bench.administrator().await;
            for _ in 0..5 {
                let wrong =
                    change_password(&bench.app, &who, &"wrong".into(), &NEW.into()).await.unwrap_err();
                assert!(wrong.to_string().contains("not your current"), "{}: {wrong}", bench.kind());
            }
            let waits = change_password(&bench.app, &who, &PASSWORD.into(), &NEW.into()).await.unwrap_err();
            assert!(waits.to_string().contains("Too many"), "{}: {waits}", bench.kind());
            let weak = change_password(&bench.app, &who, &PASSWORD.into(), &EMAIL.into()).await.unwrap_err();
            assert_eq!(weak.problems()[0].field, "new");
        }
    }
}
