//! Installing the app: who may, who has to ask, and what comes of it.

pub mod access;
pub mod authorize;
pub mod request;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::ids;

/// What an app may be allowed. The vendor has many more; these are known here.
pub const SCOPES: [(&str, &str); 9] = [
    ("chat:write", "Send messages as @gangway"),
    ("commands", "Add shortcuts and slash commands that people can use"),
    ("groups:write", "Manage private channels that Gangway is in and create new ones"),
    ("im:history", "View messages in direct messages that Gangway is in"),
    ("im:read", "View basic information about direct messages that Gangway is in"),
    ("im:write", "Start direct messages with people"),
    ("users.profile:read", "View profile details about people in the workspace"),
    ("users:read", "View people in the workspace"),
    ("users:read.email", "View e-mail addresses of people in the workspace"),
];

/// Where a person stands with the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They may allow it.
    Free,
    /// They may ask for it.
    MustAsk,
    /// They asked, and nobody decided.
    Waiting,
    /// It was restricted: nobody may install it.
    Restricted,
}

/// Where a person stands with the app and these scopes.
pub fn standing(documents: &Value, member: &str, scopes: &[String]) -> Standing {
    let (app, user) = (&documents["app"], &documents["users"][member]);
    let decides = documents["settings"]["require_app_approval"] == true;
    if app["restricted"] == true {
        return Standing::Restricted;
    }
    // More scopes than were approved are a new request.
    let approved = app["approved_scopes"].as_array();
    let is_approved =
        approved.is_some_and(|approved| scopes.iter().all(|scope| approved.iter().any(|one| one == scope)));
    if !decides || user["is_admin"] == true || is_approved {
        return Standing::Free;
    }
    let mut requests = documents["requests"].as_array().into_iter().flatten();
    if requests.any(|one| one["user"] == member && one["state"] == "waiting") {
        Standing::Waiting
    } else {
        Standing::MustAsk
    }
}

/// Installs the app with these scopes; gives the token. An earlier token stays good, and can do the same from now on.
pub fn install(documents: &mut Value, member: &str, scopes: &[String], now: Timestamp) -> String {
    let old = documents["app"]["installed"]["token"].as_str().map(str::to_owned);
    let kept = old.filter(|token| documents["tokens"][token]["revoked"] == false);
    // Installing once more gives the same token, with all that was ever allowed.
    let token = kept.unwrap_or_else(|| format!("xoxb-sandbox-{}", ids::secret(documents, "token")));
    let before = documents["tokens"][&token]["scopes"].as_array().cloned().unwrap_or_default();
    let mut all: Vec<Value> = before;
    for scope in scopes {
        if !all.iter().any(|known| known == scope) {
            all.push(scope.clone().into());
        }
    }
    documents["tokens"][&token] = json!({"scopes": all, "revoked": false});
    documents["app"]["installed"] = json!({"by": member, "at": now.as_second(), "token": token});
    token
}
