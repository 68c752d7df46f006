//! v3 tells a credential's scopes, so that reading and writing are seen alike and nothing is tried but one list.

use std::collections::BTreeSet;

use connect::{Ctx, VendorError, error::Result};
use model::connection::{CheckReport, PermissionFinding, Probe};
use serde_json::Value;

use super::finding;
use crate::greenhouse::{
    manifest,
    v3::{Client, client::list_of, wire::Introspected},
};

pub async fn check(ctx: &Ctx) -> Result<CheckReport> {
    let client = Client(ctx);
    // The token comes first: without it nothing else is to be said.
    let told = match client.introspect().await {
        Ok(reply) => reply.map(|reply| reply.json::<Introspected>()).transpose()?,
        Err(VendorError::Forbidden(_) | VendorError::NotFound(_) | VendorError::Contract { .. }) => None,
        Err(error) => return Err(error),
    };
    let Some(told) = told else { return tried(&client).await };
    if !told.active {
        return Err(VendorError::Auth(
            "Greenhouse says that the token is not active; the credential may have been revoked".into(),
        ));
    }
    let scopes = scopes(&told.scope);
    let lists = lists(&client, &scopes).await?;
    let permissions = manifest().permissions("v3").map(|permission| {
        let (key, scope) = (permission.key.as_str(), permission.scope.as_str());
        match (scopes.contains(scope), &lists) {
            (false, _) => finding(key, Probe::Missing, "The credential lacks this scope."),
            (true, Err(why)) if scope.ends_with(":list") => finding(key, Probe::Missing, why.clone()),
            (true, _) => finding(key, Probe::Granted, "The credential has this scope."),
        }
    });
    let account = told.claims["organization_name"].as_str().unwrap_or_default().to_owned();
    Ok(CheckReport { account, permissions: permissions.collect(), ..CheckReport::default() })
}

/// Whether the user behind the credential may read lists at all: only a Site Admin may.
async fn lists(client: &Client<'_>, scopes: &BTreeSet<String>) -> Result<std::result::Result<(), String>> {
    let Some(list) = scopes.iter().find_map(|scope| list_of(scope)) else { return Ok(Ok(())) };
    match client.look("see whether lists may be read", list).await {
        Ok(_) => Ok(Ok(())),
        Err(VendorError::Forbidden(why)) => Ok(Err(format!(
            "The credential has the scope, and its user may not read lists: only a Site Admin may. Greenhouse said: {why}."
        ))),
        Err(error) => Err(error),
    }
}

/// Where the scopes are not told, each list is tried.
async fn tried(client: &Client<'_>) -> Result<CheckReport> {
    let mut permissions: Vec<PermissionFinding> = vec![];
    for permission in manifest().permissions("v3") {
        let key = permission.key.as_str();
        permissions.push(match list_of(&permission.scope) {
            None => finding(
                key,
                Probe::Unknown,
                "Greenhouse did not tell the scopes, and only writing would show this one.",
            ),
            Some(list) => match client.look("see what the credential may read", list).await {
                Ok(_) => finding(key, Probe::Granted, "It was read."),
                Err(VendorError::Forbidden(why)) => {
                    finding(key, Probe::Missing, format!("Greenhouse refused: {why}."))
                }
                Err(error) => return Err(error),
            },
        });
    }
    Ok(CheckReport { account: String::new(), permissions, ..CheckReport::default() })
}

/// The scopes as a set, whether they come as a list or in one text.
fn scopes(told: &Value) -> BTreeSet<String> {
    match told {
        Value::String(text) => {
            text.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        }
        Value::Array(words) => words.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect(),
        _ => BTreeSet::new(),
    }
}
