//! Saved views of the list.

use axum::{
    Form,
    extract::{Path, State},
};
use engine::hiring::saved_views;
use model::SavedViewId;
use serde::Deserialize;

use super::query::back;
use crate::{
    Web,
    failure::{Page, sentence},
    flash::{done, redirect_with},
    session::SignedIn,
};

/// A view's name, and the filters it stands for.
#[derive(Deserialize)]
pub(super) struct Typed {
    name: String,
    query: String,
}

pub(super) async fn save(State(web): State<Web>, visitor: SignedIn, Form(typed): Form<Typed>) -> Page {
    match saved_views::save(&web, &visitor.actor, &typed.name, &typed.query).await {
        Ok(view) => Ok(done(&back(&view.query), &format!("Saved the view “{}”.", view.name))),
        Err(error) if !error.problems().is_empty() => {
            Ok(redirect_with(&back(&typed.query), "error", &sentence(&error)))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn delete(State(web): State<Web>, visitor: SignedIn, Path(id): Path<SavedViewId>) -> Page {
    saved_views::delete(&web, &visitor.actor, id).await?;
    Ok(done("/candidates", "The view is gone; the candidates are all still here."))
}
