//! Signing in with an e-mail address and a password.

use std::time::Duration;

use model::contact::normal_email;
use secrecy::{ExposeSecret, SecretString};
use store::people::user;

use super::{
    password,
    session::{self, NewSession, Visitor},
    throttle,
};
use crate::{
    App, audit,
    error::{Error, Result},
};

/// Why somebody was not signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The e-mail address, the password or both are wrong, or the user is disabled; which of them is not told.
    #[error("This e-mail address and password don't go together.")]
    Wrong,
    /// It was tried too often.
    #[error("Too many attempts. Try again in {}; nothing is locked, and your password still works.", wait(.0))]
    TooOften(Duration),
    /// Something else stood against it.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<store::Error> for SignInError {
    fn from(error: store::Error) -> Self {
        Self::Other(error.into())
    }
}

fn wait(time: &Duration) -> String {
    match time.as_secs().max(1) {
        1 => "a second".into(),
        seconds @ 2..=90 => format!("{seconds} seconds"),
        seconds => format!("{} minutes", seconds.div_ceil(60)),
    }
}

/// Signs a user in with a session of a new token.
///
/// # Errors
/// [`SignInError`].
pub async fn sign_in(
    app: &App,
    email: &str,
    password: &SecretString,
    visitor: &Visitor,
) -> std::result::Result<NewSession, SignInError> {
    let email = normal_email(email).unwrap_or_default();
    let counts = throttle::Counts::of(&email, &visitor.address);
    if let Some(wait) = throttle::attempt(app, &counts).await? {
        return Err(SignInError::TooOften(wait));
    }
    let user = user::by_email(&app.db, &email).await?;
    let hash = match &user {
        Some(user) => user::password_hash(&app.db, user.id).await?,
        None => None,
    };
    let good = !password.expose_secret().is_empty() && password::verify(app, password, hash).await?;
    let Some(user) = user else { return Err(SignInError::Wrong) };
    let kind = kind_of(app, user.workspace).await?;
    let actor = session::actor(&user, kind, &visitor.address);
    let subject = ("user", Some(user.id.into()));

    let tx = app.db.begin().await?;
    if !good || user.disabled {
        let why =
            if user.disabled { "A disabled user tried to sign in" } else { "A wrong password was given" };
        audit::write(app, &tx, &actor, "sign_in.failed", subject, why).await?;
        tx.commit().await?;
        return Err(SignInError::Wrong);
    }
    throttle::forget(app, &tx, &counts).await?;
    audit::write(app, &tx, &actor, "sign_in.done", subject, "Signed in").await?;
    let session = session::open(app, &tx, actor, visitor).await?;
    tx.commit().await?;
    Ok(session)
}

/// Whether a user's workspace is for real.
pub(super) async fn kind_of(
    app: &App,
    workspace: model::WorkspaceId,
) -> Result<model::workspace::WorkspaceKind> {
    let workspace = store::workspace::get(&app.db, workspace).await?;
    Ok(workspace.ok_or(Error::NotFound("workspace"))?.kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_is_told_in_words() {
        let said = |seconds| wait(&Duration::from_secs(seconds));
        assert_eq!(
            [said(0), said(15), said(90), said(91), said(900)],
            ["a second", "15 seconds", "90 seconds", "2 minutes", "15 minutes"]
        );
    }
}
