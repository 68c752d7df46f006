//! Every read: the table behind it, what narrows it and how a row is shown.

use serde_json::{Value, json};

use super::{
    call::Call,
    errors::{Answer, Refusal, Reply},
    filter::{CREATED_AFTER, CREATED_BEFORE, Filter, Test, UPDATED_AFTER, UPDATED_BEFORE},
    list::{List, one},
    render,
    scene::Scene,
};

/// `GET /v1/applications`. It has no filter for what changed but the last activity.
pub fn applications(call: &Call<'_>) -> Answer {
    // The words are v1's; one that is unknown is nobody's.
    let status = |_: &Scene<'_>, row: &Value, told: &str| render::status(row) == told;
    let filters = &[
        CREATED_AFTER,
        CREATED_BEFORE,
        ("last_activity_after", Test::From("last_activity_at")),
        ("job_id", Test::Leads("job_id")),
        ("status", Test::Is(status)),
    ];
    List { filters, ..List::plain("applications", render::application) }.answer(call)
}

/// `GET /v1/applications/{id}`
pub fn application(call: &Call<'_>) -> Answer {
    one(call, "applications", render::application)
}

/// `GET /v1/candidates`
pub fn candidates(call: &Call<'_>) -> Answer {
    let for_job = |scene: &Scene<'_>, row: &Value, told: &str| {
        let applications = scene.of_id("applications", "candidate_id", &row["id"]);
        told.parse::<u64>().is_ok_and(|job| applications.iter().any(|one| one["job_id"] == job))
    };
    let email = |_: &Scene<'_>, row: &Value, told: &str| {
        let mut mails = row["email_addresses"].as_array().into_iter().flatten();
        mails.any(|mail| mail["value"].as_str().is_some_and(|mail| mail.eq_ignore_ascii_case(told)))
    };
    let filters = &[
        CREATED_AFTER,
        CREATED_BEFORE,
        UPDATED_AFTER,
        UPDATED_BEFORE,
        ("candidate_ids", Test::Ids),
        ("job_id", Test::Is(for_job)),
        ("email", Test::Is(email)),
    ];
    List { filters, ..List::plain("candidates", render::candidate) }.answer(call)
}

/// `GET /v1/candidates/{id}`
pub fn candidate(call: &Call<'_>) -> Answer {
    one(call, "candidates", render::candidate)
}

/// `GET /v1/candidates/{id}/activity_feed`. Of the feed there are remarks only; e-mails and activities are empty.
pub fn activity_feed(call: &Call<'_>) -> Answer {
    call.only(&[])?;
    let id = json!(call.id(0)?);
    call.world().read(|documents| {
        let scene = Scene::of(call, documents);
        if scene.to("candidates", &id).is_null() {
            return Err(Refusal::not_found());
        }
        let notes = scene.of_id("notes", "candidate_id", &id);
        let notes: Value = notes.into_iter().map(|note| render::note(&scene, note)).collect();
        Ok(Reply::ok(json!({"notes": notes, "emails": [], "activities": []})))
    })
}

/// `GET /v1/tags/candidate`
pub fn tags(call: &Call<'_>) -> Answer {
    List::plain("candidate_tags", render::named).answer(call)
}

/// `GET /v1/departments`
pub fn departments(call: &Call<'_>) -> Answer {
    tree(call, List::plain("departments", render::department))
}

/// `GET /v1/departments/{id}`
pub fn department(call: &Call<'_>) -> Answer {
    one(call, "departments", render::department)
}

/// `GET /v1/offices`
pub fn offices(call: &Call<'_>) -> Answer {
    tree(call, List::plain("offices", render::office))
}

/// `GET /v1/offices/{id}`
pub fn office(call: &Call<'_>) -> Answer {
    one(call, "offices", render::office)
}

