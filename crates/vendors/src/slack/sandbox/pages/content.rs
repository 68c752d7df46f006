//! Blocks as people see them.

use serde_json::Value;

use super::escape;

/// The blocks of a message, or its text where it has none. `button` makes what a button becomes.
pub fn content(message: &Value, button: &dyn Fn(&Value) -> String) -> String {
    let blocks = message["blocks"].as_array().filter(|blocks| !blocks.is_empty());
    match blocks {
        None => format!("<p>{}</p>", text(&message["text"])),
        Some(blocks) => blocks.iter().map(|block| shown(block, button)).collect(),
    }
}

fn shown(block: &Value, button: &dyn Fn(&Value) -> String) -> String {
    let elements = || block["elements"].as_array().into_iter().flatten();
    match block["type"].as_str() {
        Some("header") => format!("<h3>{}</h3>", text(&block["text"]["text"])),
        Some("section") => format!("<p>{}</p>", text(&block["text"]["text"])),
        Some("context") => {
            elements().map(|one| format!("<p class=\"quiet\">{}</p>", text(&one["text"]))).collect()
        }
        Some("actions") => elements().map(button).collect(),
        _ => "<hr>".into(),
    }
}

fn text(of: &Value) -> String {
    escape(of.as_str().unwrap_or_default()).replace('\n', "<br>")
}
