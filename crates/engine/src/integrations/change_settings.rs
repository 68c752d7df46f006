//! Changing what a connection was given beside its key: a time zone, an event, the company's part of the address.

use std::collections::BTreeMap;

use connect::{
    Credentials, Manifest,
    hosts::Reach,
    manifest::{Api, CredentialField, CredentialKind},
};
use model::{ConnectionId, hire::FieldProblem};
use store::{
    Tx,
    integrations::{
        connection::{self, Connection},
        handoff, link,
    },
    sync::mirror,
};

use super::{changeable, credentials};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// The fields that can be changed without the key: those that are neither secret nor a part of it.
pub fn fields<'a>(
    manifest: &'a Manifest,
    connection: &'a Connection,
) -> impl Iterator<Item = &'a CredentialField> {
    let api = connection.settings.get(Api::SETTING).map(String::as_str).unwrap_or_default();
    manifest.credentials(api).filter(|field| is_setting(field))
}

fn is_setting(field: &CredentialField) -> bool {
    !matches!(field.kind, CredentialKind::Secret | CredentialKind::Environment) && !field.with_key
}

/// Keeps other settings. An optional one that is left empty is taken away. Test the connection next.
///
/// # Errors
/// [`Error::Invalid`] at each field that can't be accepted, and at the company's part of the address once records
/// are linked through the connection: their links would lead to another company's. [`Error::Conflict`] where a workspace
/// of this kind can't reach such an account.
pub async fn change_settings(app: &App, actor: &Actor, id: ConnectionId, typed: &Credentials) -> Result<()> {
    let tx = app.db.begin().await?;
    let kept = changeable(&tx, actor, id).await?;
    let manifest = app.connector(&kept.vendor).ok_or(Error::NotFound("app"))?.manifest();
    let api = kept.settings.get(Api::SETTING).cloned().unwrap_or_default();
    let checked = credentials::read(manifest, &typed.with(Api::SETTING, &api), is_setting)?;
    let mut settings: BTreeMap<String, String> = kept.settings.clone();
    settings.retain(|key, _| fields(manifest, &kept).all(|field| field.key != *key));
    settings.extend(checked.settings);
    let is_new = |field: &&CredentialField| kept.settings.get(&field.key) != settings.get(&field.key);
    let changed: Vec<&CredentialField> = fields(manifest, &kept).filter(is_new).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let company = changed.iter().filter(|field| field.kind == CredentialKind::Subdomain);
    let company: Vec<FieldProblem> = company.map(|field| moved(field, &kept)).collect();
    if !company.is_empty() && is_in_use(&tx, &kept).await? {
        return Err(Error::Invalid(company));
    }
    Reach::of(manifest, actor.kind, &settings, &app.sandboxes)
        .map_err(|error| Error::Conflict(format!("{} can't be connected so. {error}.", manifest.name)))?;
    connection::set_credentials(&tx, &kept, &settings, &kept.secrets).await?;
    let labels: Vec<&str> = changed.iter().map(|field| field.label.as_str()).collect();
    let detail = format!("of “{}”: {}", kept.name, labels.join(", "));
    audit::write(app, &tx, actor, "connection.settings_changed", ("connection", Some(id.into())), detail)
        .await?;
    Ok(tx.commit().await?)
}

fn moved(field: &CredentialField, kept: &Connection) -> FieldProblem {
    let was = kept.settings.get(&field.key).map(String::as_str).unwrap_or_default();
    let message = format!(
        "Records are linked to those of {was}, and their links would lead to another company's. Add a new connection \
         for the other company."
    );
    FieldProblem { field: field.key.clone(), message }
}

/// Whether anything here is, or is about to be, a record of that company.
async fn is_in_use(tx: &Tx, kept: &Connection) -> Result<bool> {
    Ok(!mirror::counts(tx, kept.id).await?.is_empty()
        || link::any(tx, kept.workspace, kept.id).await?
        || handoff::last_of(tx, kept.workspace, kept.id).await?.is_some())
}
