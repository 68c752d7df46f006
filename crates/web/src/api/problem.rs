//! Errors of the API in the form of RFC 9457, `application/problem+json`.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use engine::Error;
use model::permission::Permission;
use serde::Serialize;
use utoipa::ToSchema;

use crate::failure::{sentence, status};

/// Why a call was not done.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// What kind of problem it is, in a word that stays the same.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The kind in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What happened, for a person.
    pub detail: String,
    /// Each field that can't be accepted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// One field that can't be accepted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// Why.
    pub message: String,
}

impl Problem {
    /// Nobody is known by that key or session.
    pub fn unauthorized() -> Self {
        let detail = "Send a key made under Account as “Authorization: Bearer gw_…”. One that was revoked, ran out or \
             is used from another address than it may be is not accepted."
            .into();
        Self { kind: "unauthorized", title: "Not signed in", status: 401, detail, errors: vec![] }
    }

    /// The key's owner may not do this, or the key has not this permission.
    pub fn forbidden(needed: Option<Permission>) -> Self {
        let detail = match needed {
            Some(permission) => {
                format!(
                    "The key needs the permission {}, and its owner a role that may do this.",
                    permission.word()
                )
            }
            None => {
                "The key's owner has not the right to do this, or the key is limited to permissions.".into()
            }
        };
        Self { kind: "forbidden", title: "Not allowed", status: 403, detail, errors: vec![] }
    }

    /// Anything else that stands against a call.
    pub fn of(status: StatusCode, kind: &'static str, title: &'static str, detail: &str) -> Self {
        Self { kind, title, status: status.as_u16(), detail: detail.into(), errors: vec![] }
    }

    /// The call itself was not what the server takes.
    pub fn refused(status: StatusCode) -> Self {
        let detail = crate::rejection::sentence(status).into();
        Self { kind: "refused", title: "Not accepted", status: status.as_u16(), detail, errors: vec![] }
    }
}

impl<E: Into<Error>> From<E> for Problem {
    fn from(error: E) -> Self {
        let error = error.into();
        let (kind, title) = match &error {
            Error::Denied(_) => ("forbidden", "Not allowed"),
            Error::NotFound(_) => ("not_found", "Not found"),
            Error::Invalid(_) => ("invalid", "Some fields can't be accepted"),
            Error::Conflict(_) => ("conflict", "Not possible as things stand"),
            Error::Vendor(_) => ("vendor", "The other system did not go along"),
            Error::Store(_) => ("store", "The database did not go along"),
        };
        let errors = error
            .problems()
            .iter()
            .map(|problem| FieldError { field: problem.field.clone(), message: problem.message.clone() })
            .collect();
        Self { kind, title, status: status(&error).as_u16(), detail: sentence(&error), errors }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }
}
