//! Jobs.

use serde_json::Value;

use super::{
    applications::APPLICATIONS,
    custom_attributes::CUSTOM_ATTRIBUTES,
    job_postings::JOB_POSTINGS,
    questions::QUESTIONS,
    stages::STAGES,
    structure::{DEPARTMENTS, DIVISIONS, LOCATIONS, STRUCTURE_CUSTOM_GROUP_ONES, STRUCTURE_LINKS},
    users::USERS,
};
use crate::pinpoint::sandbox::{
    documents::{Record, Scene},
    schema::{By, CREATED, Derived, Filter, Link, Resource, Takes, UPDATED},
};

/// Who may see a job.
pub const VISIBILITIES: &[&str] = &["internal", "external", "confidential", "private_job"];

/// How far a job has come.
pub const STATUSES: &[&str] =
    &["open", "closed", "archived", "pending_approval", "draft", "hold", "cancelled", "filled", "preview"];

/// Where the work is done.
pub const WORKPLACES: &[&str] = &["onsite", "hybrid", "remote"];

/// How people are employed.
pub const EMPLOYMENT_TYPES: &[&str] = &[
    "full_time",
    "part_time",
    "contract_temp",
    "freelance",
    "internship",
    "permanent",
    "fixed_term_contract",
    "zero_hours",
    "permanent_full_time",
    "permanent_part_time",
    "fixed_term_full_time",
    "fixed_term_part_time",
    "flexible",
    "seasonal_full_time",
    "seasonal_part_time",
    "contract",
    "temporary",
    "contract_to_hire",
    "volunteer",
    "apprentice",
    "programme",
    "secondment",
    "term_time",
    "part_time_term_time",
    "bank",
];

/// A job. Lists leave confidential ones out unless they are asked for.
pub static JOBS: Resource = Resource {
    kind: "jobs",
    class: "Job",
    categories: &["job"],
    stored: &[
        "title",
        "description",
        "key_responsibilities",
        "key_responsibilities_header",
        "skills_knowledge_expertise",
        "skills_knowledge_expertise_header",
        "benefits",
        "benefits_header",
        "status",
        "visibility",
        "employment_type",
        "workplace_type",
        "remote",
        "compensation",
        "compensation_minimum",
        "compensation_maximum",
        "compensation_currency",
        "compensation_frequency",
        "compensation_visible",
        "opened_at",
        "closed_at",
        "filled_at",
        "deadline_at",
        "deadline_on",
        "reporting_to",
        "requisition_id",
        "blind_screening",
        "resume_requirement",
        "cover_letter_requirement",
        "require_phone",
        "ask_for_address",
        "ask_for_date_of_birth",
        "ask_for_linkedin_profile",
        "selected_hiring_workflow_id",
        "headcount_maximum",
        "headcount_maximum_enabled",
        "external_system_reference",
        "uuid",
        "created_at",
        "updated_at",
    ],
    derived: &[
        ("employment_type_text", Derived::Worked(employment_type_text)),
        ("workplace_type_text", Derived::Worked(workplace_type_text)),
        ("url", Derived::Worked(url)),
        ("path", Derived::Worked(path)),
        ("application_form_url", Derived::Worked(application_form_url)),
    ],
    extra: &[
        ("hiring_user_id", Derived::Id("hiring_manager_user")),
        ("recruitment_manager_user_id", Derived::Id("recruitment_manager_user")),
        ("users_emails_with_job_level_visibility", Derived::Stored),
    ],
    relationships: &[
        ("department", Link::One(&DEPARTMENTS)),
        ("division", Link::One(&DIVISIONS)),
        ("location", Link::One(&LOCATIONS)),
        ("structure_custom_group_one", Link::One(&STRUCTURE_CUSTOM_GROUP_ONES)),
        ("company", Link::Unbuilt),
        ("structure_link", Link::One(&STRUCTURE_LINKS)),
        ("hiring_manager_user", Link::One(&USERS)),
        ("recruitment_manager_user", Link::One(&USERS)),
        ("creator_user", Link::One(&USERS)),
        ("applications", Link::Many(&APPLICATIONS, "job")),
        ("job_postings", Link::Many(&JOB_POSTINGS, "job")),
        ("questions", Link::Kept(&QUESTIONS)),
        ("custom_attributes", Link::Many(&CUSTOM_ATTRIBUTES, "custom_attributable")),
        ("stages", Link::Many(&STAGES, "stageable")),
    ],
    filters: &[
        Filter::text("uuid"),
        Filter::word("status", STATUSES),
        Filter::word("visibility", VISIBILITIES),
        Filter::word("employment_type", EMPLOYMENT_TYPES),
        Filter::word("workplace_type", WORKPLACES),
        Filter::flag("remote"),
        Filter::id("department_id", "department"),
        Filter::through("department_name", "department", "name"),
        Filter::id("division_id", "division"),
        Filter::through("division_name", "division", "name"),
        Filter::id("location_id", "location"),
        Filter::through("location_name", "location", "name"),
        Filter::id("structure_custom_group_one_id", "structure_custom_group_one"),
        Filter::through("structure_custom_group_one_name", "structure_custom_group_one", "name"),
        Filter::text("requisition_id"),
        Filter::id("hiring_manager_user_id", "hiring_manager_user"),
        Filter::id("recruitment_manager_user_id", "recruitment_manager_user"),
        Filter::text("external_system_reference"),
        Filter { name: "non_rejected_applications", takes: Takes::Number, by: By::Unbuilt },
        Filter { name: "search", takes: Takes::Text, by: By::Search("title") },
        CREATED,
        UPDATED,
    ],
    sorts: &["id", "created_at", "updated_at", "opened_at"],
    unless_asked: Some(("visibility", "confidential")),
};

fn employment_type_text(_: &Scene, record: Record) -> Value {
    words(record.stored("employment_type"))
}

fn workplace_type_text(_: &Scene, record: Record) -> Value {
    words(record.stored("workplace_type"))
}

/// `full_time` as people read it: `Full Time`.
fn words(name: &Value) -> Value {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
            .unwrap_or_default()
    };
    name.as_str().map(|name| name.split('_').map(capital).collect::<Vec<_>>().join(" ")).into()
}

/// The sandbox's own address stands where the vendor's would: a link must not lead to anybody's real site.
fn url(scene: &Scene, record: Record) -> Value {
    format!("{}/en/jobs/{}", scene.base, record.id).into()
}

fn path(_: &Scene, record: Record) -> Value {
    format!("/en/jobs/{}", record.id).into()
}

fn application_form_url(scene: &Scene, record: Record) -> Value {
    format!("{}/en/jobs/{}/applications/new", scene.base, record.id).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_twin_of_a_type_is_what_people_read() {
        assert_eq!(words(&"contract_to_hire".into()), "Contract To Hire");
        assert_eq!(words(&Value::Null), Value::Null);
    }
}
