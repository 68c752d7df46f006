//! A vendor's facts in `manifest.toml`: what the form, the host guard, the masking and the permission list are drawn from.

use std::collections::BTreeMap;

use serde::Deserialize;

pub use self::write_back::{TagGroup, WriteBack};
use crate::ats::Source;

mod write_back;

/// A vendor's facts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The short name used in addresses and on the command line.
    pub vendor: String,
    /// The name people read.
    pub name: String,
    /// What kind of system it is.
    pub kind: SystemKind,
    /// One sentence for the tile.
    pub summary: String,
    /// Version of the API spoken.
    pub api_version: String,
    /// The day the facts were read, so that their age is known.
    pub read_on: String,
    /// Where the vendor documents its API.
    pub docs: String,
    /// The first base address, with `{key}` for credential fields.
    pub base: String,
    /// Every host a connection may call, with `{key}` for credential fields. One that begins with `*.` stands for
    /// every host that ends so, for the vendors whose signed links lead to storage of several names.
    pub hosts: Vec<String>,
    /// The media type of JSON documents, both ways.
    #[serde(default = "json")]
    pub media_type: String,
    /// Headers that carry secrets, in lower case.
    pub secret_headers: Vec<String>,
    /// JSON keys and query names whose values may stand in the call log; all others are masked.
    pub log_clear: Vec<String>,
    /// Said on the form before a key is saved, where there is something to be warned of.
    #[serde(default)]
    pub warning: String,
    /// The APIs of which a connection speaks one, where there are several. Which one stands among the connection's
    /// settings under [`Api::SETTING`].
    #[serde(default)]
    pub api: Vec<Api>,
    /// The fields of the form.
    pub credential: Vec<CredentialField>,
    /// What the person does in the vendor's system first, in order.
    pub setup: Vec<SetupStep>,
    /// What the person does for the vendor to announce its changes here, in order; `{hook}` is the address to give.
    #[serde(default)]
    pub webhook: Vec<SetupStep>,
    /// What a key can be allowed.
    pub permission: Vec<Permission>,
    /// Whether every key may do everything, so that there is nothing to allow when one is made.
    #[serde(default)]
    pub keys_do_everything: bool,
    /// The source that referrals are to have there, of a vendor that lists its sources.
    #[serde(default)]
    pub referral_source: Option<ReferralSource>,
    /// How results of screening are written there, of a vendor into whose system they are.
    #[serde(default)]
    pub write_back: Option<WriteBack>,
    /// What the vendor asks of callers.
    pub limits: Limits,
    /// Each operation of the sandbox and on what its behaviour rests.
    #[serde(default)]
    pub operation: Vec<Operation>,
}

fn json() -> String {
    "application/json".into()
}

/// What kind of system a vendor sells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SystemKind {
    /// Applicant tracking system.
    Ats,
    /// Recruiting CRM.
    Crm,
    /// HR information system.
    Hris,
    /// Messenger.
    Messenger,
}

impl SystemKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Ats, Self::Crm, Self::Hris, Self::Messenger];

    /// The word in a manifest and in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ats => "ats",
            Self::Crm => "crm",
            Self::Hris => "hris",
            Self::Messenger => "messenger",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The name people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ats => "Applicant tracking",
            Self::Crm => "Recruiting CRM",
            Self::Hris => "HR system",
            Self::Messenger => "Messenger",
        }
    }
}

/// One of several APIs of a vendor.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Api {
    /// Its key.
    pub key: String,
    /// The name people read.
    pub label: String,
    /// For whom it is.
    pub help: String,
}

impl Api {
    /// The setting of a connection that names its API.
    pub const SETTING: &str = "api";
}

/// One field of the credential form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CredentialField {
    /// Its key.
    pub key: String,
    /// The name people read.
    pub label: String,
    /// How it is typed and kept.
    pub kind: CredentialKind,
    /// Whether a connection works without it, or before it is known.
    #[serde(default)]
    pub optional: bool,
    /// The API that needs it; empty where all do.
    #[serde(default)]
    pub api: String,
    /// Whether it is a part of the key that is shown: it is asked for again where the key is replaced.
    #[serde(default)]
    pub with_key: bool,
    /// A hint.
    #[serde(default)]
    pub help: String,
    /// For a subdomain: what follows it, for example `example.com`.
    #[serde(default)]
    pub host_suffix: String,
    /// For a choice: what can be chosen.
    #[serde(default)]
    pub choice: Vec<Choice>,
}

