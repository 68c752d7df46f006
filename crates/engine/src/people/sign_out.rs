//! Ending sessions.

use store::people::session;

use super::who::SignedIn;
use crate::{
    App, audit,
    error::{Error, Result},
};

/// Ends the session that asks.
///
/// # Errors
/// [`Error::Store`] where the database stands against it.
pub async fn sign_out(app: &App, who: &SignedIn) -> Result<()> {
    let tx = app.db.begin().await?;
    if session::delete(&tx, who.session).await? {
        audit::write(app, &tx, &who.actor, "session.ended", ("user", subject(who)), "Signed out").await?;
    }
    Ok(tx.commit().await?)
}

/// Ends all other sessions of the user who asks, and says how many. Their own goes on.
///
/// # Errors
/// [`Error::Store`] where the database stands against it.
pub async fn sign_out_everywhere(app: &App, who: &SignedIn) -> Result<u64> {
    let user = who.actor.user.ok_or(Error::NotFound("user"))?;
    let tx = app.db.begin().await?;
    let ended = session::delete_of_user(&tx, user, Some(who.session)).await?;
    let detail = format!("Signed out everywhere else; {ended} sessions ended");
    audit::write(app, &tx, &who.actor, "session.ended_elsewhere", ("user", subject(who)), detail).await?;
    tx.commit().await?;
    Ok(ended)
}

fn subject(who: &SignedIn) -> Option<uuid::Uuid> {
    who.actor.user.map(Into::into)
}
