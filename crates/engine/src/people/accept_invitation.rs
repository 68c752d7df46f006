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
