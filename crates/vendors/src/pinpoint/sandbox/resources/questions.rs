//! Screening questions and their answers.

use super::{applications::APPLICATIONS, job_seekers::JOB_SEEKERS};
use crate::pinpoint::sandbox::schema::{CREATED, Derived, Link, Resource, SORTS, UPDATED};

/// A question that a job asks.
pub static QUESTIONS: Resource = Resource {
    kind: "questions",
    class: "Question",
    categories: &["job"],
    stored: &[
        "title",
        "additional_information",
        "question_type",
        "required",
        "num_required_answer_options",
        "max_num_required_answer_options",
        "multiple_choice_options",
        "created_at",
        "updated_at",
    ],
    derived: &[],
    extra: &[],
    relationships: &[],
    filters: &[CREATED, UPDATED],
    sorts: SORTS,
    unless_asked: None,
};

/// An answer to a question.
pub static ANSWERS: Resource = Resource {
    kind: "answers",
    class: "Answer",
    categories: &["application"],
    stored: &[
        "text_answer",
        "boolean_answer",
        "date_answer",
        "url_answer",
        "document_answer",
        "multiple_choice_answer",
        "created_at",
        "updated_at",
    ],
    derived: &[
        ("title", Derived::Through("question", "title")),
        ("additional_information", Derived::Through("question", "additional_information")),
        ("question_type", Derived::Through("question", "question_type")),
    ],
    extra: &[("attachments", Derived::Worked(super::attachments))],
    relationships: &[
        ("question", Link::One(&QUESTIONS)),
        ("application", Link::One(&APPLICATIONS)),
        ("job_seeker", Link::One(&JOB_SEEKERS)),
        ("answer_options", Link::Unbuilt),
    ],
    filters: &[],
    sorts: &[],
    unless_asked: None,
};