/// A list that the vendor also shows as a tree, which is not built.
fn tree(call: &Call<'_>, list: List) -> Answer {
    if call.parameter("render_as") == Some("tree") {
        return Err(Refusal::unbuilt("render_as=tree"));
    }
    let filters = &[("external_id", Test::Text("external_id"))];
    List { filters, beside: &["render_as"], ..list }.answer(call)
}

/// `GET /v1/jobs`
pub fn jobs(call: &Call<'_>) -> Answer {
    if call.parameter("custom_field_option_id").is_some() {
        return Err(Refusal::unbuilt("custom_field_option_id"));
    }
    let opening = |scene: &Scene<'_>, row: &Value, told: &str| {
        scene.of_id("openings", "job_id", &row["id"]).iter().any(|one| one["opening_id"] == told)
    };
    let office = |_: &Scene<'_>, row: &Value, told: &str| {
        let mut offices = row["office_ids"].as_array().into_iter().flatten();
        told.parse::<u64>().is_ok_and(|told| offices.any(|office| *office == told))
    };
    let office_known_as = |scene: &Scene<'_>, row: &Value, told: &str| {
        let mut offices = row["office_ids"].as_array().into_iter().flatten();
        offices.any(|office| scene.to("offices", office)["external_id"] == told)
    };
    let department_known_as = |scene: &Scene<'_>, row: &Value, told: &str| {
        scene.to("departments", &row["department_id"])["external_id"] == told
    };
    let filters = &[
        CREATED_AFTER,
        CREATED_BEFORE,
        UPDATED_AFTER,
        UPDATED_BEFORE,
        ("requisition_id", Test::Text("requisition_id")),
        ("opening_id", Test::Is(opening)),
        ("status", Test::Text("status")),
        ("department_id", Test::Leads("department_id")),
        ("external_department_id", Test::Is(department_known_as)),
        ("office_id", Test::Is(office)),
        ("external_office_id", Test::Is(office_known_as)),
    ];
    List { filters, ..List::plain("jobs", render::job) }.answer(call)
}

/// `GET /v1/jobs/{id}`
pub fn job(call: &Call<'_>) -> Answer {
    one(call, "jobs", render::job)
}

/// The posts' list: `full_content` would lay the board's own words around a post, and there are none.
fn posts(filters: &[Filter]) -> List<'_> {
    List { filters, beside: &["full_content"], ..List::plain("job_posts", render::job_post) }
}

/// `GET /v1/job_posts`
pub fn job_posts(call: &Call<'_>) -> Answer {
    posts(&[
        CREATED_AFTER,
        CREATED_BEFORE,
        UPDATED_AFTER,
        UPDATED_BEFORE,
        ("live", Test::Flag("live")),
        ("active", Test::Flag("active")),
        ("internal", Test::Flag("internal")),
    ])
    .answer(call)
}

/// `GET /v1/jobs/{id}/job_posts`
pub fn posts_of_job(call: &Call<'_>) -> Answer {
    posts(&[("active", Test::Flag("active"))]).of(call, "jobs", "job_id", |_| true)
}

/// `GET /v1/jobs/{id}/job_post`: the first one that is active, or else the first.
pub fn post_of_job(call: &Call<'_>) -> Answer {
    call.only(&[&["full_content"]])?;
    let id = json!(call.id(0)?);
    call.world().read(|documents| {
        let scene = Scene::of(call, documents);
        let posts = scene.of_id("job_posts", "job_id", &id);
        let post = posts.iter().find(|post| post["active"] == true).or(posts.first());
        post.map(|post| Reply::ok(render::job_post(&scene, post))).ok_or_else(Refusal::not_found)
    })
}

/// `GET /v1/job_stages`
pub fn job_stages(call: &Call<'_>) -> Answer {
    stages().answer(call)
}

/// `GET /v1/job_stages/{id}`
pub fn job_stage(call: &Call<'_>) -> Answer {
    one(call, "job_interview_stages", render::job_stage)
}

/// `GET /v1/jobs/{id}/stages`
pub fn stages_of_job(call: &Call<'_>) -> Answer {
    stages().of(call, "jobs", "job_id", |_| true)
}

