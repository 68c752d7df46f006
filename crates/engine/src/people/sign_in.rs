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
    Actor, App, audit,
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
    let tx = app.db.begin().await?;
    let Some(user) = user else {
        throttle::failed(app, &tx, &counts).await?;
        tx.commit().await?;
        return Err(SignInError::Wrong);
    };
    let workspace = store::workspace::get(&tx, user.workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let actor = session::actor(&user, workspace.kind, &visitor.address);
    let subject = ("user", Some(user.id.into()));
    if !good || user.disabled {
        throttle::failed(app, &tx, &counts).await?;
        let what = if user.disabled { "Tried to sign in as" } else { "Gave a wrong password for" };
        let detail = format!("{what} {}{}", user.name, if user.disabled { ", who is disabled" } else { "" });
        // Whoever it was, it need not have been the user.
        let somebody = Actor { user: None, name: "Someone not signed in".into(), ..actor };
        audit::write(app, &tx, &somebody, "sign_in.failed", subject, detail).await?;
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
    use crate::people::{
        disable_user::disable_user,
        testing::{EMAIL, PASSWORD, benches, visitor},
    };
    use model::access::Role;

    #[test]
    fn the_wait_is_told_in_words() {
        let said = |seconds| wait(&Duration::from_secs(seconds));
        let all = [said(0), said(15), said(90), said(91), said(900)];
        assert_eq!(all, ["a second", "15 seconds", "90 seconds", "2 minutes", "15 minutes"]);
    }

    #[tokio::test]
    async fn the_right_password_opens_a_session_with_a_new_token_each_time() {
        for bench in benches().await {
            let who = bench.administrator().await;
            let (good, at) = (PASSWORD.into(), visitor(1));
            let one = sign_in(&bench.app, " Ingrid.Solbakken@Example.com", &good, &at).await.unwrap();
            let two = sign_in(&bench.app, EMAIL, &good, &at).await.unwrap();
            assert_ne!(one.token.expose_secret(), two.token.expose_secret());
            assert_eq!(bench.signed_in(&two).await.actor, who.actor);
        }
    }

    #[tokio::test]
    async fn an_unknown_address_a_wrong_password_and_a_disabled_user_get_one_answer() {
        for bench in benches().await {
            let boss = bench.administrator().await;
            let gone = bench.colleague(&boss, "gone@example.com", Role::Recruiter).await;
            disable_user(&bench.app, &boss.actor, gone.actor.user.unwrap()).await.unwrap();
            let tries = [
                ("nobody@example.com", PASSWORD),
                (EMAIL, "not the password"),
                ("gone@example.com", "a colleague's password"),
                (EMAIL, ""),
            ];
            for (email, password) in tries {
                let refusal = sign_in(&bench.app, email, &password.into(), &visitor(1)).await.unwrap_err();
                assert!(matches!(refusal, SignInError::Wrong), "{}: {email}: {refusal}", bench.kind());
            }
            let log = bench.actions(&boss).await;
            assert_eq!(log.iter().filter(|action| *action == "sign_in.failed").count(), 3);
        }
    }

    #[tokio::test]
    async fn five_failures_make_even_the_right_password_wait() {
        for bench in benches().await {
            bench.administrator().await;
            for _ in 0..5 {
                let wrong = sign_in(&bench.app, EMAIL, &"wrong".into(), &visitor(5)).await.unwrap_err();
                assert!(matches!(wrong, SignInError::Wrong));
            }
            // From another address too, for the e-mail address is counted.
            let waits = sign_in(&bench.app, EMAIL, &PASSWORD.into(), &visitor(6)).await.unwrap_err();
            assert!(matches!(waits, SignInError::TooOften(_)), "{}: {waits}", bench.kind());
            // And for another e-mail address from there, for the network address is counted.
            let waits =
                sign_in(&bench.app, "x@example.com", &PASSWORD.into(), &visitor(5)).await.unwrap_err();
            assert!(matches!(waits, SignInError::TooOften(_)), "{}: {waits}", bench.kind());
            bench.later(16);
            sign_in(&bench.app, EMAIL, &PASSWORD.into(), &visitor(5)).await.unwrap();
            let forgotten = sign_in(&bench.app, EMAIL, &"wrong".into(), &visitor(5)).await.unwrap_err();
            assert!(matches!(forgotten, SignInError::Wrong));
        }
    }

    #[tokio::test]
    async fn guesses_made_at_once_are_all_counted() {
        for bench in benches().await {
            bench.administrator().await;
            let (wrong, at) = ("wrong".into(), visitor(7));
            let guesses = (0..12).map(|_| sign_in(&bench.app, EMAIL, &wrong, &at));
            let answers = futures::future::join_all(guesses).await;
            let tried = answers.iter().filter(|answer| matches!(answer, Err(SignInError::Wrong))).count();
            assert_eq!(tried, 5, "{}", bench.kind());
        }
    }
}
