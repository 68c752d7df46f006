//! A candidate's tags.

use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use engine::hiring::bulk;
use model::{CandidateId, TagId};
use serde::Deserialize;

use crate::{Web, failure::Page, flash::redirect_with, session::SignedIn};

/// The tag that was chosen.
#[derive(Deserialize)]
pub(super) struct Typed {
    tag: String,
}

pub(super) async fn give(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<CandidateId>,
    Form(typed): Form<Typed>,
) -> Page {
    let path = format!("/candidates/{id}");
    let Ok(tag) = typed.tag.parse() else { return Ok(redirect_with(&path, "info", "Choose a tag first.")) };
    bulk::give_tag(&web, &visitor.actor, &[id], tag).await?;
    Ok(Redirect::to(&path).into_response())
}

pub(super) async fn take(
    State(web): State<Web>,
    visitor: SignedIn,
    Path((id, tag)): Path<(CandidateId, TagId)>,
) -> Page {
    bulk::take_tag(&web, &visitor.actor, &[id], tag).await?;
    Ok(Redirect::to(&format!("/candidates/{id}")).into_response())
}
