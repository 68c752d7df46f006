//! The blocks of a message, held to the vendor's limits.

use serde_json::{Map, Value};

use super::{errors::Refusal, ids};

/// So many blocks has a message at most.
pub const IN_MESSAGE: usize = 50;
/// So many has the app's own page.
pub const IN_VIEW: usize = 100;

/// Blocks that the vendor has and that are not built.
const UNBUILT: [&str; 10] =
    ["image", "input", "rich_text", "file", "video", "call", "markdown", "table", "card", "carousel"];

/// The blocks, each with a name.
///
/// # Errors
/// `invalid_blocks` with what is wrong; 501 for kinds that are not built.
pub fn read(documents: &mut Value, blocks: &Value, most: usize) -> Result<Value, Refusal> {
    let Some(blocks) = blocks.as_array() else { return Err(Refusal::Word("invalid_blocks_format")) };
    if blocks.len() > most {
        return Err(wrong(format!("no more than {most} items allowed [json-pointer:/blocks]")));
    }
    let mut read = vec![];
    for (place, block) in blocks.iter().enumerate() {
        check(block).map_err(|refusal| match refusal {
            Refusal::Told(word, why) => Refusal::Told(word, format!("{why} [json-pointer:/blocks/{place}]")),
            other => other,
        })?;
        let mut block = block.clone();
        if block["block_id"].is_null() {
            block["block_id"] = ids::secret(documents, "block")[..5].into();
        }
        read.push(block);
    }
    Ok(read.into())
}

fn wrong(why: impl Into<String>) -> Refusal {
    Refusal::Told("invalid_blocks", why.into())
}

fn check(block: &Value) -> Result<(), Refusal> {
    match block["type"].as_str() {
        Some("header") => {
            fields(block, &["text"], &[])?;
            text(&block["text"], 150, &["plain_text"])
        }
        Some("section") => {
            fields(block, &["text"], &["fields", "accessory", "expand"])?;
            text(&block["text"], 3000, &["plain_text", "mrkdwn"])
        }
        Some("context") => {
            fields(block, &["elements"], &[])?;
            let elements = elements(block, 10)?;
            elements.iter().try_for_each(|element| text(element, 3000, &["plain_text", "mrkdwn"]))
        }
        Some("divider") => fields(block, &[], &[]),
        Some("actions") => {
            fields(block, &["elements"], &[])?;
            let elements = elements(block, 25)?;
            elements.iter().try_for_each(button)?;
            let ids: std::collections::BTreeSet<_> =
                elements.iter().map(|element| element["action_id"].as_str()).collect();
            if ids.len() < elements.len() {
                return Err(wrong("`action_id` has to be unique in its block"));
            }
            Ok(())
        }
        Some(kind) if UNBUILT.contains(&kind) => Err(Refusal::unbuilt(format!("The block {kind}"))),
        _ => Err(wrong("unsupported type")),
    }
}

fn elements(block: &Value, most: usize) -> Result<&Vec<Value>, Refusal> {
    let elements = block["elements"].as_array().filter(|all| (1..=most).contains(&all.len()));
    elements.ok_or_else(|| wrong(format!("between 1 and {most} elements are needed")))
}

fn fields(of: &Value, built: &[&str], unbuilt: &[&str]) -> Result<(), Refusal> {
    let empty = Map::new();
    for (name, value) in of.as_object().unwrap_or(&empty) {
        match name.as_str() {
            "type" => {}
            "block_id" | "action_id" => {
                let fits = value.as_str().is_some_and(|id| (1..=255).contains(&id.chars().count()));
                if !fits {
                    return Err(wrong(format!("`{name}` has between 1 and 255 characters")));
                }
            }
            name if unbuilt.contains(&name) => {
                return Err(Refusal::unbuilt(format!("The field {name} of a block")));
            }
            name if built.contains(&name) => {}
            name => return Err(wrong(format!("unknown field `{name}`"))),
        }
    }
    Ok(())
}

fn text(of: &Value, most: usize, kinds: &[&str]) -> Result<(), Refusal> {
    fields(of, &["text", "emoji", "verbatim"], &[])?;
    if !of["type"].as_str().is_some_and(|kind| kinds.contains(&kind)) {
        return Err(wrong(format!("a text of type {} is needed", kinds.join(" or "))));
    }
    let fits = of["text"].as_str().is_some_and(|text| (1..=most).contains(&text.chars().count()));
    if fits { Ok(()) } else { Err(wrong(format!("a text has between 1 and {most} characters"))) }
}

fn button(of: &Value) -> Result<(), Refusal> {
    if of["type"] != "button" {
        return Err(Refusal::unbuilt("An element other than a button"));
    }
    let unbuilt = ["url", "confirm", "accessibility_label"];
    fields(of, &["text", "value", "style", "action_id"], &unbuilt)?;
    text(&of["text"], 75, &["plain_text"])?;
    let value = of["value"].as_str().unwrap_or_default();
    if value.chars().count() > 2000 {
        return Err(wrong("a button's value has at most 2000 characters"));
    }
    match of["style"].as_str() {
        None | Some("primary" | "danger") => Ok(()),
        Some(_) => Err(wrong("a button's style is primary or danger")),
    }
}
