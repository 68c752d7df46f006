//! Whether people of a recruiting CRM come here, and how far that is.

use axum::{
    Form,
    extract::{Path, State},
};
use engine::sourcing::intake::{self, Walk};
use model::ConnectionId;
use serde::Deserialize;

use crate::{Web, failure::Page, flash, pages::integrations::view::Moment, session::SignedIn};

/// A walk as the page shows it.
pub struct WalkView {
    pub is_on: bool,
    pub is_under_way: bool,
    pub ended: Option<Moment>,
    pub seen: i64,
    pub made: i64,
    pub changed: i64,
    pub forgotten: i64,
    pub unreadable: i64,
    pub problem: Option<String>,
}

impl From<Walk> for WalkView {
    fn from(walk: Walk) -> Self {
        Self {
            is_on: walk.is_on,
            is_under_way: walk.is_on && walk.began_at.is_some(),
            ended: walk.ended_at.map(Into::into),
            seen: walk.seen,
            made: walk.made,
            changed: walk.changed,
            forgotten: walk.forgotten,
            unreadable: walk.unreadable,
            problem: walk.problem,
        }
    }
}

/// What is wanted: `on`, `off` or `again`.
#[derive(Deserialize)]
pub struct Wish {
    #[serde(default)]
    to: String,
}

/// Switches it on or off, or has everybody read again.
pub async fn switch(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<ConnectionId>,
    Form(wish): Form<Wish>,
) -> Page {
    let said = match wish.to.as_str() {
        "again" => {
            intake::again(&web, &visitor.actor, id).await?;
            "Everybody there is read again."
        }
        "on" => {
            intake::switch(&web, &visitor.actor, id, true).await?;
            "People there come into the talent pool from now on."
        }
        _ => {
            intake::switch(&web, &visitor.actor, id, false).await?;
            "Nobody comes any more. Who came stays."
        }
    };
    Ok(flash::done(&format!("/settings/integrations/{id}/push#intake"), said))
}
