//! `DELETE …/custom-attributes/{attribute}`: a value is taken away.

use axum::{extract::State, http::StatusCode};
use engine::hiring::{set_application_field::set_application_field, set_field::set_field};

use crate::{
    Web,
    api::{call::Both, problem::Problem},
    session::SignedIn,
};

/// Takes the value of an application's attribute away. Where there is none, nothing happens.
#[utoipa::path(
    delete,
    path = "/api/v1/applications/{id}/custom-attributes/{attribute}",
    tag = "custom attributes",
    params(
        ("id" = Uuid, Path, description = "The application"),
        ("attribute" = Uuid, Path, description = "An attribute of applications"),
    ),
    responses((status = 204, description = "It has no value now"))
)]
pub async fn of_application(
    State(web): State<Web>,
    visitor: SignedIn,
    Both(id, attribute): Both,
) -> Result<StatusCode, Problem> {
    set_application_field(&web, &visitor.actor, id.into(), attribute.into(), "").await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the value of a candidate's attribute away. Where there is none, nothing happens.
#[utoipa::path(
    delete,
    path = "/api/v1/candidates/{id}/custom-attributes/{attribute}",
    tag = "custom attributes",
    params(
        ("id" = Uuid, Path, description = "The candidate"),
        ("attribute" = Uuid, Path, description = "An attribute of candidates"),
    ),
    responses((status = 204, description = "It has no value now"))
)]
pub async fn of_candidate(
    State(web): State<Web>,
    visitor: SignedIn,
    Both(id, attribute): Both,
) -> Result<StatusCode, Problem> {
    set_field(&web, &visitor.actor, id.into(), attribute.into(), "").await?;
    Ok(StatusCode::NO_CONTENT)
}
