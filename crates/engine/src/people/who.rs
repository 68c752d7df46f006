//! Who is asking: the user behind a session's token.

use std::time::Duration;

use model::SessionId;
use store::people::{session, user};

use super::{session as opened, sign_in::kind_of, token};
use crate::{Actor, App, error::Result};

/// How old the kept time of last use may be. Writing it at every page would cost more than the page.
const SEEN_EVERY: Duration = Duration::from_secs(5 * 60);

/// Someone who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Who, for every other operation.
    pub actor: Actor,
    /// Their session.
    pub session: SessionId,
    /// Their e-mail address.
    pub email: String,
}

/// The user behind a session's token, while the session counts and the user is not disabled.
///
/// # Errors
/// [`crate::Error::Store`] where the database stands against it.
pub async fn who(app: &App, session_token: &str, origin: &str) -> Result<Option<SignedIn>> {
    let now = app.now();
    let Some(session) = session::by_token(&app.db, &token::hash(session_token), now).await? else {
        return Ok(None);
    };
    let user = user::get(&app.db, session.workspace, session.user).await?;
    let Some(user) = user.filter(|user| !user.disabled) else { return Ok(None) };
    if session.last_seen_at + SEEN_EVERY < now {
        let tx = app.db.begin().await?;
        session::seen(&tx, session.id, now, opened::expiry(session.created_at, now)).await?;
        tx.commit().await?;
    }
    let actor = opened::actor(&user, kind_of(app, user.workspace).await?, origin);
    Ok(Some(SignedIn { actor, session: session.id, email: user.email }))
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;
    use crate::people::{
        sign_in::sign_in,
        testing::{Bench, EMAIL, PASSWORD, benches, visitor},
    };

    const DAY: u64 = 24 * 3600;

    async fn session(bench: &Bench) -> crate::people::NewSession {
        sign_in(&bench.app, EMAIL, &PASSWORD.into(), &visitor(1)).await.unwrap()
    }

    #[tokio::test]
    async fn a_session_slides_for_thirty_days_and_no_longer() {
        for bench in benches().await {
            bench.administrator().await;
            let session = session(&bench).await;
            for _ in 0..2 {
                bench.later(13 * DAY);
                assert!(bench.find(&session).await.is_some(), "{}", bench.kind());
            }
            bench.later(3 * DAY);
            assert!(bench.find(&session).await.is_some());
            bench.later(DAY + 1);
            assert!(bench.find(&session).await.is_none());
        }
    }

    #[tokio::test]
    async fn a_session_that_is_not_used_for_a_fortnight_ends() {
        for bench in benches().await {
            bench.administrator().await;
            let session = session(&bench).await;
            bench.later(14 * DAY + 1);
            assert!(bench.find(&session).await.is_none(), "{}", bench.kind());
        }
    }

    #[tokio::test]
    async fn the_database_does_not_hold_the_token() {
        for bench in benches().await {
            bench.administrator().await;
            let session = session(&bench).await;
            let token = session.token.expose_secret();
            let kept = store::people::session::by_token(&bench.app.db, token, bench.app.now()).await.unwrap();
            assert_eq!(kept, None, "{}: the clear token finds nothing", bench.kind());
            assert_eq!(who(&bench.app, &token::hash(token), "x").await.unwrap(), None);
            assert!(!format!("{session:?}").contains(token));
        }
    }
}
