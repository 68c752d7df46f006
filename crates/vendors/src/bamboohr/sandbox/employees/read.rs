//! `GET employees/{id}`

use std::{collections::HashMap, sync::Arc};

use axum::{
    Extension,
    extract::{Path, Query, State},
};
use connect::World;
use serde_json::{Map, Value};

use crate::bamboohr::sandbox::{
    auth::Caller,
    computed::View,
    documents::{self, text},
    errors::{Answer, Refusal},
    format, people,
    xml::Element,
};

/// The most fields that one call may ask for.
pub const MOST_FIELDS: usize = 400;

/// Reads the fields asked for. What the user may not see is left out without a word.
pub async fn read(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let wanted = query.get("fields").map_or("firstName,lastName", String::as_str);
    let wanted: Vec<&str> = wanted.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if wanted.len() > MOST_FIELDS {
        return Err(Refusal::malformed(format!("At most {MOST_FIELDS} fields can be asked for.")));
    }
    let only_current = only_current(&query);
    let today = people::day(world.clock.now());
    world.read(|documents| {
        let (id, employee) = documents::employee(documents, &caller, &id)?;
        let view = View { documents, id: &id, employee, today: &today, only_current, rights: &caller.rights };
        let mut shown = Map::from_iter([("id".to_owned(), Value::from(id.as_str()))]);
        shown.extend(wanted.iter().filter_map(|name| Some(((*name).to_owned(), view.value(name)?))));
        Ok(format::document(&caller, Value::Object(shown), xml))
    })
}

/// `onlyCurrent` is true unless the caller says otherwise.
pub fn only_current(query: &HashMap<String, String>) -> bool {
    !query.get("onlyCurrent").is_some_and(|value| value.eq_ignore_ascii_case("false") || value == "0")
}

/// `<employee id="1"><field id="firstName">…</field></employee>`
pub fn xml(employee: &Value) -> Element {
    let fields = employee.as_object().into_iter().flatten().filter(|(name, _)| *name != "id");
    Element::new("employee").with("id", text(&employee["id"])).holding(
        fields.map(|(name, value)| Element::new("field").with("id", name).text(text(value).into_owned())),
    )
}
