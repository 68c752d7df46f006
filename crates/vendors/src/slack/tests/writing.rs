//! Finding a member, writing to them once, and changing what was written.

use connect::{
    Key, Messenger as _, VendorError,
    messenger::{Message, Place},
};

use super::stage::{Stage, question};
use crate::slack::Slack;

fn key(number: u32) -> Key {
    Key(format!("message-{number}"))
}

#[tokio::test]
async fn an_employee_is_found_by_address_and_who_left_is_not() {
    let stage = Stage::new().await;
    let ctx = stage.installed();
    let member = |email: &'static str| Slack.member(&ctx, email);
    assert_eq!(member("Priya.Raman@larkmoor.example.com").await, Ok(Some("U0100000004".into())));
    assert_eq!(member("ruben.castellanos@larkmoor.example.com").await, Ok(None));
    assert_eq!(member("nobody@example.com").await, Ok(None));
}

#[tokio::test]
async fn a_message_is_written_once_and_changed() {
    let stage = Stage::new().await;
    let ctx = stage.installed();
    let place = Slack.post(&ctx, &key(1), "U0100000004", &question()).await.unwrap();
    assert_eq!(Slack.post(&ctx, &key(1), "U0100000004", &question()).await, Ok(place.clone()));
    let other = Slack.post(&ctx, &key(2), "U0100000004", &question()).await.unwrap();
    assert_eq!(other.channel, place.channel);
    let all = stage.messages(&place.channel);
    assert_eq!(all.len(), 2, "one message a key");
    assert_eq!(all[0]["blocks"][2]["elements"][0]["action_id"], "make_intro");

    let answered =
        Message { title: "Thank you".into(), paragraphs: vec!["You passed.".into()], buttons: vec![] };
    for _ in 0..2 {
        Slack.update(&ctx, &place, &answered).await.unwrap();
    }
    let all = stage.messages(&place.channel);
    assert!(all[0]["blocks"].to_string().contains("You passed.") && !all[0].to_string().contains("button"));
    assert_eq!(all[1]["blocks"][2]["type"], "actions", "the other one stays");
    let gone = Place { message: "1.000001".into(), ..place };
    assert!(matches!(Slack.update(&ctx, &gone, &answered).await, Err(VendorError::NotFound(_))));
    let left = Slack.post(&ctx, &key(3), "U0100000009", &question()).await;
    assert!(matches!(left, Err(VendorError::NotFound(_))), "{left:?}");
}

#[tokio::test]
async fn a_conversation_takes_only_so_much_at_once() {
    let stage = Stage::new().await;
    let ctx = stage.installed();
    for number in 1..=3 {
        Slack.post(&ctx, &key(number), "U0100000004", &question()).await.unwrap();
    }
    let refused = Slack.post(&ctx, &key(4), "U0100000004", &question()).await;
    assert_eq!(refused, Err(VendorError::RateLimited(std::time::Duration::from_secs(1))));
    stage.clock.advance(std::time::Duration::from_secs(1));
    assert!(Slack.post(&ctx, &key(4), "U0100000004", &question()).await.is_ok());
}

#[tokio::test]
async fn the_apps_own_page_is_shown() {
    let stage = Stage::new().await;
    let ctx = stage.installed();
    Slack.home(&ctx, "U0100000004", &Message { buttons: vec![], ..question() }).await.unwrap();
    let shown = stage.page("/client/home?as=U0100000004").await.2;
    assert!(shown.contains("Do you know somebody for Engineer?"), "{shown}");
}

#[tokio::test]
async fn what_the_vendor_would_refuse_is_refused() {
    let stage = Stage::new().await;
    let done =
        connect::StandIn::command(&crate::slack::Sandbox, &stage.world, "install", &serde_json::json!({}));
    let token = done.unwrap()["access_token"].as_str().unwrap().to_owned();
    let call = async |method: &str, form: &[(&str, &str)]| {
        let form: Vec<_> = form.iter().copied().chain([("token", token.as_str())]).collect();
        let (status, _, body) = stage.post(&format!("/api/{method}"), &form).await;
        (status, serde_json::from_str::<serde_json::Value>(&body).unwrap())
    };
    let long =
        format!(r#"[{{"type":"header","text":{{"type":"plain_text","text":"{}"}}}}]"#, "x".repeat(151));
    for (form, error) in [
        (&[("channel", "U0100000004")][..], "no_text"),
        (&[("channel", "D9"), ("text", "x")], "channel_not_found"),
        (&[("channel", "U0100000004"), ("text", "x"), ("chanel", "y")], "invalid_arguments"),
        (&[("channel", "U0100000004"), ("blocks", "{}")], "invalid_blocks_format"),
        (&[("channel", "U0100000004"), ("blocks", r#"[{"type":"sectoin"}]"#)], "invalid_blocks"),
        (&[("channel", "U0100000004"), ("blocks", &long)], "invalid_blocks"),
        (&[("channel", "U0100000004"), ("text", "x"), ("metadata", "{}")], "invalid_metadata_format"),
    ] {
        let (status, body) = call("chat.postMessage", form).await;
        assert_eq!(
            (status, body["ok"].as_bool(), body["error"].as_str()),
            (200, Some(false), Some(error)),
            "{form:?}"
        );
    }
    for (method, form) in [
        ("chat.postMessage", &[("channel", "U0100000004"), ("text", "x"), ("thread_ts", "1.1")][..]),
        ("chat.postMessage", &[("channel", "U0100000004"), ("blocks", r#"[{"type":"image"}]"#)]),
        ("reactions.add", &[]),
    ] {
        assert_eq!(call(method, form).await.0, 501, "{method}");
    }
    let (_, body) = call("users.lookupByEmail", &[("email", "nobody@example.com")]).await;
    assert_eq!(body["error"], "users_not_found");
}
