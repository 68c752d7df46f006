//! `/sourcing/searches`: one's searches under a name, and whether one is told of whoever is new.

use axum::extract::{Path, State};
use axum_extra::extract::Form;
use engine::{
    Error,
    sourcing::{find::Asked, searches},
};
use model::PoolSearchId;
use serde::Deserialize;

use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    session::SignedIn,
};

/// A search to be kept.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    query: String,
    #[serde(default)]
    alert: bool,
}

pub(super) async fn save(State(web): State<Web>, visitor: SignedIn, Form(typed): Form<Typed>) -> Page {
    let asked = Asked::read(&typed.query);
    let page = format!("/sourcing?{}", asked.query());
    Ok(match searches::save(&web, &visitor.actor, &typed.name, &asked, typed.alert).await {
        Ok(_) if typed.alert => flash::done(&page, "Kept. You get a letter when somebody new fits it."),
        Ok(_) => flash::done(&page, "Kept."),
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
            flash::redirect_with(&page, "error", &error.to_string())
        }
        Err(error) => return Err(Failure(error)),
    })
}

pub(super) async fn delete(State(web): State<Web>, visitor: SignedIn, Path(id): Path<PoolSearchId>) -> Page {
    searches::delete(&web, &visitor.actor, id).await?;
    Ok(flash::done("/sourcing", "Taken away."))
}
