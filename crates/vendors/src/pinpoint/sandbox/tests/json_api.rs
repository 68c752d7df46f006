//! What JSON:API 1.0 asks of a document, checked without a word of the vendor's.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

type Identity = (String, String);

/// Everything that is wrong with a document.
pub fn faults(document: &Value) -> Vec<String> {
    let mut faults = Faults::default();
    match document.as_object() {
        Some(top) => faults.document(top),
        None => faults.say("", "the document is no object"),
    }
    faults.0
}

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn say(&mut self, at: &str, what: &str) {
        self.0.push(format!("{at}: {what}"));
    }

    fn document(&mut self, top: &Map<String, Value>) {
        for member in top.keys() {
            if !["data", "errors", "meta", "jsonapi", "links", "included"].contains(&member.as_str()) {
                self.say(member, "is no member of a document");
            }
        }
        match (top.get("data"), top.get("errors")) {
            (None, None) if !top.contains_key("meta") => self.say("", "has neither data, errors nor meta"),
            (Some(_), Some(_)) => self.say("", "has both data and errors"),
            _ => {}
        }
        self.meta("meta", top.get("meta"));
        if let Some(errors) = top.get("errors") {
            self.errors(errors);
        }
        if top.contains_key("included") && !top.contains_key("data") {
            self.say("included", "stands without data");
        }
        self.resources(top.get("data"), top.get("included"));
    }

    fn resources(&mut self, data: Option<&Value>, included: Option<&Value>) {
        let primary: Vec<&Value> = match data {
            Some(Value::Array(rows)) => rows.iter().collect(),
            Some(Value::Null) | None => vec![],
            Some(one) => vec![one],
        };
        let included: Vec<&Value> = match included {
            Some(Value::Array(rows)) => rows.iter().collect(),
            Some(_) => {
                self.say("included", "is no array");
                vec![]
            }
            None => vec![],
        };
        let mut seen: HashMap<Identity, &Value> = HashMap::new();
        for resource in primary.iter().chain(&included) {
            self.resource(resource);
            if let Some(identity) = identity(resource)
                && seen.insert(identity.clone(), resource).is_some()
            {
                self.say(&format!("{identity:?}"), "stands there twice");
            }
        }
        // Full linkage: from the primary data every included resource is reached.
        let mut reached: HashSet<Identity> =
            primary.iter().filter_map(|resource| identity(resource)).collect();
        let mut open: Vec<Identity> = reached.iter().cloned().collect();
        while let Some(next) = open.pop() {
            let Some(resource) = seen.get(&next) else { continue };
            for linked in linked(resource) {
                if reached.insert(linked.clone()) {
                    open.push(linked);
                }
            }
        }
        for identity in included.iter().filter_map(|resource| identity(resource)) {
            if !reached.contains(&identity) {
                self.say(&format!("{identity:?}"), "nothing leads to it");
            }
        }
    }

    fn resource(&mut self, resource: &Value) {
        let Some((kind, id)) = identity(resource) else {
            return self.say(&resource.to_string(), "type and id have to be texts");
        };
        let at = format!("{kind}/{id}");
        let members = resource.as_object().unwrap();
        for member in members.keys() {
            if !["id", "type", "attributes", "relationships", "links", "meta"].contains(&member.as_str()) {
                self.say(&at, &format!("{member} is no member of a resource"));
            }
        }
        self.name(&at, &kind);
        let empty = Map::new();
        let object = |faults: &mut Self, member: &str| match members.get(member) {
            Some(Value::Object(object)) => object.clone(),
            None => empty.clone(),
            Some(_) => {
                faults.say(&at, &format!("{member} is no object"));
                empty.clone()
            }
        };
        let (attributes, relationships) = (object(self, "attributes"), object(self, "relationships"));
        for name in attributes.keys().chain(relationships.keys()) {
            self.name(&at, name);
            if ["id", "type"].contains(&name.as_str()) {
                self.say(&at, &format!("a field is called {name}"));
            }
        }
        for name in attributes.keys().filter(|name| relationships.contains_key(*name)) {
            self.say(&at, &format!("{name} is an attribute and a relationship"));
        }
        for (name, relationship) in &relationships {
            self.relationship(&format!("{at}.{name}"), relationship);
        }
        self.meta(&at, members.get("meta"));
    }

    fn relationship(&mut self, at: &str, relationship: &Value) {
        let Some(members) = relationship.as_object() else { return self.say(at, "is no object") };
        if !["links", "data", "meta"].iter().any(|member| members.contains_key(*member)) {
            self.say(at, "holds neither links, data nor meta");
        }
        self.meta(at, members.get("meta"));
        let linkage: &[Value] = match members.get("data") {
            Some(Value::Array(several)) => several,
            Some(Value::Null) | None => &[],
            Some(one) => std::slice::from_ref(one),
        };
        for identifier in linkage {
            let known = |member: &String| ["type", "id", "meta"].contains(&member.as_str());
            let fits = identifier.as_object().is_some_and(|members| members.keys().all(known));
            if identity(identifier).is_none() || !fits {
                self.say(at, &format!("{identifier} is no identifier"));
            }
        }
    }

    fn errors(&mut self, errors: &Value) {
        let Some(errors) = errors.as_array().filter(|errors| !errors.is_empty()) else {
            return self.say("errors", "is no array that holds something");
        };
        for error in errors {
            let Some(members) = error.as_object() else { return self.say("errors", "one is no object") };
            for (member, value) in members {
                let fits = match member.as_str() {
                    "id" | "status" | "code" | "title" | "detail" => value.is_string(),
                    "links" | "meta" => value.is_object(),
                    "source" => value.as_object().is_some_and(|source| {
                        source.iter().all(|(place, value)| {
                            ["pointer", "parameter"].contains(&place.as_str()) && value.is_string()
                        })
                    }),
                    _ => false,
                };
                if !fits {
                    self.say("errors", &format!("{member} can't be {value}"));
                }
            }
        }
    }

    fn meta(&mut self, at: &str, meta: Option<&Value>) {
        if meta.is_some_and(|meta| !meta.is_object()) {
            self.say(at, "meta is no object");
        }
    }

    /// Member names: letters, digits, and between them hyphens, underscores and blanks.
    fn name(&mut self, at: &str, name: &str) {
        let global = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii();
        let inner = |c: char| global(c) || ['-', '_', ' '].contains(&c);
        let ends = name.starts_with(global) && name.ends_with(global);
        if !ends || !name.chars().all(inner) {
            self.say(at, &format!("{name:?} is no member name"));
        }
    }
}

