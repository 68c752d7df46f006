//! Between the vendor's JSON and what the program means. Pure.

use connect::messenger::{Heard, Message, Place, Press};
use serde_json::{Map, Value};

use super::wire::{Block, Button, Envelope, Interaction, Metadata, Text, Written};

/// The longest texts that Slack takes, in characters.
const TITLE: usize = 150;
const PARAGRAPH: usize = 3000;
const LABEL: usize = 75;

/// What our messages are marked with, so that one is found again.
const MARK: &str = "gangway_message";
/// Under which name its key stands.
const KEY: &str = "key";

/// The blocks of a message. Everything is plain text: a name with `<!channel>` in it calls nobody.
pub fn blocks(message: &Message) -> Vec<Block> {
    let mut blocks = vec![];
    if !message.title.is_empty() {
        blocks.push(Block::Header { text: plain(&message.title, TITLE) });
    }
    let told = message.paragraphs.iter().filter(|paragraph| !paragraph.trim().is_empty());
    blocks.extend(told.map(|paragraph| Block::Section { text: plain(paragraph, PARAGRAPH) }));
    if !message.buttons.is_empty() {
        let button = |button: &connect::messenger::Button| Button {
            kind: "button".into(),
            action_id: button.answer.clone(),
            text: plain(&button.label, LABEL),
            value: button.value.clone(),
        };
        let elements = message.buttons.iter().map(button).collect();
        blocks.push(Block::Actions { block_id: "answer".into(), elements });
    }
    blocks
}

/// The line that stands in a notification: what the message is about, or else how it begins.
pub fn line(message: &Message) -> &str {
    let first = message.paragraphs.first().map_or("", String::as_str);
    if message.title.is_empty() { first } else { &message.title }
}

fn plain(text: &str, most: usize) -> Text {
    let text = match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
        None => text.to_owned(),
    };
    Text { kind: "plain_text".into(), text, emoji: Some(false) }
}

/// What is put beside a message, so that it is found again.
pub fn mark(key: &str) -> Metadata {
    let event_payload = Map::from_iter([(KEY.to_owned(), Value::from(key))]);
    Metadata { event_type: MARK.into(), event_payload }
}

/// Whether a message is the one with that key.
pub fn is_marked(message: &Written, key: &str) -> bool {
    let mark = message.metadata.as_ref().filter(|beside| beside.event_type == MARK);
    mark.is_some_and(|mark| mark.event_payload.get(KEY).is_some_and(|found| found == key))
}

/// What a press says; of a form that has several, Slack sends one action for each press.
///
/// # Errors
/// A sentence, where a part is missing.
pub fn pressed(interaction: &Interaction) -> Result<Heard, String> {
    if interaction.kind != "block_actions" {
        return Ok(Heard::Nothing(interaction.kind.clone()));
    }
    let container = interaction.container.as_ref();
    let place = container.and_then(|container| {
        Some(Place { channel: container.channel_id.clone()?, message: container.message_ts.clone()? })
    });
    // On the app's own page there is no message; nothing there asks anything.
    let Some(place) = place else { return Ok(Heard::Nothing("block_actions".into())) };
    let action = interaction.actions.first().ok_or("A button was pressed, and the message names none.")?;
    Ok(Heard::Press(Press {
        dedupe: [&interaction.user.id, &place.channel, &place.message, &action.action_id, &action.action_ts]
            .map(String::as_str)
            .join(" "),
        member: interaction.user.id.clone(),
        answer: action.action_id.clone(),
        value: action.value.clone().unwrap_or_default(),
        place,
    }))
}

/// What an event says.
///
/// # Errors
/// A sentence, where a part is missing.
pub fn happened(envelope: Envelope) -> Result<Heard, String> {
    if envelope.kind == "url_verification" {
        let challenge =
            envelope.challenge.ok_or("The address is to be proven, and there is no challenge.")?;
        return Ok(Heard::Challenge(challenge));
    }
    let event = envelope.event.ok_or("The message is about no event.")?;
    Ok(match (event.kind.as_str(), event.user) {
        ("app_uninstalled" | "tokens_revoked", _) => Heard::Removed,
        ("app_home_opened", Some(Value::String(member))) if event.tab.as_deref() != Some("messages") => {
            Heard::HomeOpened(member)
        }
        _ => Heard::Nothing(event.kind),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_and_nothing_is_a_mark() {
        let message = Message {
            title: "é".repeat(200),
            paragraphs: vec!["Hello <!channel> *all*".into(), "  ".into()],
            buttons: vec![],
        };
        let blocks = blocks(&message);
        let Block::Header { text } = &blocks[0] else { panic!("{blocks:?}") };
        assert_eq!((text.text.chars().count(), text.text.ends_with('…')), (150, true));
        assert_eq!(blocks.len(), 2, "an empty paragraph is none");
        let Block::Section { text } = &blocks[1] else { panic!("{blocks:?}") };
        assert_eq!((text.kind.as_str(), text.text.as_str()), ("plain_text", "Hello <!channel> *all*"));
    }
}
