//! What the vendor's public pages show, read and written unchanged.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::slack::wire::{Access, Envelope, Found, History, Identity, Interaction, Opened, Posted};

fn unchanged<T: Serialize + DeserializeOwned>(fixture: &str) {
    let fixture: Value = serde_json::from_str(fixture).unwrap();
    assert!(fixture["source"].is_string() && fixture["read_on"].is_string());
    let document = &fixture["document"];
    let read: T = serde_json::from_value(document.clone()).unwrap();
    assert_eq!(&serde_json::to_value(read).unwrap(), document);
}

#[test]
fn documents_of_the_vendor_are_read_and_written_unchanged() {
    unchanged::<Identity>(include_str!("../fixtures/auth_test.json"));
    unchanged::<Access>(include_str!("../fixtures/oauth_v2_access.json"));
    unchanged::<Found>(include_str!("../fixtures/users_lookup_by_email.json"));
    unchanged::<Opened>(include_str!("../fixtures/conversations_open.json"));
    unchanged::<History>(include_str!("../fixtures/conversations_history.json"));
    unchanged::<Posted>(include_str!("../fixtures/chat_post_message.json"));
    unchanged::<Interaction>(include_str!("../fixtures/block_actions.json"));
    unchanged::<Envelope>(include_str!("../fixtures/app_home_opened.json"));
}
