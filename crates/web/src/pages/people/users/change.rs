//! What an administrator changes on the page of users.

use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use engine::{
    Error,
    people::{disable_user, invite as inviting, revoke_invitation as revoking, set_role as giving},
};
use model::{InvitationId, UserId, access::Role};
use secrecy::ExposeSecret;
use serde::Deserialize;

use super::{Problems, Typed, draw};
use crate::{
    Web,
    failure::{Failure, Page},
    flash::{done, redirect_with},
    session::SignedIn,
    shell::Shell,
};

const USERS: &str = "/settings/users";

/// Who is invited, and as what.
#[derive(Deserialize)]
pub(in crate::pages::people) struct Invited {
    email: String,
    role: Role,
}

/// Shows the link at once and not after a redirect, so that it is kept nowhere.
pub(in crate::pages::people) async fn invite(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    headers: HeaderMap,
    Form(invited): Form<Invited>,
) -> Page {
    let role = invited.role;
    let (status, typed) = match inviting::invite(&web, &who.actor, &invited.email, role).await {
        Ok((invitation, token)) => {
            let link = format!("{}/invite/{}", web.here(&headers), token.expose_secret());
            let new_link = Some((invitation.email, link));
            (StatusCode::OK, Typed { role, new_link, ..Typed::default() })
        }
        Err(error) => {
            let (problems, email) = (Problems::from_error(error)?, invited.email);
            (StatusCode::UNPROCESSABLE_ENTITY, Typed { email, role, problems, ..Typed::default() })
        }
    };
    draw(&web, shell, &who, status, typed).await
}

/// A role that was chosen.
#[derive(Deserialize)]
pub(in crate::pages::people) struct Chosen {
    role: Role,
}

pub(in crate::pages::people) async fn set_role(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<UserId>,
    Form(chosen): Form<Chosen>,
) -> Page {
    let set = giving::set_role(&web, &who.actor, id, chosen.role).await;
    said(set, &format!("The role is now {}.", chosen.role.label().to_lowercase()))
}

pub(in crate::pages::people) async fn disable(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<UserId>,
) -> Page {
    said(disable_user::disable_user(&web, &who.actor, id).await, "The user is disabled and signed out.")
}

pub(in crate::pages::people) async fn enable(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<UserId>,
) -> Page {
    said(disable_user::enable_user(&web, &who.actor, id).await, "The user can sign in again.")
}

pub(in crate::pages::people) async fn revoke_invitation(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<InvitationId>,
) -> Page {
    said(revoking::revoke_invitation(&web, &who.actor, id).await, "The invitation is taken back.")
}

/// Back to the list, with what was done or why it can't be.
fn said(result: engine::Result<()>, good: &str) -> Result<Response, Failure> {
    match result {
        Ok(()) => Ok(done(USERS, good)),
        Err(Error::Conflict(why)) => Ok(redirect_with(USERS, "error", &why)),
        Err(error) => Err(error.into()),
    }
}
