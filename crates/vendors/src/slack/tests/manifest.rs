//! The manifest says the truth about the log and the hosts.

use std::collections::BTreeMap;

use connect::{
    hosts::{Reach, Sandboxes},
    redact,
};
use model::workspace::WorkspaceKind;
use serde_json::json;

use crate::slack::manifest;

#[test]
fn the_log_shows_neither_tokens_nor_what_was_written() {
    let said = json!({
        "ok": true, "access_token": "xoxb-sandbox-1", "scope": "chat:write", "team": {"name": "Larkmoor"}, "code": "c0de",
        "channel": "D1", "ts": "1.2", "text": "Do you know Ana?", "blocks": [{"type": "header", "text": {"text": "Ana"}}],
        "user": {"id": "U1", "real_name": "Priya", "profile": {"email": "priya@example.com"}},
    });
    let masked = redact::json(&said, &manifest().log_clear).to_string();
    for secret in ["xoxb", "c0de", "Ana", "Priya", "@", "Larkmoor"] {
        assert!(!masked.contains(secret), "{secret}: {masked}");
    }
    assert!(masked.contains(r#""channel":"D1""#), "{masked}");
}

#[test]
fn calls_go_to_slack_only() {
    let reach =
        Reach::of(manifest(), WorkspaceKind::Production, &BTreeMap::new(), &Sandboxes::default()).unwrap();
    assert_eq!(reach.base.as_str(), "https://slack.com/api");
    let may = |address: &str| reach.guard(&address.parse().unwrap()).is_ok();
    assert!(may("https://slack.com/api/chat.postMessage"));
    assert!(!may("https://hooks.slack.com/actions/T1/1/x") && !may("http://slack.com/api/auth.test"));
}
