//! Ending sessions.

use store::people::session;

use super::{session::count, who::SignedIn};
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
    let detail = format!("Signed out everywhere else; {}", count(ended));
    audit::write(app, &tx, &who.actor, "session.ended_elsewhere", ("user", subject(who)), detail).await?;
    tx.commit().await?;
    Ok(ended)
}

fn subject(who: &SignedIn) -> Option<uuid::Uuid> {
    who.actor.user.map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{
        list_sessions::list_sessions,
        sign_in::sign_in,
        testing::{EMAIL, PASSWORD, benches, visitor},
    };

    #[tokio::test]
    async fn everywhere_means_all_but_here() {
        for bench in benches().await {
            bench.administrator().await;
            let (good, at) = (PASSWORD.into(), visitor(1));
            let here = sign_in(&bench.app, EMAIL, &good, &at).await.unwrap();
            let there = sign_in(&bench.app, EMAIL, &good, &at).await.unwrap();
            let who = bench.signed_in(&here).await;
            assert_eq!(list_sessions(&bench.app, &who.actor).await.unwrap().len(), 3);
            assert_eq!(sign_out_everywhere(&bench.app, &who).await.unwrap(), 2, "{}", bench.kind());
            assert_eq!(bench.find(&there).await, None);
            assert_eq!(bench.find(&here).await, Some(who.clone()));
            sign_out(&bench.app, &who).await.unwrap();
            assert_eq!(bench.find(&here).await, None);
        }
    }
}
