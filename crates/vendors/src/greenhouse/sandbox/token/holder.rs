//! What the credential behind a token may do now. It is looked up with each call, so that a token dies with its
//! credential.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::greenhouse::{manifest, sandbox::v3::operations};

/// How a v1 key is called where a credential's id is expected: never by itself.
const BRIDGED: &str = "v1-";

/// A credential's rights.
#[derive(Clone, Debug)]
pub struct Holder(Vec<String>);

impl Holder {
    /// The rights of a living credential.
    pub fn find(documents: &Value, client: &str) -> Option<Self> {
        let is_alive = |known: &&Value| known["revoked"] != true;
        if client.starts_with(BRIDGED) {
            let mut keys = documents["keys"].as_array()?.iter().filter(is_alive);
            return keys
                .find(|key| bridged(key["key"].as_str().unwrap_or_default()) == client)
                .map(Self::of_key);
        }
        let mut known = documents["credentials"].as_array()?.iter().filter(is_alive);
        known.find(|credential| credential["client_id"] == client).map(Self::of_credential)
    }

    /// The rights of a credential.
    pub fn of_credential(credential: &Value) -> Self {
        let words = words(&credential["scopes"]);
        if words.contains(&"*") {
            return Self(operations::scopes());
        }
        Self(words.into_iter().map(str::to_owned).collect())
    }

    /// The scopes that the permissions of a v1 key became.
    pub fn of_key(key: &Value) -> Self {
        let (with, without) = (words(&key["permissions"]), words(&key["without"]));
        let may = |permission: &str| {
            (with.contains(&"*") || with.contains(&permission)) && !without.contains(&permission)
        };
        let granted = manifest().permission.iter().filter(|permission| may(&permission.key));
        let mut scopes: Vec<_> = granted.map(|permission| permission.scope.clone()).collect();
        scopes.sort_unstable();
        scopes.dedup();
        Self(scopes)
    }

    /// Whether it may.
    pub fn may(&self, scope: &str) -> bool {
        self.0.iter().any(|known| known == scope)
    }

    /// Everything it may.
    pub fn scopes(&self) -> &[String] {
        &self.0
    }
}

/// What a v1 key is called in the tokens that are made from it.
pub fn bridged(key: &str) -> String {
    let digest = Sha256::digest(key.as_bytes());
    let short: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{BRIDGED}{short}")
}

fn words(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}
