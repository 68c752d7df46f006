//! Changes on their way to another system: trying one again, cancelling it, and deciding between two stages.

use axum::{
    Form,
    extract::{Path, State},
};
use engine::outgoing::{
    cancel::cancel as drop_it, insist::insist as keep_ours, retry::retry as again,
    yield_to_theirs::yield_to_theirs,
};
use model::OutgoingId;
use serde::Deserialize;

use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    pages::people::sign_in::local,
    session::SignedIn,
};

/// The page that the button stands on.
#[derive(Deserialize)]
pub(super) struct From {
    #[serde(default)]
    return_to: String,
}

pub(super) async fn retry(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<OutgoingId>,
    Form(from): Form<From>,
) -> Page {
    said(&from, again(&web, &visitor.actor, id).await, "It is tried again now.")
}

pub(super) async fn cancel(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<OutgoingId>,
    Form(from): Form<From>,
) -> Page {
    said(&from, drop_it(&web, &visitor.actor, id).await, "It is not sent; here it stays as it is.")
}

pub(super) async fn insist(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<OutgoingId>,
    Form(from): Form<From>,
) -> Page {
    said(&from, keep_ours(&web, &visitor.actor, id).await, "The stage chosen here goes there now.")
}

pub(super) async fn yield_to(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<OutgoingId>,
    Form(from): Form<From>,
) -> Page {
    said(&from, yield_to_theirs(&web, &visitor.actor, id).await, "Moved here to where it stands there.")
}

fn said(from: &From, outcome: engine::Result<()>, done: &str) -> Page {
    let page = local(&from.return_to);
    match outcome {
        Ok(()) => Ok(flash::done(&page, done)),
        Err(engine::Error::Conflict(sentence)) => Ok(flash::redirect_with(&page, "error", &sentence)),
        Err(error) => Err(Failure(error)),
    }
}
