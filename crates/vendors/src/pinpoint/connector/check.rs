//! Trying a key without writing anything.

use connect::{VendorError, error::Result};
use model::connection::{CheckReport, PermissionFinding, Probe};

use crate::pinpoint::{client::Client, manifest, wire::Many};

/// The lists that show whether a permission to read is there: permission, path, what for, and what its rows are.
const READS: &[(&str, &str, &str, &str)] = &[
    ("job.read", "jobs", "see whether jobs may be read", "jobs"),
    ("application.read", "applications", "see whether applications may be read", "applications"),
    ("candidate.read", "candidates", "see whether candidates may be read", "candidates"),
    ("comment.read", "comments", "see whether comments may be read", "comments"),
    ("custom_attributes.read", "custom_attributes", "see whether custom attributes may be read", "values"),
    ("custom_fields.read", "custom_fields", "see whether custom fields may be read", "custom fields"),
    ("department.read", "departments", "see whether departments may be read", "departments"),
    ("division.read", "divisions", "see whether divisions may be read", "divisions"),
    ("location.read", "locations", "see whether locations may be read", "locations"),
    ("hiring_workflow.read", "hiring_workflows", "see whether hiring workflows may be read", "workflows"),
    ("user.read", "users", "see whether users may be read", "users"),
];

/// What the key may do, permission by permission.
///
/// # Errors
/// [`VendorError::Auth`] for a key that is not accepted, [`VendorError::Forbidden`] while the API is switched off.
pub async fn check(client: &Client<'_>) -> Result<CheckReport> {
    let mut permissions = vec![];
    for permission in &manifest().permission {
        let key = permission.key.as_str();
        permissions.push(match READS.iter().find(|read| read.0 == key) {
            Some((_, path, purpose, rows)) => reading(client, key, path, purpose, rows).await?,
            None => {
                let detail = "Pinpoint tells this only when something is written, so it was not tried.";
                finding(key, Probe::Unknown, detail)
            }
        });
    }
    // No call tells the company's name.
    let account = client.0.settings.get("subdomain").cloned().unwrap_or_default();
    Ok(CheckReport { account, permissions, ..CheckReport::default() })
}

async fn reading(
    client: &Client<'_>,
    key: &str,
    path: &str,
    purpose: &'static str,
    rows: &str,
) -> Result<PermissionFinding> {
    let reply = match client.first(purpose, path).await {
        Ok(reply) => reply,
        // What is switched off as a whole is no answer about one permission.
        Err(error @ VendorError::Forbidden(_)) if error.to_string().contains("not enabled") => {
            return Err(error);
        }
        Err(VendorError::Forbidden(why) | VendorError::NotFound(why)) => {
            return Ok(finding(key, Probe::Missing, format!("Pinpoint refused: {why}.")));
        }
        Err(error @ VendorError::Contract { .. }) => {
            return Ok(finding(key, Probe::Unknown, error.to_string()));
        }
        Err(error) => return Err(error),
    };
    let seen = match reply.json::<Many>()?.meta.total() {
        Some(total) => format!("It shows {total} {rows}."),
        None => format!("It shows {rows}."),
    };
    Ok(finding(key, Probe::Granted, seen))
}

fn finding(key: &str, probe: Probe, detail: impl Into<String>) -> PermissionFinding {
    PermissionFinding { key: key.into(), probe, detail: detail.into() }
}
