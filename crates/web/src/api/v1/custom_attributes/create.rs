//! `POST /api/v1/custom-attributes`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::{
    Error,
    hiring::{records::fields, upkeep::fields::create::create_of},
};
use model::{field::FieldKind, remote::FieldSubject};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{AttributeBody, SUBJECTS};
use crate::{
    Web,
    api::{answer::made, call::Sent, once::required, problem::Problem},
    session::SignedIn,
};

/// What a new custom attribute is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAttribute {
    /// The name people read, up to 60 letters.
    pub name: String,
    /// Of what it says something: `candidate` or `application`.
    pub of: String,
    /// `short_text`, `long_text`, `integer`, `decimal`, `date`, `boolean`, `single_select` or `multi_select`.
    pub kind: String,
    /// What can be chosen, where the kind has options.
    #[serde(default)]
    pub options: Vec<String>,
}

impl NewAttribute {
    fn read(&self) -> engine::Result<(FieldSubject, FieldKind)> {
        let of = SUBJECTS.into_iter().find(|of| of.as_str() == self.of);
        let of = of.ok_or_else(|| Error::field("of", "Say “candidate” or “application”."))?;
        let kind = FieldKind::parse(&self.kind);
        Ok((of, kind.ok_or_else(|| Error::field("kind", "There is no such kind of attribute."))?))
    }
}

/// Makes a custom attribute.
#[utoipa::path(
    post,
    path = "/api/v1/custom-attributes",
    tag = "custom attributes",
    request_body = NewAttribute,
    responses((status = 201, description = "The attribute that was made", body = AttributeBody))
)]
pub async fn create(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Sent(new): Sent<NewAttribute>,
) -> Result<Response, Problem> {
    required(&headers)?;
    let (of, kind) = new.read()?;
    if new.options.iter().any(|option| option.contains('\n')) {
        return Err(Error::field("options", "Write each option on one line.").into());
    }
    let id = create_of(&web, &visitor.actor, of, &new.name, kind, &new.options.join("\n")).await?;
    let all = fields(&web, &visitor.actor, of).await?;
    let field = all.into_iter().find(|field| field.id == id).ok_or(Error::NotFound("custom attribute"))?;
    made(format!("/api/v1/custom-attributes/{id}"), &AttributeBody::from((of, field)))
}
