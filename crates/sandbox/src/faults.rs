//! What goes wrong on purpose between a caller and a stand-in.
//!
//! The host applies faults around the vendor's router, so that a vendor's folder knows nothing of them and
//! every vendor fails in the same ways.

mod dice;
mod kind;
mod spec;

use std::time::Duration;

use http::Method;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use self::dice::Dice;
pub use self::{kind::Kind, spec::BadSpec};

/// Rules in the order in which they are asked; the first that strikes is the request's fault.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Vec<Rule>")]
pub struct Faults(Vec<Rule>);

/// When one kind of fault strikes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What goes wrong.
    pub kind: Kind,
    /// How often, from 0 to 1.
    #[serde(default)]
    pub rate: f64,
    /// Also on this matching request, the first being 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nth: Option<u64>,
    /// In milliseconds: how long a delay lasts, or what Retry-After asks for, there rounded up to seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_ms: Option<u64>,
    /// Only for this method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Only for paths that begin so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// A fault that strikes one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub kind: Kind,
    pub wait: Option<Duration>,
}

impl Faults {
    /// Takes the rules, once each of them makes sense.
    ///
    /// # Errors
    /// [`BadSpec`] for the first rule that can never strike or says something its kind has no use for.
    pub fn new(rules: Vec<Rule>) -> Result<Self, BadSpec> {
        rules.iter().try_for_each(Rule::check)?;
        Ok(Self(rules))
    }

    /// The rules.
    pub fn rules(&self) -> &[Rule] {
        &self.0
    }

    pub(crate) fn has(&self, kind: Kind) -> bool {
        self.0.iter().any(|rule| rule.kind == kind)
    }
}

impl Rule {
    fn check(&self) -> Result<(), BadSpec> {
        let why = if !(0.0..=1.0).contains(&self.rate) {
            "its rate must lie between 0 and 1"
        } else if self.nth == Some(0) {
            "requests are counted from 1"
        } else if self.rate == 0.0 && self.nth.is_none() {
            "it needs a rate above 0 or the number of a request, else it never strikes"
        } else if self.wait_ms.is_some() && !self.kind.waits() {
            "only delay, 429 and 503 take a time"
        } else if self.method.as_ref().is_some_and(|name| !is_method(name)) {
            "its method must be one word in capitals, such as POST"
        } else if self.path.as_ref().is_some_and(|path| !path.starts_with('/') || path.contains([']', ' '])) {
            "its path must begin with / and hold neither a space nor ]"
        } else {
            return Ok(());
        };
        Err(BadSpec { part: self.to_string(), why })
    }

    fn matches(&self, method: &Method, path: &str) -> bool {
        self.method.as_ref().is_none_or(|only| only == method.as_str())
            && self.path.as_ref().is_none_or(|begin| path.starts_with(begin))
    }

    fn fault(&self) -> Fault {
        Fault { kind: self.kind, wait: self.wait_ms.map(Duration::from_millis) }
    }
}

fn is_method(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// Faults are written in JSON as a list of rules, or as the command line's spec in a string.
impl TryFrom<Value> for Faults {
    type Error = String;

    fn try_from(written: Value) -> Result<Self, String> {
        let faults = match written {
            Value::String(spec) => spec.parse(),
            rules => Self::new(serde_json::from_value(rules).map_err(|error| error.to_string())?),
        };
        faults.map_err(|error: BadSpec| error.to_string())
    }
}

impl From<Faults> for Vec<Rule> {
    fn from(faults: Faults) -> Self {
        faults.0
    }
}
