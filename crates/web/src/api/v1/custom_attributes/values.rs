//! `GET …/custom-attributes`: what an application or a candidate has of each.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::records::{values_of_application, values_of_candidate};
use model::field::CustomField;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Web,
    api::{
        answer::{Page, page},
        call::{Asked, Named, Part},
        problem::Problem,
    },
    session::SignedIn,
};

/// An attribute with a value.
#[derive(Debug, Serialize, ToSchema)]
pub struct ValueBody {
    /// The attribute.
    pub attribute: Uuid,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: &'static str,
    /// The value in the form it is kept in; null where it is not known. Several choices stand one a line.
    pub value: Option<String>,
}

impl From<(CustomField, String)> for ValueBody {
    fn from((field, value): (CustomField, String)) -> Self {
        let value = (!value.is_empty()).then_some(value);
        Self { attribute: field.id.into(), name: field.name, kind: field.kind.as_str(), value }
    }
}

fn all(values: Vec<(CustomField, String)>) -> Page<ValueBody> {
    Page { items: values.into_iter().map(Into::into).collect(), next: None }
}

/// Lists every attribute of applications with this one's value.
#[utoipa::path(
    get,
    path = "/api/v1/applications/{id}/custom-attributes",
    tag = "custom attributes",
    params(("id" = Uuid, Path, description = "The application"), Part),
    responses((status = 200, description = "The values, all on one page", body = Page<ValueBody>))
)]
pub async fn of_application(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Asked(asked): Asked<Part>,
) -> Result<Response, Problem> {
    let values = values_of_application(&web, &visitor.actor, id.into()).await?;
    page(&headers, asked.fields.as_deref(), all(values))
}

/// Lists every attribute of candidates with this one's value.
#[utoipa::path(
    get,
    path = "/api/v1/candidates/{id}/custom-attributes",
    tag = "custom attributes",
    params(("id" = Uuid, Path, description = "The candidate"), Part),
    responses((status = 200, description = "The values, all on one page", body = Page<ValueBody>))
)]
pub async fn of_candidate(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Asked(asked): Asked<Part>,
) -> Result<Response, Problem> {
    let values = values_of_candidate(&web, &visitor.actor, id.into()).await?;
    page(&headers, asked.fields.as_deref(), all(values))
}