fn stages() -> List<'static> {
    let filters = &[CREATED_AFTER, CREATED_BEFORE, UPDATED_AFTER, UPDATED_BEFORE];
    List { filters, ..List::plain("job_interview_stages", render::job_stage) }
}

/// `GET /v1/rejection_reasons`. There are no reasons here but the company's own.
pub fn rejection_reasons(call: &Call<'_>) -> Answer {
    List { beside: &["include_defaults"], ..List::plain("rejection_reasons", render::typed) }.answer(call)
}

/// `GET /v1/sources`
pub fn sources(call: &Call<'_>) -> Answer {
    List::plain("sources", render::typed).answer(call)
}

/// `GET /v1/close_reasons`
pub fn close_reasons(call: &Call<'_>) -> Answer {
    List::plain("close_reasons", render::named).answer(call)
}

/// `GET /v1/users`
pub fn users(call: &Call<'_>) -> Answer {
    let email = |_: &Scene<'_>, row: &Value, told: &str| {
        let mut mails = row["emails"].as_array().into_iter().flatten().chain([&row["primary_email"]]);
        mails.any(|mail| mail.as_str().is_some_and(|mail| mail.eq_ignore_ascii_case(told)))
    };
    let filters = &[
        CREATED_AFTER,
        CREATED_BEFORE,
        UPDATED_AFTER,
        UPDATED_BEFORE,
        ("employee_id", Test::Text("employee_id")),
        ("email", Test::Is(email)),
    ];
    let with = call.parameter("user_attributes") == Some("true");
    let render = if with { render::user_with_attributes } else { render::user };
    List { filters, beside: &["user_attributes"], ..List::plain("users", render) }.answer(call)
}

/// `GET /v1/users/{id}`
pub fn user(call: &Call<'_>) -> Answer {
    one(call, "users", render::user)
}

/// `GET /v1/prospect_pools`
pub fn prospect_pools(call: &Call<'_>) -> Answer {
    List::plain("prospect_pools", render::prospect_pool).answer(call)
}

/// `GET /v1/prospect_pools/{id}`
pub fn prospect_pool(call: &Call<'_>) -> Answer {
    one(call, "prospect_pools", render::prospect_pool)
}

/// What a custom field can belong to.
pub const FIELD_TYPES: [&str; 9] = [
    "job",
    "candidate",
    "application",
    "offer",
    "opening",
    "rejection_question",
    "referral_question",
    "agency_question",
    "user_attribute",
];

/// `GET /v1/custom_fields/{field_type}`: those in use, and by `include_inactive=true` the others.
pub fn custom_fields(call: &Call<'_>) -> Answer {
    let wanted = call.params.first().map(String::as_str).unwrap_or_default();
    if !FIELD_TYPES.contains(&wanted) {
        return Err(Refusal::not_found());
    }
    let all = call.parameter("include_inactive") == Some("true");
    let list = List {
        beside: &["include_inactive"],
        newer: true,
        ..List::plain("custom_fields", render::custom_field)
    };
    list.those(call, |row| row["field_type"] == wanted && (all || row["active"] != false))
}

/// `GET /v1/custom_field/{id}`
pub fn custom_field(call: &Call<'_>) -> Answer {
    one(call, "custom_fields", render::custom_field)
}

/// `GET /v1/custom_field/{id}/custom_field_options`: those in use where the query says nothing else.
pub fn options(call: &Call<'_>) -> Answer {
    let pass: fn(&Value) -> bool = match call.parameter("type") {
        None | Some("active") => |row| row["active"] != false,
        Some("inactive") => |row| row["active"] == false,
        Some("all") => |_| true,
        Some(_) => return Err(Refusal::invalid("type", "Must be one of: all, active, inactive")),
    };
    let list = List { beside: &["type"], newer: true, ..List::plain("custom_field_options", render::option) };
    list.of(call, "custom_fields", "custom_field_id", pass)
}
