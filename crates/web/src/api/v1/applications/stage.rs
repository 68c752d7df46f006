//! `PUT /api/v1/applications/{id}/stage`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::move_application::move_application;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{ApplicationBody, show::application};
use crate::{
    Web,
    api::{
        answer::{one, unless_changed},
        call::{Named, Sent},
        problem::Problem,
    },
    session::SignedIn,
};

/// Where an application is to stand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct To {
    /// A stage of the workflow of its job.
    pub stage: Uuid,
}

/// Moves an application to another stage. Where it stands there already, nothing happens.
#[utoipa::path(
    put,
    path = "/api/v1/applications/{id}/stage",
    tag = "applications",
    params(("id" = Uuid, Path, description = "The application")),
    request_body = To,
    responses((status = 200, description = "The application where it stands now", body = ApplicationBody))
)]
pub async fn put(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Sent(to): Sent<To>,
) -> Result<Response, Problem> {
    unless_changed(&headers, &application(&web, &visitor, id).await?)?;
    move_application(&web, &visitor.actor, id.into(), to.stage.into()).await?;
    one(&HeaderMap::new(), None, &application(&web, &visitor, id).await?)
}
