//! What a person typed into the form that the manifest draws, checked field by field.

use std::collections::BTreeMap;

use connect::{
    Credentials, Manifest,
    manifest::{Api, CredentialField, CredentialKind},
    subdomain,
};
use jiff::tz::TimeZone;
use model::{ConnectionId, hire::FieldProblem};
use secrecy::SecretString;

use crate::{
    App,
    error::{Error, Result},
};

/// Good credentials: what may be shown, and what never is.
pub(crate) struct Checked {
    /// Settings, by key.
    pub settings: BTreeMap<String, String>,
    /// Secrets, by key.
    pub secrets: BTreeMap<String, SecretString>,
}

/// Checks every field that `wanted` names. An optional one that is left empty is not kept.
///
/// # Errors
/// [`Error::Invalid`] with a problem at each field that can't be accepted.
pub(crate) fn read(
    manifest: &Manifest,
    typed: &Credentials,
    wanted: impl Fn(&CredentialField) -> bool,
) -> Result<Checked> {
    let mut checked = Checked { settings: BTreeMap::new(), secrets: BTreeMap::new() };
    let mut problems = Vec::new();
    let api = typed.get(Api::SETTING);
    if !manifest.api.is_empty() {
        match manifest.api.iter().find(|known| known.key == api) {
            Some(api) => {
                checked.settings.insert(Api::SETTING.into(), api.key.clone());
            }
            None => problems.push(FieldProblem {
                field: Api::SETTING.into(),
                message: "Choose which of its APIs you have credentials for.".into(),
            }),
        }
    }
    for field in manifest.credentials(api).filter(|field| wanted(field)) {
        let typed = typed.get(&field.key).trim();
        if field.optional && typed.is_empty() {
            continue;
        }
        match value(field, typed) {
            Ok(value) if field.kind == CredentialKind::Secret => {
                checked.secrets.insert(field.key.clone(), value.into());
            }
            Ok(value) => {
                checked.settings.insert(field.key.clone(), value);
            }
            Err(message) => problems.push(FieldProblem { field: field.key.clone(), message }),
        }
    }
    if problems.is_empty() { Ok(checked) } else { Err(Error::Invalid(problems)) }
}

fn value(field: &CredentialField, typed: &str) -> std::result::Result<String, String> {
    match field.kind {
        CredentialKind::Subdomain => {
            subdomain::company_part(typed, &field.host_suffix).map_err(|error| error.to_string())
        }
        CredentialKind::Choice | CredentialKind::Environment
            if !field.choice.iter().any(|choice| choice.value == typed) =>
        {
            Err(format!("Choose the {} from the list.", field.label.to_lowercase()))
        }
        _ if typed.is_empty() => Err(format!("Enter the {}.", field.label)),
        CredentialKind::Secret if !typed.chars().all(|c| c.is_ascii_graphic()) => {
            Err(format!("The {} has blanks or letters that no key has. Copy it again.", field.label))
        }
        CredentialKind::TimeZone => time_zone(typed).ok_or_else(|| {
            format!(
                "“{typed}” is no time zone. Write its name as the world's list of time zones has it, such as \
                 Australia/Sydney or Europe/London."
            )
        }),
        CredentialKind::Text
        | CredentialKind::Choice
        | CredentialKind::Environment
        | CredentialKind::Secret => Ok(typed.to_owned()),
    }
}

/// The time zone's name as it is listed, whatever letters were typed large or small.
fn time_zone(typed: &str) -> Option<String> {
    let zone = TimeZone::get(typed).ok().filter(|zone| !zone.is_unknown())?;
    zone.iana_name().map(str::to_owned)
}

/// The secrets, sealed for one connection.
pub(crate) fn seal(
    app: &App,
    connection: ConnectionId,
    secrets: &BTreeMap<String, SecretString>,
) -> BTreeMap<String, String> {
    secrets
        .iter()
        .map(|(key, secret)| (key.clone(), app.vault.seal(secret, &place(connection, key), app.dice.bytes())))
        .collect()
}

/// The place that a sealed secret is bound to.
pub(crate) fn place(connection: ConnectionId, key: &str) -> String {
    format!("connection/{connection}/{key}")
}
