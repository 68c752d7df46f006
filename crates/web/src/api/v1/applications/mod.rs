//! Applications over the API: where they stand, tags, files. What is screened of them is beside, in `screening`.

pub mod create;
pub mod file;
pub mod files;
pub mod list;
pub mod show;
pub mod stage;
pub mod tags;

use engine::hiring::records::Full;
use model::{
    access::Right,
    permission::{Resource, Verb},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{api, jobs::StageBody, tags::TagBody};
use crate::access::{Access, Route, get, post, put};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const READ: Access = api(Right::CandidatesRead, Verb::Read, Resource::Application);
    const MAKE: Access = api(Right::CandidatesWrite, Verb::Write, Resource::Application);
    const MOVE: Access = api(Right::CandidatesMove, Verb::Write, Resource::Application);
    vec![
        get("/api/v1/applications", READ, list::list),
        post("/api/v1/applications", MAKE, create::create),
        get("/api/v1/applications/{id}", READ, show::show),
        put("/api/v1/applications/{id}/stage", MOVE, stage::put),
        put("/api/v1/applications/{id}/tags", MAKE, tags::put),
        get("/api/v1/applications/{id}/files", READ, files::list),
        get("/api/v1/applications/{id}/files/{file}", READ, file::show),
    ]
}

/// An application.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationBody {
    /// Its identifier.
    pub id: Uuid,
    /// For which job.
    pub job: Uuid,
    /// Whose it is.
    pub candidate: Uuid,
    /// The person's name.
    pub name: String,
    /// The person's e-mail address; empty where it is not known.
    pub email: String,
    /// The person's phone number; empty where it is not known.
    pub phone: String,
    /// Where the person came from.
    pub source: String,
    /// Where it stands.
    pub stage: StageBody,
    /// The tags of the person, by name.
    pub tags: Vec<TagBody>,
    /// The questions asked and what was answered, in order.
    pub answers: Vec<AnswerBody>,
    /// When it was made (RFC 3339).
    pub created_at: String,
    /// When it came to its stage (RFC 3339).
    pub moved_at: String,
}

/// A question and what was answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerBody {
    /// What was asked.
    pub question: String,
    /// What was answered; several choices stand one a line.
    pub answer: String,
}

impl From<Full> for ApplicationBody {
    fn from(full: Full) -> Self {
        let profile = full.candidate.profile;
        let answers = full.answers.into_iter();
        Self {
            id: full.application.id.into(),
            job: full.application.job.into(),
            candidate: full.application.candidate.into(),
            name: profile.full_name(),
            email: profile.email,
            phone: profile.phone,
            source: profile.source,
            stage: full.stage.into(),
            tags: full.tags.into_iter().map(Into::into).collect(),
            answers: answers.map(|a| AnswerBody { question: a.question, answer: a.answer }).collect(),
            created_at: full.made.to_string(),
            moved_at: full.moved.to_string(),
        }
    }
}