/// One thing that can be chosen in the credential form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is kept.
    pub value: String,
    /// What people read.
    pub label: String,
}

/// How a credential is typed and kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialKind {
    /// One DNS label; a pasted address is reduced to it.
    Subdomain,
    /// Shown in clear.
    Text,
    /// The name of a time zone, such as `Australia/Sydney`; shown in clear.
    TimeZone,
    /// One of those that the manifest lists; shown in clear.
    Choice,
    /// Whether the account there is for real, as a choice whose values are the kinds of a workspace; shown in clear,
    /// and never changed. An account of one kind is not joined to a workspace of the other.
    Environment,
    /// Never shown again.
    Secret,
}

/// One thing to do before connecting.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetupStep {
    /// What to do.
    pub text: String,
    /// Where, with `{subdomain}` filled in once it is known.
    #[serde(default)]
    pub link: String,
    /// The API that needs it; empty where all do.
    #[serde(default)]
    pub api: String,
}

/// One thing a key can be allowed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permission {
    /// Its key, which the connector's check reports on.
    pub key: String,
    /// The name people read.
    pub label: String,
    /// The heading under which the vendor's own page lists it; empty where it has none.
    #[serde(default)]
    pub group: String,
    /// What it is called where keys are given by scopes; empty where there are none.
    #[serde(default)]
    pub scope: String,
    /// The API that knows it; empty where all do.
    #[serde(default)]
    pub api: String,
    /// What it is for.
    pub purpose: String,
    /// What stops working without it.
    pub without: String,
    /// Whether hand-offs are impossible without it.
    #[serde(default)]
    pub required: bool,
}

/// The source that referrals are to have in the vendor's system: which one is suggested, and how it is made there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralSource {
    /// Its name.
    pub name: String,
    /// The heading under which it is looked for.
    pub heading: String,
    /// What a person does there to make it.
    pub how: String,
    /// Where.
    pub link: String,
}

/// What the vendor asks of callers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Calls at the same time.
    pub in_flight: usize,
    /// How long a call may take, in seconds.
    pub timeout_seconds: u64,
    /// Where the numbers come from.
    pub source: String,
}

/// One operation of the sandbox.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// Method and path.
    pub call: String,
    /// On what its behaviour rests.
    pub basis: Basis,
    /// What is not known about it.
    #[serde(default)]
    pub note: String,
}

/// On what a sandbox operation's behaviour rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The vendor's documentation says so.
    Documented,
    /// Seen in the vendor's real answers.
    Recorded,
    /// Concluded from other facts.
    Inferred,
    /// Made up by us, because nothing is known.
    Ours,
}

impl ReferralSource {
    /// Whether this is the source that is suggested. People write names in capitals or not.
    pub fn is(&self, source: &Source) -> bool {
        let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
        same(&self.name, &source.name) && same(&self.heading, &source.heading)
    }
}

impl Manifest {
    /// Reads a manifest that ships with the program.
    ///
    /// # Panics
    /// When the text is not a manifest: a fault of the build, found by the vendor's first test.
    pub fn parse(text: &str) -> Self {
        toml::from_str(text)
            .unwrap_or_else(|error| panic!("a vendor's manifest.toml does not parse: {error}"))
    }

    /// The fields of the form that belong to one of the APIs; of a vendor with a single one, all.
    pub fn credentials<'a>(&'a self, api: &'a str) -> impl Iterator<Item = &'a CredentialField> {
        self.credential.iter().filter(move |field| field.api.is_empty() || field.api == api)
    }

    /// What a key of one of the APIs can be allowed; of a vendor with a single one, all.
    pub fn permissions<'a>(&'a self, api: &'a str) -> impl Iterator<Item = &'a Permission> {
        self.permission.iter().filter(move |permission| permission.api.is_empty() || permission.api == api)
    }

    /// A text of the manifest with its `{key}` places filled from settings.
    pub fn fill(text: &str, settings: &BTreeMap<String, String>) -> String {
        settings.iter().fold(text.to_owned(), |text, (key, value)| text.replace(&format!("{{{key}}}"), value))
    }
}
