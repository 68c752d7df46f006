//! Accepting an invitation: the invited person chooses a name and a password and is signed in.

use secrecy::SecretString;
use store::people::{invitation, invitation::Invitation, user};

use super::{
    password, profile,
    session::{self, NewSession, Visitor},
    sign_in::kind_of,
    token,
};
use crate::{
    App, audit,
    error::{Error, Result},
};

const GONE: Error = Error::NotFound("open invitation; it was used, taken back or has run out");

/// The invitation behind a link, while it can be accepted.
///
/// # Errors
/// [`Error::Store`] where the database stands against it.
pub async fn invitation(app: &App, token: &str) -> Result<Option<Invitation>> {
    Ok(invitation::by_token(&app.db, &token::hash(token), app.now()).await?)
}

/// Makes the invited person a user and signs them in. The fields of the errors are `name` and `password`.
///
/// # Errors
/// [`Error::NotFound`] where the invitation can't be accepted any more; [`Error::Invalid`] where something typed
/// can't be accepted: the invitation is then still open.
pub async fn accept_invitation(
    app: &App,
    token: &str,
    name: &str,
    password: &SecretString,
    visitor: &Visitor,
) -> Result<NewSession> {
    let invited = self::invitation(app, token).await?.ok_or(GONE)?;
    let mut problems = profile::Problems::default();
    let name = problems.take("name", profile::name(name, "your name"));
    problems.take("password", profile::new_password(password, &name, &invited.email));
    problems.none()?;
    let hash = password::hash(app, password).await?;
    let kind = kind_of(app, invited.workspace).await?;

    let tx = app.db.begin().await?;
    if !invitation::accept(&tx, invited.id, app.now()).await? {
        return Err(GONE);
    }
    let user = session::new_user(app, invited.workspace, name, invited.email, invited.role);
    user::insert(&tx, &user, &hash).await?;
    let actor = session::actor(&user, kind, &visitor.address);
    let detail = format!("Came as {} by invitation", user.role.label().to_lowercase());
    audit::write(app, &tx, &actor, "user.came", ("user", Some(user.id.into())), detail).await?;
    let session = session::open(app, &tx, actor, visitor).await?;
    tx.commit().await?;
    Ok(session)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use model::access::Role;
    use secrecy::ExposeSecret;

    use super::*;
    use crate::people::{
        invite::{invite, list_open},
        revoke_invitation::revoke_invitation,
        testing::{EMAIL, benches, visitor},
    };

    const GOOD: &str = "a colleague's password";

    #[tokio::test]
    async fn an_invitation_is_used_once_and_gives_its_role() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let (_, link) = invite(app, &boss.actor, "Ben@example.com ", Role::HiringManager).await.unwrap();
            let (link, good, at) = (link.expose_secret(), GOOD.into(), visitor(2));
            let short = accept_invitation(app, link, "Ben", &"short".into(), &at).await.unwrap_err();
            assert_eq!(short.problems()[0].field, "password");
            let (a, b) = tokio::join!(
                accept_invitation(app, link, "Ben Okafor", &good, &at),
                accept_invitation(app, link, "Ben Okafor", &good, &at)
            );
            assert_eq!(u8::from(a.is_ok()) + u8::from(b.is_ok()), 1, "{}", bench.kind());
            let who = bench.signed_in(&a.or(b).unwrap()).await;
            assert_eq!((who.actor.role, who.email.as_str()), (Role::HiringManager, "ben@example.com"));
            assert!(accept_invitation(app, link, "Ben", &good, &at).await.is_err());
            assert!(list_open(app, &boss.actor).await.unwrap().is_empty());
        }
    }

    #[tokio::test]
    async fn a_revoked_a_replaced_and_an_old_invitation_open_nothing() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let (first, revoked) = invite(app, &boss.actor, "a@example.com", Role::Employee).await.unwrap();
            revoke_invitation(app, &boss.actor, first.id).await.unwrap();
            assert!(revoke_invitation(app, &boss.actor, first.id).await.is_err());
            let (_, replaced) = invite(app, &boss.actor, "b@example.com", Role::Employee).await.unwrap();
            let (_, open) = invite(app, &boss.actor, "b@example.com", Role::Employee).await.unwrap();
            for dead in [&revoked, &replaced] {
                assert_eq!(invitation(app, dead.expose_secret()).await.unwrap(), None, "{}", bench.kind());
            }
            assert!(invitation(app, open.expose_secret()).await.unwrap().is_some());
            bench.clock.advance(Duration::from_secs(7 * 24 * 3600));
            assert_eq!(invitation(app, open.expose_secret()).await.unwrap(), None);
        }
    }

    #[tokio::test]
    async fn only_an_administrator_invites_and_nobody_twice() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let other = bench.colleague(&boss, "r@example.com", Role::Recruiter).await;
            let denied = invite(app, &other.actor, "x@example.com", Role::Administrator).await.unwrap_err();
            assert!(matches!(denied, Error::Denied(_)));
            let here = invite(app, &boss.actor, EMAIL, Role::Recruiter).await.unwrap_err();
            assert_eq!(here.problems()[0].field, "email");
        }
    }
}
