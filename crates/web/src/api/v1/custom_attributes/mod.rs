//! Custom attributes over the API: the fields that the workspace added, and their values.

pub mod create;
pub mod delete;
pub mod list;
pub mod set;
pub mod unset;
pub mod values;

use model::{
    access::Right,
    field::CustomField,
    permission::{Resource, Verb},
    remote::FieldSubject,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::api;
use crate::access::{Access, Route, delete as taking, get, post, put};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const READ: Access = api(Right::CandidatesRead, Verb::Read, Resource::CustomAttributes);
    const MAKE: Access = api(Right::WorkspaceManage, Verb::Write, Resource::CustomAttributes);
    const DELETE: Access = api(Right::WorkspaceManage, Verb::Delete, Resource::CustomAttributes);
    const SET: Access = api(Right::CandidatesWrite, Verb::Write, Resource::CustomAttributes);
    const UNSET: Access = api(Right::CandidatesWrite, Verb::Delete, Resource::CustomAttributes);
    vec![
        get("/api/v1/custom-attributes", READ, list::list),
        post("/api/v1/custom-attributes", MAKE, create::create),
        taking("/api/v1/custom-attributes/{id}", DELETE, delete::delete),
        get("/api/v1/applications/{id}/custom-attributes", READ, values::of_application),
        put("/api/v1/applications/{id}/custom-attributes/{attribute}", SET, set::of_application),
        taking("/api/v1/applications/{id}/custom-attributes/{attribute}", UNSET, unset::of_application),
        get("/api/v1/candidates/{id}/custom-attributes", READ, values::of_candidate),
        put("/api/v1/candidates/{id}/custom-attributes/{attribute}", SET, set::of_candidate),
        taking("/api/v1/candidates/{id}/custom-attributes/{attribute}", UNSET, unset::of_candidate),
    ]
}

/// A custom attribute.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttributeBody {
    /// Its identifier.
    pub id: Uuid,
    /// The name people read.
    pub name: String,
    /// Of what it says something: `candidate` or `application`.
    pub of: &'static str,
    /// `short_text`, `long_text`, `integer`, `decimal`, `date`, `boolean`, `single_select` or `multi_select`.
    pub kind: &'static str,
    /// What can be chosen, where the kind has options.
    pub options: Vec<String>,
}

impl From<(FieldSubject, CustomField)> for AttributeBody {
    fn from((of, field): (FieldSubject, CustomField)) -> Self {
        let (kind, options) = (field.kind.as_str(), field.options);
        Self { id: field.id.into(), name: field.name, of: of.as_str(), kind, options }
    }
}

/// What candidates and applications can have attributes of.
const SUBJECTS: [FieldSubject; 2] = [FieldSubject::Candidate, FieldSubject::Application];
