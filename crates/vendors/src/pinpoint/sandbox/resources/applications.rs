//! Applications, by far the largest table.

use serde_json::Value;

use super::{
    candidates::CANDIDATES,
    comments::COMMENTS,
    custom_attributes::CUSTOM_ATTRIBUTES,
    job_postings::JOB_POSTINGS,
    jobs::{JOBS, VISIBILITIES},
    offers::OFFERS,
    questions::ANSWERS,
    stages::{BASIC_TYPES, STAGES},
};
use crate::pinpoint::sandbox::{
    documents::{Record, Scene, text},
    moment,
    schema::{By, CREATED, Derived, Filter, Link, Resource, SORTS, Takes, UPDATED},
};

/// Somebody's application for a job.
pub static APPLICATIONS: Resource = Resource {
    kind: "applications",
    class: "Application",
    categories: &["application"],
    stored: &[
        "uuid",
        "first_name",
        "last_name",
        "preferred_name",
        "preferred_pronouns",
        "email",
        "phone",
        "phone_iso2",
        "date_of_birth",
        "linkedin_url",
        "summary",
        "address1",
        "address2",
        "town",
        "state_province",
        "postcode",
        "country",
        "country_code",
        "country_code_alpha3",
        "country_name",
        "locale",
        "national_identifier",
        "channel",
        "channel_source",
        "internal_candidate",
        "concealed",
        "is_demo",
        "hired_at",
        "rejected_at",
        "start_on",
        "ai_score",
        "external_system_reference",
        "created_at",
        "updated_at",
    ],
    derived: &[
        ("candidate_id", Derived::Id("candidate")),
        ("job_id", Derived::Id("job")),
        ("job_posting_id", Derived::Id("job_posting")),
        ("stage_id", Derived::Id("stage")),
        ("full_name", Derived::Worked(full_name)),
    ],
    extra: &[
        ("attachments", Derived::Worked(super::attachments)),
        ("average_rating", Derived::Stored),
        ("tags", Derived::Worked(tags)),
        ("days_in_current_stage", Derived::Worked(days_in_current_stage)),
    ],
    relationships: &[
        ("job", Link::One(&JOBS)),
        ("job_posting", Link::One(&JOB_POSTINGS)),
        ("stage", Link::One(&STAGES)),
        ("furthest_stage", Link::One(&STAGES)),
        ("candidate", Link::One(&CANDIDATES)),
        ("hris_reference", Link::Unbuilt),
        ("onboarding_application", Link::Unbuilt),
        ("document_requests", Link::Unbuilt),
        ("offers", Link::Many(&OFFERS, "application")),
        ("answers", Link::Many(&ANSWERS, "application")),
        ("custom_attributes", Link::Many(&CUSTOM_ATTRIBUTES, "custom_attributable")),
        ("structured_section_responses", Link::Unbuilt),
        ("scorecard_ratings", Link::Unbuilt),
        ("scorecard_notes", Link::Unbuilt),
        ("scorecard_answers", Link::Unbuilt),
        ("user_scorecards", Link::Unbuilt),
        ("comments", Link::Many(&COMMENTS, "commentable")),
    ],
    filters: &[
        Filter::text("uuid"),
        Filter::id("candidate_id", "candidate"),
        Filter::through("candidate_email", "candidate", "email"),
        Filter::through("candidate_phone", "candidate", "phone"),
        Filter::id("job_id", "job"),
        Filter::id("job_posting_id", "job_posting"),
        Filter::id("stage_id", "stage"),
        Filter {
            name: "stage_basic_type",
            takes: Takes::Word(BASIC_TYPES),
            by: By::Through("stage", "basic_type"),
        },
        Filter::flag("internal_candidate"),
        Filter::flag("concealed"),
        Filter {
            name: "job_visibility",
            takes: Takes::Word(VISIBILITIES),
            by: By::Through("job", "visibility"),
        },
        Filter::text("locale"),
        Filter::text("external_system_reference"),
        CREATED,
        UPDATED,
    ],
    sorts: SORTS,
    unless_asked: Some(("job_visibility", "confidential")),
};

/// First and last name.
pub fn full_name(_: &Scene, record: Record) -> Value {
    let name = format!("{} {}", text(record.stored("first_name")), text(record.stored("last_name")));
    name.trim().into()
}

/// `[{name, context}]`; none is an empty list.
pub fn tags(_: &Scene, record: Record) -> Value {
    let tags = record.stored("tags");
    if tags.is_array() { tags.clone() } else { Value::Array(vec![]) }
}

/// Whole days since the stage was last changed.
fn days_in_current_stage(scene: &Scene, record: Record) -> Value {
    let since = moment::stored(record.stored("stage_changed_at"));
    let since = since.or_else(|| moment::stored(record.stored("created_at")));
    since.map(|since| scene.now.duration_since(since).as_hours().max(0) / 24).into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn days_are_counted_from_the_last_move() {
        let document = json!({"attributes": {
            "created_at": "2026-01-01T00:00:00+00:00", "stage_changed_at": "2026-11-20T13:00:00+00:00",
        }});
        let record = Record { resource: &APPLICATIONS, id: "1", document: &document };
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let scene = Scene { documents: &Value::Null, now, base: "" };
        assert_eq!(days_in_current_stage(&scene, record), 3);
    }
}
