//! Which rows of a list are shown.

use serde_json::Value;

use super::{
    lists::Filter,
    query::{Query, Wanted},
};
use crate::greenhouse::sandbox::rows;

type Test = Box<dyn Fn(&Value) -> bool>;

/// Everything that a row has to pass.
pub struct Sieve(Vec<Test>);

impl Sieve {
    /// The sieve of a query. What leads to other tables is looked up once.
    pub fn of(documents: &Value, query: &Query) -> Self {
        Self(query.narrow.iter().map(|(filter, wanted)| test(documents, *filter, wanted.clone())).collect())
    }

    /// Whether a row is shown.
    pub fn lets_through(&self, row: &Value) -> bool {
        self.0.iter().all(|test| test(row))
    }
}

fn test(documents: &Value, filter: Filter, wanted: Wanted) -> Test {
    match (filter, wanted) {
        (Filter::One(key) | Filter::Any(key), Wanted::Numbers(ids)) => {
            Box::new(move |row| row[key].as_u64().is_some_and(|id| ids.contains(&id)))
        }
        (Filter::Member(key) | Filter::Members(key), Wanted::Numbers(ids)) => {
            Box::new(move |row| entries(row, key).filter_map(Value::as_u64).any(|id| ids.contains(&id)))
        }
        (Filter::Tagged(key), Wanted::Numbers(ids)) => Box::new(move |row| {
            entries(row, key).filter_map(|tag| tag["id"].as_u64()).any(|id| ids.contains(&id))
        }),
        (Filter::Text(key) | Filter::Texts(key) | Filter::Words(key, _), Wanted::Texts(texts)) => {
            Box::new(move |row| row[key].as_str().is_some_and(|text| texts.iter().any(|known| known == text)))
        }
        (Filter::Listed(key), Wanted::Texts(texts)) => Box::new(move |row| {
            let text = |entry: &Value| entry.as_str().or(entry["value"].as_str()).map(str::to_lowercase);
            entries(row, key)
                .filter_map(text)
                .any(|text| texts.iter().any(|known| known.to_lowercase() == text))
        }),
        (Filter::Through(table, there, key), Wanted::Texts(texts)) => {
            let is_meant = |row: &Value| texts.iter().any(|text| row[there] == **text);
            let ids: Vec<u64> =
                rows::table(documents, table).filter(|(_, row)| is_meant(row)).map(|(id, _)| id).collect();
            Box::new(move |row| {
                let one = row[key].as_u64().into_iter();
                one.chain(entries(row, key).filter_map(Value::as_u64)).any(|id| ids.contains(&id))
            })
        }
        (Filter::Choice, Wanted::Numbers(ids)) => chosen(documents, &ids),
        (Filter::Flag(key), Wanted::Flag(flag)) => Box::new(move |row| row[key] == flag),
        (Filter::Window(key), Wanted::Window(window)) => Box::new(move |row| window.holds(&row[key])),
        // What is shown beside is decided where hidden rows are left out.
        _ => Box::new(|_| true),
    }
}

/// Rows whose field has the option. A row tells the option's name.
fn chosen(documents: &Value, ids: &[u64]) -> Test {
    let option = ids.first().and_then(|id| rows::find(documents, "custom_field_options", *id));
    let field = option
        .and_then(|option| rows::find(documents, "custom_fields", option["custom_field_id"].as_u64()?))
        .and_then(|field| field["name_key"].as_str());
    let Some((name, field)) = option.and_then(|option| option["name"].as_str()).zip(field) else {
        return Box::new(|_| false);
    };
    let (name, field) = (name.to_owned(), field.to_owned());
    Box::new(move |row| {
        let key = if row["custom_fields"].is_object() { "custom_fields" } else { "question_custom_fields" };
        let value = &row[key][&field]["value"];
        *value == *name || value.as_array().is_some_and(|values| values.iter().any(|value| *value == *name))
    })
}

fn entries<'r>(row: &'r Value, key: &str) -> impl Iterator<Item = &'r Value> + use<'r> {
    row[key].as_array().into_iter().flatten()
}
