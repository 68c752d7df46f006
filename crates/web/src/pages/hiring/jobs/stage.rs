//! `POST /applications/{id}/stage`: moving somebody, by the board's script or by a plain form.

use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use engine::{Error, hiring::move_application::move_application};
use model::{ApplicationId, StageId};
use serde::Deserialize;

use crate::{
    Web,
    failure::{Failure, Page, sentence, status},
    flash::{done, redirect_with},
    pages::people::sign_in::local,
    session::SignedIn,
};

/// Where to, and where the form stands.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    stage: String,
    return_to: String,
}

/// Moves the application. A script is told in plain words why not; a form comes back to its page.
pub(super) async fn set(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<ApplicationId>,
    headers: HeaderMap,
    Form(wanted): Form<Wanted>,
) -> Page {
    let moved = match wanted.stage.parse::<StageId>() {
        Ok(stage) => move_application(&web, &visitor.actor, id, stage).await,
        Err(_) => Err(Error::field("stage", "Choose the stage to move to.")),
    };
    if headers.contains_key("hx-request") {
        return Ok(match moved {
            Ok(_) => StatusCode::NO_CONTENT.into_response(),
            Err(error) => (status(&error), sentence(&error)).into_response(),
        });
    }
    back(&wanted.return_to, moved.map(|stage| format!("Moved to {}.", stage.name)))
}

fn back(return_to: &str, moved: engine::Result<String>) -> Result<Response, Failure> {
    let path = local(return_to);
    match moved {
        Ok(said) => Ok(done(&path, &said)),
        Err(error @ (Error::Conflict(_) | Error::Invalid(_))) => {
            Ok(redirect_with(&path, "error", &sentence(&error)))
        }
        Err(error) => Err(error.into()),
    }
}
