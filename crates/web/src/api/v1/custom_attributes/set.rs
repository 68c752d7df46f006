//! `PUT …/custom-attributes/{attribute}`: a value is set.

use axum::{extract::State, http::StatusCode};
use engine::{
    Error,
    hiring::{set_application_field::set_application_field, set_field::set_field},
};
use model::hire::FieldProblem;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    Web,
    api::{
        call::{Both, Sent},
        problem::Problem,
    },
    session::SignedIn,
};

/// What an attribute is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewValue {
    /// The value as its kind is written: `42`, `12.50`, `2026-03-31`, `true`, one of the options; several one a line.
    pub value: String,
}

impl NewValue {
    fn known(self) -> engine::Result<String> {
        if self.value.trim().is_empty() {
            return Err(Error::field("value", "Give a value, or delete the one there is."));
        }
        Ok(self.value)
    }
}

/// A value that the attribute doesn't take is said at `value`.
pub(super) fn at_value(error: Error) -> Error {
    match error {
        Error::Invalid(problems) => {
            let renamed = |problem: FieldProblem| FieldProblem { field: "value".into(), ..problem };
            Error::Invalid(problems.into_iter().map(renamed).collect())
        }
        other => other,
    }
}

/// Sets an attribute of an application.
#[utoipa::path(
    put,
    path = "/api/v1/applications/{id}/custom-attributes/{attribute}",
    tag = "custom attributes",
    params(
        ("id" = Uuid, Path, description = "The application"),
        ("attribute" = Uuid, Path, description = "An attribute of applications"),
    ),
    request_body = NewValue,
    responses((status = 204, description = "It is kept"))
)]
pub async fn of_application(
    State(web): State<Web>,
    visitor: SignedIn,
    Both(id, attribute): Both,
    Sent(new): Sent<NewValue>,
) -> Result<StatusCode, Problem> {
    let value = new.known()?;
    let kept = set_application_field(&web, &visitor.actor, id.into(), attribute.into(), &value).await;
    kept.map_err(at_value)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets an attribute of a candidate.
#[utoipa::path(
    put,
    path = "/api/v1/candidates/{id}/custom-attributes/{attribute}",
    tag = "custom attributes",
    params(
        ("id" = Uuid, Path, description = "The candidate"),
        ("attribute" = Uuid, Path, description = "An attribute of candidates"),
    ),
    request_body = NewValue,
    responses((status = 204, description = "It is kept"))
)]
pub async fn of_candidate(
    State(web): State<Web>,
    visitor: SignedIn,
    Both(id, attribute): Both,
    Sent(new): Sent<NewValue>,
) -> Result<StatusCode, Problem> {
    let value = new.known()?;
    set_field(&web, &visitor.actor, id.into(), attribute.into(), &value).await.map_err(at_value)?;
    Ok(StatusCode::NO_CONTENT)
}
