//! What a person does on the vendor's page Tag Management: makes a category with a colour and tags in it. No program can.

use connect::World;
use serde::Deserialize;
use serde_json::{Value, json};

/// A category that is wanted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct New {
    name: String,
    colour: String,
    #[serde(default)]
    tags: Vec<String>,
}

/// Makes a category. Programs know it by its colour alone, which is documented by one example.
///
/// # Errors
/// A sentence on what can't be done: a colour is taken once, which is ours.
pub fn add(world: &World, wish: &Value) -> Result<Value, String> {
    let new = New::deserialize(wish).map_err(|error| format!("The command can't be used: {error}."))?;
    if new.name.trim().is_empty() || new.colour.trim().is_empty() {
        return Err("A category needs a name and a colour.".into());
    }
    let context = format!("custom_{}", new.colour.trim().to_lowercase());
    world.change(|documents| {
        let Some(all) = documents["tag_categories"].as_array_mut() else {
            return Err("This tenant has no tags.".to_owned());
        };
        if all.iter().any(|known| known["context"] == context.as_str()) {
            return Err(format!("Another category has the colour {} already.", new.colour.trim()));
        }
        let category = json!({"name": new.name.trim(), "context": context, "tags": new.tags});
        all.push(category.clone());
        Ok(category)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use connect::{StandIn as _, clock::HeldClock};

    use super::*;
    use crate::pinpoint::sandbox::Sandbox;

    #[test]
    fn a_category_is_made_once_a_colour() {
        let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        let world = World::new(Sandbox.seed(7, 5), clock);
        let wish = json!({"name": "CLARA", "colour": "Purple", "tags": ["CLARA: Qualified"]});
        assert_eq!(Sandbox.command(&world, "add_tag_category", &wish).unwrap()["context"], "custom_purple");
        assert!(add(&world, &wish).is_err());
        assert!(add(&world, &json!({"name": "CLARA", "hue": "Red"})).is_err());
    }
}
