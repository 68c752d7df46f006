//! v1 gives a key a permission for each endpoint and tells nowhere which it has; each that reads is tried. A record with
//! the number 1 need not be there: that it is missed shows that it may be looked for.

use connect::{Ctx, VendorError, error::Result};
use model::connection::{CheckReport, PermissionFinding, Probe};

use super::finding;
use crate::greenhouse::{
    manifest,
    permissions::READS,
    v1::{
        Client,
        client::{Query, pair},
    },
};

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
    Ok(CheckReport { account: String::new(), permissions, ..CheckReport::default() })
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
