//! v1 gives a key a permission for each endpoint and tells nowhere which it has; each that reads is tried.

use connect::{Ctx, VendorError, error::Result};
use model::connection::{CheckReport, PermissionFinding, Probe};

use super::finding;
use crate::greenhouse::{
    manifest,
    v1::{
        Client,
        client::{Query, pair},
    },
};

/// What is asked for each permission to read. A record with the number 1 need not be there: that it is missed shows
/// that it may be looked for.
const READS: &[(&str, &str)] = &[
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

/// What is said of every permission to write.
const UNTRIED: &str = "Greenhouse tells this only when something is written, so it was not tried.";

pub async fn check(ctx: &Ctx) -> Result<CheckReport> {
    let client = Client(ctx);
    let mut permissions = vec![];
    for permission in manifest().permissions("v1") {
        let key = permission.key.as_str();
        let read = READS.iter().find(|read| read.0 == key);
        permissions.push(match read {
            Some((_, path)) => reading(&client, key, path).await?,
            None => finding(key, Probe::Unknown, UNTRIED),
        });
    }
    let user = ctx.settings.get("acting_user").map_or("", |user| user.trim());
    if user.is_empty() {
        for written in permissions.iter_mut().filter(|one| one.detail == UNTRIED) {
            written.probe = Probe::Missing;
            written.detail =
                "Writes have to name the user on whose behalf they are made, and the connection names none."
                    .into();
        }
    }
    // No call tells the company's name.
    Ok(CheckReport { account: String::new(), permissions })
}

async fn reading(client: &Client<'_>, key: &str, path: &str) -> Result<PermissionFinding> {
    let one: Query = if path.ends_with("/1") { vec![] } else { vec![pair("per_page", 1)] };
    Ok(match client.get("see what the key may read", path, &one).await {
        Ok(_) => finding(key, Probe::Granted, "It was read."),
        Err(VendorError::NotFound(_)) => finding(key, Probe::Granted, "It may be looked for."),
        Err(VendorError::Forbidden(why)) => {
            finding(key, Probe::Missing, format!("Greenhouse refused: {why}."))
        }
        Err(error @ VendorError::Contract { .. }) => finding(key, Probe::Unknown, error.to_string()),
        Err(error) => return Err(error),
    })
}
