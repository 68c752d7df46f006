//! Table of contents: every call of v1, the permission that it takes and who answers. A call without a handler is
//! known and not built; the sandbox says so.

use super::{
    call::Call,
    errors::Answer,
    reads,
    write::{application, attachment, candidate, custom_field, moves, note, tags, users},
};

/// Answers a call.
pub type Handler = fn(&Call<'_>) -> Answer;

/// One line of the table.
pub struct Route {
    /// The method.
    pub method: &'static str,
    /// The path below `/v1/`; a part in braces stands for whatever is there.
    pub path: &'static str,
    /// The permission's key in the manifest.
    pub permission: &'static str,
    /// Who answers.
    pub handler: Option<Handler>,
}

const fn built(
    method: &'static str,
    path: &'static str,
    permission: &'static str,
    handler: Handler,
) -> Route {
    Route { method, path, permission, handler: Some(handler) }
}

const fn known(method: &'static str, path: &'static str) -> Route {
    Route { method, path, permission: "", handler: None }
}

/// The table.
pub const ALL: &[Route] = &[
    built("GET", "applications", "applications.list", reads::applications),
    built("GET", "applications/{id}", "applications.retrieve", reads::application),
    built("GET", "candidates", "candidates.list", reads::candidates),
    built("GET", "candidates/{id}", "candidates.retrieve", reads::candidate),
    built("GET", "tags/candidate", "tags.list", reads::tags),
    built("GET", "departments", "departments.list", reads::departments),
    built("GET", "departments/{id}", "departments.retrieve", reads::department),
    built("GET", "jobs", "jobs.list", reads::jobs),
    built("GET", "jobs/{id}", "jobs.retrieve", reads::job),
    built("GET", "job_posts", "job_posts.list", reads::job_posts),
    built("GET", "jobs/{id}/job_post", "job_posts.retrieve_for_job", reads::post_of_job),
    built("GET", "jobs/{id}/job_posts", "job_posts.list_for_job", reads::posts_of_job),
    built("GET", "job_stages", "job_stages.list", reads::job_stages),
    built("GET", "job_stages/{id}", "job_stages.retrieve", reads::job_stage),
    built("GET", "jobs/{id}/stages", "job_stages.list_for_job", reads::stages_of_job),
    built("GET", "offices", "offices.list", reads::offices),
    built("GET", "offices/{id}", "offices.retrieve", reads::office),
    built("GET", "rejection_reasons", "rejection_reasons.list", reads::rejection_reasons),
    built("GET", "sources", "sources.list", reads::sources),
    built("GET", "users", "users.list", reads::users),
    built("GET", "users/{id}", "users.retrieve", reads::user),
    built("GET", "custom_fields/{field_type}", "custom_fields.get", reads::custom_fields),
    built("GET", "custom_field/{id}", "custom_fields.get", reads::custom_field),
    built("GET", "custom_field/{id}/custom_field_options", "custom_field_options.get", reads::options),
    built("GET", "close_reasons", "close_reasons.get", reads::close_reasons),
    built("GET", "prospect_pools", "prospect_pools.list", reads::prospect_pools),
    built("GET", "prospect_pools/{id}", "prospect_pools.retrieve", reads::prospect_pool),
    built("GET", "candidates/{id}/activity_feed", "notes.list", reads::activity_feed),
    built("PATCH", "applications/{id}", "applications.update", application::update),
    built("POST", "applications/{id}/move", "applications.move", moves::advance),
    built("POST", "applications/{id}/reject", "applications.reject", moves::reject),
    built("POST", "applications/{id}/unreject", "applications.unreject", moves::unreject),
    built("POST", "applications/{id}/hire", "applications.hire", moves::hire),
    built("POST", "candidates/{id}/activity_feed/notes", "candidates.add_note", note::create),
    built("POST", "tags/candidate", "tags.add", tags::create),
    built("PUT", "candidates/{candidate_id}/tags/{tag_id}", "tags.apply", tags::apply),
    built("DELETE", "candidates/{candidate_id}/tags/{tag_id}", "candidates.delete_tag", tags::remove),
    built("POST", "applications/{id}/attachments", "applications.add_attachment", attachment::to_application),
    built("POST", "candidates", "candidates.add", candidate::create),
    built("PATCH", "candidates/{id}", "candidates.edit", candidate::update),
    built("POST", "candidates/{id}/applications", "candidates.add_application", candidate::apply),
    built("POST", "candidates/{id}/attachments", "candidates.add_attachment", attachment::to_candidate),
    built("POST", "prospects", "candidates.add_prospect", candidate::create_prospect),
    built("POST", "users", "users.add", users::create),
    built("POST", "custom_fields", "custom_fields.create", custom_field::create),
    built("PATCH", "custom_fields/{id}", "custom_fields.update", custom_field::update),
    built(
        "POST",
        "custom_field/{id}/custom_field_options",
        "custom_field_options.create",
        custom_field::create_options,
    ),
    built(
        "PATCH",
        "custom_field/{id}/custom_field_options",
        "custom_field_options.update",
        custom_field::update_options,
    ),
    known("DELETE", "applications/{id}"),
    known("POST", "applications/{id}/convert_prospect"),
    known("PATCH", "applications/{id}/reject"),
    known("POST", "applications/{id}/transfer_to_job"),
    known("GET", "applications/{id}/offers"),
    known("GET", "applications/{id}/offers/current_offer"),
    known("PATCH", "applications/{id}/offers/current_offer"),
    known("GET", "applications/{id}/scorecards"),
    known("GET", "applications/{id}/scheduled_interviews"),
    known("GET", "applications/{id}/eeoc"),
    known("GET", "applications/{id}/demographics/answers"),
    known("DELETE", "candidates/{id}"),
    known("PUT", "candidates/{id}/anonymize"),
    known("PUT", "candidates/merge"),
    known("POST", "candidates/{id}/educations"),
    known("DELETE", "candidates/{id}/educations/{education_id}"),
    known("POST", "candidates/{id}/employments"),
    known("DELETE", "candidates/{id}/employments/{employment_id}"),
    known("POST", "candidates/{id}/activity_feed/emails"),
    known("GET", "candidates/{id}/tags"),
    known("DELETE", "tags/candidate/{id}"),
    known("POST", "departments"),
    known("PATCH", "departments/{id}"),
    known("POST", "offices"),
    known("PATCH", "offices/{id}"),
    known("POST", "jobs"),
    known("PATCH", "jobs/{id}"),
    known("GET", "jobs/{id}/hiring_team"),
    known("PUT", "jobs/{id}/hiring_team"),
    known("POST", "jobs/{id}/hiring_team"),
    known("DELETE", "jobs/{id}/hiring_team"),
    known("GET", "jobs/{id}/openings"),
    known("GET", "jobs/{id}/openings/{opening_id}"),
    known("POST", "jobs/{id}/openings"),
    known("PATCH", "jobs/{id}/openings/{opening_id}"),
    known("DELETE", "jobs/{id}/openings"),
    known("GET", "jobs/{id}/approval_flows"),
    known("GET", "job_posts/{id}"),
    known("GET", "job_posts/{id}/custom_locations"),
    known("PATCH", "job_posts/{id}"),
    known("PATCH", "job_posts/{id}/status"),
    known("GET", "approval_flows/{id}"),
    known("GET", "custom_field/{id}/custom_field_options/{option_id}"),
    known("DELETE", "custom_field/{id}/custom_field_options"),
    known("DELETE", "custom_fields/{id}"),
    known("GET", "demographics/question_sets"),
    known("GET", "demographics/questions"),
    known("GET", "demographics/answers"),
    known("GET", "demographics/answer_options"),
    known("GET", "education/degrees"),
    known("GET", "education/disciplines"),
    known("GET", "education/schools"),
    known("GET", "eeoc"),
    known("GET", "email_templates"),
    known("GET", "email_templates/{id}"),
    known("GET", "offers"),
    known("GET", "offers/{id}"),
    known("GET", "scheduled_interviews"),
    known("GET", "scheduled_interviews/{id}"),
    known("GET", "scorecards"),
    known("GET", "scorecards/{id}"),
    known("GET", "tracking_links/{token}"),
    known("GET", "user_roles"),
    known("GET", "users/{id}/permissions/jobs"),
    known("PUT", "users/{id}/permissions/jobs"),
    known("GET", "users/{id}/permissions/future_jobs"),
    known("PATCH", "users"),
    known("PATCH", "users/{id}"),
];

/// The line of a call, and what the path has in place of each part in braces.
pub fn find(method: &str, path: &str) -> Option<(&'static Route, Vec<String>)> {
    let path = path.strip_prefix("/v1/")?;
    let of = |route: &'static Route| Some((route, matched(route.path, path)?));
    ALL.iter().filter(|route| route.method == method).find_map(of)
}

fn matched(pattern: &str, path: &str) -> Option<Vec<String>> {
    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    if pattern.len() != path.len() {
        return None;
    }
    let mut params = vec![];
    for (wanted, told) in pattern.into_iter().zip(path) {
        match wanted.starts_with('{') {
            true => params.push(told.to_owned()),
            false if wanted == told => {}
            false => return None,
        }
    }
    Some(params)
}