fn identity(value: &Value) -> Option<Identity> {
    Some((value["type"].as_str()?.to_owned(), value["id"].as_str()?.to_owned()))
}

fn linked(resource: &Value) -> Vec<Identity> {
    let relationships = resource["relationships"].as_object().into_iter().flatten();
    let data = relationships.flat_map(|(_, relationship)| match &relationship["data"] {
        Value::Array(several) => several.iter().collect(),
        one => vec![one],
    });
    data.filter_map(identity).collect()
}

mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_sound_document_has_no_faults() {
        let sound = json!({
            "data": [{"type": "a", "id": "1", "attributes": {"x_y": 1}, "relationships": {
                "b": {"data": {"type": "b", "id": "2"}}, "c": {"meta": {"included": false}},
            }}],
            "included": [{"type": "b", "id": "2", "attributes": {}}],
            "meta": {},
        });
        assert_eq!(faults(&sound), Vec::<String>::new());
    }

    #[test]
    fn each_fault_is_found() {
        let row = |more: Value| {
            let mut row = json!({"type": "a", "id": "1", "attributes": {}});
            row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            json!({"data": row})
        };
        let unsound = [
            json!([]),
            json!({}),
            json!({"data": null, "errors": [{"status": "400"}]}),
            json!({"data": null, "total": 1}),
            json!({"data": null, "meta": null}),
            json!({"errors": []}),
            json!({"errors": [{"status": 400}]}),
            json!({"errors": [{"reason": "none"}]}),
            json!({"errors": [{"source": {"field": "x"}}]}),
            json!({"meta": {}, "included": []}),
            json!({"data": [{"type": "a", "id": 1}]}),
            json!({"data": [{"type": "a", "id": "1"}, {"type": "a", "id": "1"}]}),
            json!({"data": [], "included": [{"type": "b", "id": "2"}]}),
            row(json!({"name": "x"})),
            row(json!({"attributes": []})),
            row(json!({"attributes": {"type": "x"}})),
            row(json!({"attributes": {"_x": 1}})),
            row(json!({"attributes": {"b": 1}, "relationships": {"b": {"meta": {}}}})),
            row(json!({"relationships": {"b": {}}})),
            row(json!({"relationships": {"b": {"data": {"id": "2"}}}})),
            row(json!({"relationships": {"b": {"data": {"type": "b", "id": "2", "temp-id": "3"}}}})),
        ];
        for document in unsound {
            assert!(!faults(&document).is_empty(), "{document}");
        }
    }
}
