//! Inviting somebody into the workspace.

use std::time::Duration;

use model::access::{Right, Role};
use secrecy::SecretString;
use store::{
    Tx,
    people::{invitation, user},
    workspace,
};

pub use store::people::invitation::Invitation;

use super::{profile, token};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    mail::{self, Letter},
};

/// How long an invitation can be accepted.
const OPEN: Duration = Duration::from_secs(7 * 24 * 3600);

/// Makes an invitation and gives the token of its link, which is never shown again. An earlier one to the same
/// address is taken back.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] where the address can't be one or its owner is here already.
pub async fn invite(app: &App, actor: &Actor, email: &str, role: Role) -> Result<(Invitation, SecretString)> {
    actor.require(Right::WorkspaceManage)?;
    let invited_by = actor.user.ok_or(Error::Conflict("Only a user can invite somebody.".into()))?;
    let mut problems = profile::Problems::default();
    let email = problems.take("email", profile::email(email));
    problems.none()?;
    if user::by_email(&app.db, &email).await?.is_some() {
        return Err(Error::field("email", "Someone with this e-mail address can sign in already."));
    }
    let (now, token) = (app.now(), app.dice.token());
    let invitation = Invitation {
        id: app.id(),
        workspace: actor.workspace,
        email,
        role,
        invited_by,
        created_at: now,
        expires_at: now + OPEN,
    };
    let tx = app.db.begin().await?;
    invitation::revoke_to(&tx, actor.workspace, &invitation.email, now).await?;
    invitation::insert(&tx, &invitation, &token::hash(&token)).await?;
    let (subject, detail) = (
        ("invitation", Some(invitation.id.into())),
        format!("Invited {} as {}", invitation.email, role.label().to_lowercase()),
    );
    audit::write(app, &tx, actor, "invitation.made", subject, detail).await?;
    mail::send(app, &tx, actor.workspace, letter(app, &tx, actor, &invitation, &token).await?).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok((invitation, token.into()))
}

async fn letter(app: &App, tx: &Tx, by: &Actor, invitation: &Invitation, token: &str) -> Result<Letter> {
    let company = workspace::get(tx, by.workspace).await?.map(|space| space.name).unwrap_or_default();
    let text = format!(
        "Hello,\n\n{} invites you to {company}'s Gangway as {}. Follow this link to choose a password; it works \
         once, for seven days:\n\n{}\n\nIf you did not expect this letter, you need not do anything.\n",
        by.name,
        invitation.role.label().to_lowercase(),
        app.public.link(&format!("/invite/{token}")),
    );
    Ok(Letter {
        to_name: String::new(),
        to_address: invitation.email.clone(),
        subject: format!("{} invites you to {company}", by.name),
        text,
        kind: "invitation".into(),
        about: None,
    })
}

/// The invitations that can still be accepted, newest first.
///
/// # Errors
/// [`Error::Denied`].
pub async fn list_open(app: &App, actor: &Actor) -> Result<Vec<Invitation>> {
    actor.require(Right::WorkspaceManage)?;
    Ok(invitation::list_open(&app.db, actor.workspace, app.now()).await?)
}
