//! Changing one's own password.

use secrecy::SecretString;
use store::people::{session, user};

use super::{password, profile, throttle, who::SignedIn};
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
    let detail = format!("Changed the password; {ended} other sessions ended");
    audit::write(app, &tx, &who.actor, "user.password_changed", ("user", Some(id.into())), detail).await?;
    tx.commit().await?;
    Ok(ended)
}
