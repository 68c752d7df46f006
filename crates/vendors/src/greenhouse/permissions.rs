//! Which permission a call needs, so that a refusal names it. v3 derives a scope from the path; v1 gives a key a
//! permission for each endpoint.

use connect::{Call, Target};
use http::Method;

use super::manifest;

/// What is read for each permission of v1. Where a record is meant its number is 1.
pub const READS: &[(&str, &str)] = &[
    ("applications.retrieve", "applications/1"),
    ("applications.list", "applications"),
    ("candidates.retrieve", "candidates/1"),
    ("candidates.list", "candidates"),
    ("tags.list", "tags/candidate"),
    ("departments.retrieve", "departments/1"),
    ("departments.list", "departments"),
    ("jobs.retrieve", "jobs/1"),
    ("jobs.list", "jobs"),
    ("job_posts.list", "job_posts"),
    ("job_posts.retrieve_for_job", "jobs/1/job_post"),
    ("job_posts.list_for_job", "jobs/1/job_posts"),
    ("job_stages.retrieve", "job_stages/1"),
    ("job_stages.list", "job_stages"),
    ("job_stages.list_for_job", "jobs/1/stages"),
    ("offices.retrieve", "offices/1"),
    ("offices.list", "offices"),
    ("rejection_reasons.list", "rejection_reasons"),
    ("sources.list", "sources"),
    ("users.retrieve", "users/1"),
    ("users.list", "users"),
    ("custom_fields.get", "custom_fields/candidate"),
    ("custom_field_options.get", "custom_field/1/custom_field_options"),
    ("close_reasons.get", "close_reasons"),
    ("prospect_pools.retrieve", "prospect_pools/1"),
    ("prospect_pools.list", "prospect_pools"),
];

/// What is written for each permission of v1.
const WRITES: &[(&str, Method, &str)] = &[
    ("applications.update", Method::PATCH, "applications/1"),
    ("applications.move", Method::POST, "applications/1/move"),
    ("applications.reject", Method::POST, "applications/1/reject"),
    ("applications.unreject", Method::POST, "applications/1/unreject"),
    ("applications.hire", Method::POST, "applications/1/hire"),
    ("applications.add_attachment", Method::POST, "applications/1/attachments"),
    ("candidates.edit", Method::PATCH, "candidates/1"),
    ("candidates.add", Method::POST, "candidates"),
    ("candidates.add_application", Method::POST, "candidates/1/applications"),
    ("candidates.add_note", Method::POST, "candidates/1/activity_feed/notes"),
    ("candidates.add_prospect", Method::POST, "prospects"),
    ("candidates.delete_tag", Method::DELETE, "candidates/1/tags/1"),
    ("tags.add", Method::POST, "tags/candidate"),
    ("tags.apply", Method::PUT, "candidates/1/tags/1"),
    ("users.add", Method::POST, "users"),
    ("custom_fields.create", Method::POST, "custom_fields"),
    ("custom_field_options.create", Method::POST, "custom_field/1/custom_field_options"),
];

/// What a person is told of the permission that a call needs; `None` where it is not known.
pub fn needed(call: &Call) -> Option<String> {
    let Target::Path(path) = &call.target else { return None };
    let (version, path) = path.strip_prefix('/')?.split_once('/')?;
    match version {
        "v1" => {
            let permission =
                manifest().permission.iter().find(|one| Some(one.key.as_str()) == v1(call, path))?;
            Some(format!("the permission “{}” under {}", permission.label, permission.group))
        }
        "v3" => {
            let scope = v3(call, path)?;
            let named = manifest().permission.iter().find(|one| one.scope == scope);
            Some(match named {
                Some(permission) => format!("the scope {scope} (“{}”)", permission.label),
                None => format!("the scope {scope}"),
            })
        }
        _ => None,
    }
}

fn v1(call: &Call, path: &str) -> Option<&'static str> {
    let plain = |part: &'_ str| if part.parse::<u64>().is_ok() { "1".to_owned() } else { part.to_owned() };
    let path = path.split('/').map(plain).collect::<Vec<_>>().join("/");
    if call.method == Method::GET {
        return match path.as_str() {
            "candidates/1/activity_feed" => Some("candidates.retrieve"),
            path if path.starts_with("custom_fields/") => Some("custom_fields.get"),
            path => READS.iter().find(|(_, read)| *read == path).map(|(key, _)| *key),
        };
    }
    WRITES
        .iter()
        .find(|(_, method, written)| *method == call.method && *written == path)
        .map(|(key, ..)| *key)
}

/// `harvest:{list}:{verb}`, where the verb is the path's own or the method's.
fn v3(call: &Call, path: &str) -> Option<String> {
    let mut parts = path.split('/');
    let (list, verb) = (parts.next()?, parts.nth(1));
    let verb = match (&call.method, verb) {
        (_, Some(verb)) => verb,
        (&Method::GET, None) => "list",
        (&Method::POST, None) => "create",
        (&Method::PATCH, None) => "update",
        (&Method::DELETE, None) => "destroy",
        _ => return None,
    };
    Some(format!("harvest:{list}:{verb}"))
}

#[cfg(test)]
mod tests {
    use connect::Body;

    use super::*;

    #[test]
    fn every_permission_named_here_is_one_of_the_manifests() {
        let known = |key: &str| manifest().permission.iter().any(|one| one.key == key);
        for key in READS.iter().map(|read| read.0).chain(WRITES.iter().map(|write| write.0)) {
            assert!(known(key), "{key}");
        }
    }

    #[test]
    fn a_call_names_what_it_needs_in_its_version() {
        let told =
            |method: Method, path: &str| needed(&Call { method, ..Call::post("do it", path, Body::Empty) });
        assert_eq!(
            told(Method::POST, "/v3/candidates").as_deref(),
            Some("the scope harvest:candidates:create (“Add a candidate”)")
        );
        assert!(
            told(Method::POST, "/v3/applications/7/reject").unwrap().contains("harvest:applications:reject")
        );
        assert!(told(Method::GET, "/v3/users").unwrap().contains("harvest:users:list"));
        let note = told(Method::POST, "/v1/candidates/12/activity_feed/notes").unwrap();
        assert!(note.contains("note") && note.contains("Candidates"), "{note}");
        assert_eq!(told(Method::GET, "/v1/unheard/of"), None);
    }
}
