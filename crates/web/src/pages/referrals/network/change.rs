//! What one says of one's own contacts: how well they are known, whether they are left out, that one is deleted.

use axum::{
    Form,
    extract::{Path, State},
    response::IntoResponse,
};
use engine::{Error, referrals::network};
use model::{ContactId, network::Known};
use serde::Deserialize;

use super::NETWORK;
use crate::{
    Web,
    failure::Page,
    flash::{done, redirect_with},
    session::SignedIn,
};

#[derive(Deserialize)]
pub(super) struct Said {
    #[serde(default)]
    known: String,
    #[serde(default)]
    left_out: bool,
    /// Where one was: a page of the network.
    #[serde(default)]
    back: String,
}

impl Said {
    fn back(&self) -> &str {
        let within = self.back == NETWORK || self.back.starts_with("/referrals/network?");
        if within { &self.back } else { NETWORK }
    }
}

pub(super) async fn known(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<ContactId>,
    Form(said): Form<Said>,
) -> Page {
    let known =
        Known::parse(&said.known).ok_or_else(|| Error::field("known", "Choose how well you know them."))?;
    network::set_known(&web, &who.actor, id, known).await?;
    Ok(done(said.back(), "Saved. Your matches are found anew."))
}

pub(super) async fn left_out(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<ContactId>,
    Form(said): Form<Said>,
) -> Page {
    network::leave_out(&web, &who.actor, id, said.left_out).await?;
    let sentence = if said.left_out { "Left out of matching." } else { "Taken into matching again." };
    Ok(done(said.back(), sentence))
}

pub(super) async fn delete(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<ContactId>,
    Form(said): Form<Said>,
) -> Page {
    network::forget_one(&web, &who.actor, id).await?;
    Ok(done(said.back(), "Deleted from your network."))
}

#[derive(Deserialize)]
pub(super) struct WorkedAt {
    worked_at: String,
}

pub(super) async fn worked_at(State(web): State<Web>, who: SignedIn, Form(typed): Form<WorkedAt>) -> Page {
    match network::set_about(&web, &who.actor, &typed.worked_at).await {
        Ok(()) => Ok(done(NETWORK, "Saved. Your matches are found anew.")),
        Err(error @ Error::Invalid(_)) => {
            Ok(redirect_with(NETWORK, "error", &error.to_string()).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
