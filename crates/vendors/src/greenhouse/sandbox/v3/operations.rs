//! Every write, its scope, and who does it.

use serde_json::{Map, Value};

use super::{
    errors::Refusal,
    lists::LISTS,
    write::{
        Done, Write, applications, attachments, candidates, convert, custom_field_options, custom_fields,
        hire, moves, notes, reject, rejection_details, tags, users,
    },
};

/// Does a write, given the id of the path (zero where it has none) and the body.
type Does = fn(&mut Write, u64, &Map<String, Value>) -> Result<Done, Refusal>;

/// A write.
pub struct Operation {
    /// Method and path below `/v3/`.
    pub call: &'static str,
    /// What a token needs, without the `harvest:` before it.
    pub scope: &'static str,
    /// Does it.
    pub does: Does,
}

impl Operation {
    /// The write of that method and path.
    pub fn find(call: &str) -> Option<&'static Self> {
        OPERATIONS.iter().find(|operation| operation.call == call)
    }
}

/// Every write that is built.
pub static OPERATIONS: [Operation; 22] = [
    Operation { call: "POST candidates", scope: "candidates:create", does: candidates::create },
    Operation { call: "PATCH candidates/{id}", scope: "candidates:update", does: candidates::change },
    Operation { call: "POST applications", scope: "applications:create", does: applications::create },
    Operation { call: "PATCH applications/{id}", scope: "applications:update", does: applications::change },
    Operation { call: "POST applications/{id}/move", scope: "applications:move", does: moves::go },
    Operation { call: "POST applications/{id}/reject", scope: "applications:reject", does: reject::reject },
    Operation {
        call: "POST applications/{id}/unreject",
        scope: "applications:unreject",
        does: reject::unreject,
    },
    Operation { call: "POST applications/{id}/hire", scope: "applications:hire", does: hire::hire },
    Operation {
        call: "POST applications/{id}/convert_to_candidate",
        scope: "applications:convert_to_candidate",
        does: convert::convert,
    },
    Operation { call: "POST notes", scope: "notes:create", does: notes::create },
    Operation { call: "POST attachments", scope: "attachments:create", does: attachments::create },
    Operation { call: "POST candidate_tags", scope: "candidate_tags:create", does: tags::create },
    Operation {
        call: "POST applied_candidate_tags",
        scope: "applied_candidate_tags:create",
        does: tags::apply,
    },
    Operation {
        call: "DELETE applied_candidate_tags/{id}",
        scope: "applied_candidate_tags:destroy",
        does: tags::unapply,
    },
    Operation { call: "POST users", scope: "users:create", does: users::create },
    Operation { call: "POST users/{id}/deactivate", scope: "users:deactivate", does: users::deactivate },
    Operation { call: "POST users/{id}/activate", scope: "users:activate", does: users::activate },
    Operation { call: "POST custom_fields", scope: "custom_fields:create", does: custom_fields::create },
    Operation {
        call: "PATCH custom_fields/{id}",
        scope: "custom_fields:update",
        does: custom_fields::change,
    },
    Operation {
        call: "POST custom_field_options",
        scope: "custom_field_options:create",
        does: custom_field_options::create,
    },
    Operation {
        call: "PATCH custom_field_options/{id}",
        scope: "custom_field_options:update",
        does: custom_field_options::change,
    },
    Operation {
        call: "PATCH rejection_details/{id}",
        scope: "rejection_details:update",
        does: rejection_details::change,
    },
];

/// Calls that the vendor is known to answer and that are not built here.
pub const UNBUILT: [&str; 12] = [
    "GET webhooks",
    "POST webhooks",
    "PATCH webhooks/{id}",
    "DELETE webhooks/{id}",
    "GET interviews",
    "GET bulk_requests",
    "POST users/bulk",
    "POST users/{id}/revoke_permissions",
    "POST custom_field_options/bulk",
    "PATCH custom_field_options/bulk",
    "POST candidates/{id}/merge",
    "POST candidates/{id}/anonymize",
];

/// Every scope that something here asks for.
pub fn scopes() -> Vec<String> {
    let lists = LISTS.iter().map(super::lists::List::scope);
    let writes = OPERATIONS.iter().map(|operation| format!("harvest:{}", operation.scope));
    lists.chain(["harvest:bulk_requests:list".to_owned()]).chain(writes).collect()
}
