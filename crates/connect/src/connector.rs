//! What every vendor's folder offers: a manifest, a test of the key, and the capabilities it has.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use model::{connection::CheckReport, note::Note};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::{
    ats::Ats,
    clock::Clock,
    crm::Crm,
    error::Result,
    hris::Hris,
    http::{Auth, BoundHttp},
    intake::Intake,
    manifest::Manifest,
    messenger::Messenger,
    pace::Limit,
    webhooks::Webhooks,
};

/// A vendor's connector. Which capabilities it has is told by the methods that return one, so that it
/// can't be declared and missing.
#[async_trait]
pub trait Connector: Send + Sync + 'static {
    /// The vendor's facts, from which the form, the host guard and the permission list are drawn.
    fn manifest(&self) -> &'static Manifest;

    /// How calls of these credentials are signed.
    fn auth(&self, credentials: &Credentials) -> Auth;

    /// How many calls these credentials may make in a while, where the vendor says so with its answers.
    fn limit(&self, _credentials: &Credentials) -> Option<Limit> {
        None
    }

    /// Tries the key without writing anything, and says what its owner may do.
    async fn check(&self, ctx: &Ctx) -> Result<CheckReport>;

    /// The HR system side, where the vendor has one.
    fn hris(&self) -> Option<&dyn Hris> {
        None
    }

    /// The applicant tracking system's side, where the vendor has one.
    fn ats(&self) -> Option<&dyn Ats> {
        None
    }

    /// How people come in, where the vendor takes them from programs.
    fn intake(&self) -> Option<&dyn Intake> {
        None
    }

    /// How people are written to, where the vendor is a messenger.
    fn messenger(&self) -> Option<&dyn Messenger> {
        None
    }

    /// The recruiting CRM's side, where the vendor has one.
    fn crm(&self) -> Option<&dyn Crm> {
        None
    }

    /// The messages that the vendor sends by itself, where it does.
    fn webhooks(&self) -> Option<&dyn Webhooks> {
        None
    }
}

/// Everything a connector may use during one piece of work. It builds no client and reads no clock of its own.
pub struct Ctx {
    /// HTTP bound to this connection's host, credentials, pacing and call log.
    pub http: BoundHttp,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// The connection's settings that are not secret, by key: the subdomain, options.
    pub settings: BTreeMap<String, String>,
}

/// What a person typed into the form that the manifest draws, secrets and all.
#[derive(Clone, Default)]
pub struct Credentials(BTreeMap<String, SecretString>);

impl Credentials {
    /// The key of what proves calls of a vendor in whose system this program is installed, rather than given a key. It
    /// comes of the installation, so that no form asks for it.
    pub const INSTALLED: &str = "installed_token";

    /// Credentials out of their parts.
    pub fn new(values: impl IntoIterator<Item = (String, SecretString)>) -> Self {
        Self(values.into_iter().collect())
    }

    /// One value, or the empty text.
    pub fn get(&self, key: &str) -> &str {
        self.0.get(key).map_or("", |value| value.expose_secret())
    }

    /// The same with one value set.
    #[must_use]
    pub fn with(&self, key: &str, value: &str) -> Self {
        let mut values = self.0.clone();
        values.insert(key.into(), value.into());
        Self(values)
    }

    /// Every value, for sealing and for masking.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &SecretString)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }
}

/// What makes a write recognisable: the same key, the same write. Taken from the hand-off, so that a
/// repeat after a crash carries the one it carried before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(pub String);

/// What a write came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The vendor's identifier of the record.
    pub external_id: String,
    /// Whether it was made now.
    pub outcome: Outcome,
    /// What was lost or defaulted on the way.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// What a person changed there and was left as it is: fields by their identifiers, labels by their names.
    #[serde(default)]
    pub left: Vec<String>,
}

/// Whether a write made something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Made now.
    Created,
    /// Was there and was changed.
    Updated,
    /// Was there as it should be.
    AlreadyThere,
}
