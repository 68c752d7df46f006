//! What the pages of a connection show of it, and what they share.

use engine::integrations::{
    Abilities, Connection, CredentialField, CredentialKind, Credentials, Manifest, abilities,
};
use jiff::Timestamp;
use model::{connection::ConnectionStatus, workspace::WorkspaceKind};

use crate::Web;

/// A moment, for a machine and for a person.
#[derive(Clone, Debug)]
pub struct Moment {
    /// RFC 3339.
    pub iso: String,
    /// As it stands until the script writes it in the reader's zone.
    pub text: String,
}

impl From<Timestamp> for Moment {
    fn from(at: Timestamp) -> Self {
        Self { iso: at.to_string(), text: at.strftime("%-d %b %Y, %H:%M UTC").to_string() }
    }
}

/// Which account it is: the company's part of the address, without what else was set.
pub fn account(manifest: &Manifest, connection: &Connection) -> String {
    let company = manifest.credential.iter().filter(|field| field.kind == CredentialKind::Subdomain);
    let company = company.filter_map(|field| connection.settings.get(&field.key).cloned());
    company.collect::<Vec<_>>().join(", ")
}

/// The head of a connection's pages: its name, its state, its tabs.
pub struct Head {
    pub id: String,
    pub name: String,
    pub vendor_name: String,
    pub account: String,
    pub is_sandbox: bool,
    pub is_enabled: bool,
    pub is_gone: bool,
    pub status: (&'static str, &'static str),
    /// Which tabs there are.
    pub can: Abilities,
    /// Whether results of screening can be written there.
    pub screens: bool,
    pub tab: &'static str,
}

impl Head {
    /// The head with one tab lit.
    pub fn of(web: &Web, connection: &Connection, tab: &'static str) -> Self {
        let manifest = web.connector(&connection.vendor).map(|connector| connector.manifest());
        Self {
            id: connection.id.to_string(),
            name: connection.name.clone(),
            vendor_name: manifest.map_or(&connection.vendor, |manifest| &manifest.name).clone(),
            account: manifest.map(|manifest| account(manifest, connection)).unwrap_or_default(),
            is_sandbox: connection.kind == WorkspaceKind::Sandbox,
            is_enabled: connection.status == ConnectionStatus::Enabled,
            is_gone: connection.status == ConnectionStatus::Disconnected,
            status: status(connection.status),
            can: abilities(web, &connection.vendor),
            screens: manifest.is_some_and(|manifest| manifest.write_back.is_some()),
            tab,
        }
    }
}

/// A status as its badge: the tone and the word.
pub fn status(status: ConnectionStatus) -> (&'static str, &'static str) {
    match status {
        ConnectionStatus::Enabled => ("badge-ok", "Enabled"),
        ConnectionStatus::Disabled => ("", "Disabled"),
        ConnectionStatus::Broken => ("badge-danger", "Key not accepted"),
        ConnectionStatus::Disconnected => ("", "Disconnected"),
    }
}

/// One or two letters for an app without a logo.
pub fn letters(name: &str) -> String {
    let capitals: String = name.chars().filter(|c| c.is_uppercase()).take(2).collect();
    if capitals.is_empty() { name.chars().take(2).collect() } else { capitals }
}

/// One field of a credential form, drawn from the manifest.
pub struct Input {
    pub key: String,
    pub label: String,
    pub help: String,
    pub suffix: String,
    pub value: String,
    pub is_secret: bool,
    pub is_subdomain: bool,
    /// What can be chosen, where the field is a choice: what is kept, what people read, and whether it is chosen.
    pub choices: Vec<(String, String, bool)>,
    pub required: bool,
    pub error: Option<String>,
}

impl Input {
    /// A field as it was typed. A secret never comes back into a page.
    pub fn of(field: &CredentialField, typed: &Credentials, error: Option<String>) -> Self {
        let is_secret = field.kind == CredentialKind::Secret;
        let chosen = typed.get(&field.key);
        let choices =
            field.choice.iter().map(|one| (one.value.clone(), one.label.clone(), one.value == chosen));
        Self {
            choices: choices.collect(),
            key: field.key.clone(),
            label: field.label.clone(),
            help: field.help.clone(),
            suffix: if field.host_suffix.is_empty() {
                String::new()
            } else {
                format!(".{}", field.host_suffix)
            },
            value: if is_secret { String::new() } else { typed.get(&field.key).to_owned() },
            is_subdomain: field.kind == CredentialKind::Subdomain,
            required: !field.optional,
            is_secret,
            error,
        }
    }
}

/// What was typed, out of a form's pairs.
pub fn credentials(pairs: Vec<(String, String)>) -> Credentials {
    Credentials::new(pairs.into_iter().map(|(key, value)| (key, value.into())))
}

/// The sentence at one field, where an error has one.
pub fn problem_at(error: &engine::Error, field: &str) -> Option<String> {
    error.problems().iter().find(|problem| problem.field == field).map(|problem| problem.message.clone())
}
