//! The API is walked along its own description with calls that nobody would think of: no server error, no answer that
//! the description does not name, and no record that it does not describe.

use std::{cell::RefCell, collections::BTreeSet};

use axum::http::Method;
use model::{access::Role, permission::Permission};
use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde_json::{Map, Value, json};
use web::{api::v1, router::routes};

use crate::{
    calling::{Program, Told, program},
    screened::house,
};

/// How many calls each operation gets.
const CALLS: u32 = 40;

fn described() -> Value {
    serde_json::to_value(v1::description::complete()).unwrap()
}

#[test]
fn every_route_is_described_and_nothing_else() {
    let api = described();
    let told: BTreeSet<(String, String)> =
        operations(&api).map(|one| (one.method.to_string(), one.path)).collect();
    let there: BTreeSet<(String, String)> = routes()
        .into_iter()
        .filter(|route| route.path.starts_with("/api/v1/") && route.path != "/api/v1/openapi.json")
        .map(|route| (route.method.to_string(), route.path.to_owned()))
        .collect();
    assert_eq!(told, there);
    assert!(api["openapi"].as_str().unwrap().starts_with("3.1"));
    let names: BTreeSet<_> = operations(&api).map(|one| one.told["operationId"].to_string()).collect();
    assert_eq!(names.len(), there.len(), "each operation has a name of its own");
}

struct Operation {
    method: Method,
    path: String,
    told: Value,
}

fn operations(api: &Value) -> impl Iterator<Item = Operation> {
    let paths = api["paths"].as_object().unwrap().iter();
    paths.flat_map(|(path, methods)| {
        methods.as_object().unwrap().iter().map(|(method, told)| Operation {
            method: method.to_uppercase().parse().unwrap(),
            path: path.clone(),
            told: told.clone(),
        })
    })
}

/// One call.
#[derive(Clone, Debug)]
struct Call {
    path: String,
    body: Option<Value>,
    headers: Vec<(String, String)>,
}

/// Any text: plain, long, with characters that mean something to somebody.
fn text() -> BoxedStrategy<String> {
    prop_oneof![
        "[a-zA-Z0-9 ]{0,12}",
        "\\PC{0,40}",
        select(vec![
            "",
            " ",
            "\u{0}",
            "' or 1=1 --",
            "%",
            "_",
            "\n",
            "💼",
            "-1",
            "1e400",
            "true",
            "null",
            "2026-02-31"
        ])
        .prop_map(str::to_owned),
        "a{300,301}",
    ]
    .boxed()
}

fn identifier(known: Vec<String>) -> BoxedStrategy<String> {
    let known = if known.is_empty() { vec!["0".to_owned()] } else { known };
    let any = any::<u128>().prop_map(|bits| uuid::Uuid::from_u128(bits).to_string());
    prop_oneof![6 => select(known), 1 => any, 1 => text()].boxed()
}

/// A value as the schema says, and now and then another.
fn value(schema: &Value, api: &Value, known: &[String]) -> BoxedStrategy<Value> {
    if let Some(name) = schema["$ref"].as_str() {
        return value(api.pointer(name.trim_start_matches('#')).unwrap(), api, known);
    }
    if let Some(all) = schema["oneOf"].as_array() {
        return proptest::strategy::Union::new(all.iter().map(|one| value(one, api, known))).boxed();
    }
    let kind = match &schema["type"] {
        Value::String(kind) => kind.clone(),
        Value::Array(kinds) => kinds[0].as_str().unwrap().to_owned(),
        _ => String::new(),
    };
    let right = match kind.as_str() {
        "string" if schema["format"] == "uuid" => identifier(known.to_vec()).prop_map(Value::from).boxed(),
        "string" => text().prop_map(Value::from).boxed(),
        "integer" => prop_oneof![any::<i64>(), 0..200i64].prop_map(Value::from).boxed(),
        "boolean" => any::<bool>().prop_map(Value::from).boxed(),
        "array" => {
            prop::collection::vec(value(&schema["items"], api, known), 0..4).prop_map(Value::from).boxed()
        }
        "object" => object(schema, api, known),
        _ => Just(Value::Null).boxed(),
    };
    let wrong = select(vec![json!(null), json!(7), json!("x"), json!([]), json!({}), json!(1.5)]);
    prop_oneof![9 => right, 1 => wrong].boxed()
}

fn object(schema: &Value, api: &Value, known: &[String]) -> BoxedStrategy<Value> {
    let fields: Vec<_> = schema["properties"].as_object().into_iter().flatten().collect();
    let each = fields
        .into_iter()
        .map(|(name, of)| (Just(name.clone()), prop::option::weighted(0.8, value(of, api, known))));
    let strange = prop::option::weighted(0.1, Just(json!("strange")));
    (each.collect::<Vec<_>>(), strange)
        .prop_map(|(fields, strange)| {
            let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
            Value::Object(
                fields.chain(strange.map(|value| ("strange".to_owned(), value))).collect::<Map<_, _>>(),
            )
        })
        .boxed()
}

fn plain(value: Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn call(operation: &Operation, api: &Value, known: &[String]) -> BoxedStrategy<Call> {
    let named: Vec<&str> = operation.path.split('/').filter(|part| part.starts_with('{')).collect();
    let places = vec![identifier(known.to_vec()); named.len()];
    let params: Vec<_> = operation.told["parameters"].as_array().into_iter().flatten().cloned().collect();
    let queries = params.iter().filter(|one| one["in"] == "query").map(|one| {
        let name = one["name"].as_str().unwrap().to_owned();
        (Just(name), prop::option::weighted(0.3, value(&one["schema"], api, known).prop_map(plain)))
    });
    let headers =
        [("idempotency-key", 0.9), ("if-match", 0.2), ("if-none-match", 0.2)].map(|(name, often)| {
            let value = prop_oneof![Just("*".to_owned()), "[!-~]{1,20}"];
            (Just(name.to_owned()), prop::option::weighted(often, value))
        });
    let schema = &operation.told["requestBody"]["content"]["application/json"]["schema"];
    let body =
        if schema.is_null() { Just(None).boxed() } else { value(schema, api, known).prop_map(Some).boxed() };
    let path = operation.path.trim_start_matches("/api/v1").to_owned();
    (places, queries.collect::<Vec<_>>(), headers.to_vec(), body)
        .prop_map(move |(places, queries, headers, body)| {
            let mut path = path.clone();
            for place in places {
                let escaped: String = url::form_urlencoded::byte_serialize(place.as_bytes()).collect();
                let (begin, rest) = path.split_once('{').unwrap();
                let rest = rest.split_once('}').unwrap().1;
                path = format!("{begin}{}{rest}", if escaped.is_empty() { "x" } else { &escaped });
            }
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            for (name, value) in queries {
                if let Some(value) = value {
                    query.append_pair(&name, &value);
                }
            }
            let query = query.finish();
            let path = if query.is_empty() { path } else { format!("{path}?{query}") };
            let headers = headers.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
            Call { path, body, headers }
        })
        .boxed()
}

/// Where a record is not as its schema says.
fn wrong(record: &Value, schema: &Value, api: &Value, place: &str) -> Option<String> {
    if let Some(name) = schema["$ref"].as_str() {
        return wrong(record, api.pointer(name.trim_start_matches('#'))?, api, place);
    }
    let properties = schema["properties"].as_object();
    match record {
        Value::Object(fields) if properties.is_some() => {
            let needed = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let missing = needed.map(str::to_owned).find(|name| !fields.contains_key(name));
            missing.map(|name| format!("{place}.{name} is missing")).or_else(|| {
                fields.iter().find_map(|(name, value)| {
                    let at = format!("{place}.{name}");
                    match properties?.get(name) {
                        None => Some(format!("{at} is not described")),
                        Some(of) => wrong(value, of, api, &at),
                    }
                })
            })
        }
        Value::Array(items) => items.iter().find_map(|item| wrong(item, &schema["items"], api, place)),
        _ => None,
    }
}

/// What an answer says that the description does not.
fn undescribed(operation: &Operation, told: &Told, api: &Value, whole: bool) -> Option<String> {
    let named = &operation.told["responses"][told.status.as_str()];
    if told.status.is_server_error() || named.is_null() {
        return Some(format!("{} is not described: {}", told.status, told.body));
    }
    let kind = told.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if told.status.is_client_error() {
        let problem = kind == "application/problem+json" && told.body["type"].is_string();
        return (!problem).then(|| format!("{} is no problem document: {kind}", told.status));
    }
    let schema = &named["content"]["application/json"]["schema"];
    if schema.is_null() || !whole { None } else { wrong(&told.body, schema, api, "") }
}

/// Records that are there, so that calls reach further than "there is none".
async fn known(boss: &Program<'_>, house: &crate::screened::House) -> Vec<String> {
    let ana = house.scored("Ana", 80).await;
    let mut known = vec![ana.id.to_string(), ana.candidate.to_string(), ana.job.to_string()];
    let job = boss.get("/jobs").await.body["items"][0].clone();
    known.extend([plain(job["workflow"].clone()), plain(job["stages"][1]["id"].clone())]);
    let category =
        boss.write(Method::POST, "/tag-categories", json!({"name": "Fit", "colour": "blue"}), "a").await;
    let tag = json!({"name": "Good", "category": category.body["id"]});
    let tag = boss.write(Method::POST, "/tags", tag, "b").await;
    let field = json!({"name": "Size", "of": "candidate", "kind": "integer"});
    let field = boss.write(Method::POST, "/custom-attributes", field, "c").await;
    let comments = format!("/candidates/{}/comments", ana.candidate);
    let comment = boss.write(Method::POST, &comments, json!({"text": "Good"}), "d").await;
    known.extend([category, tag, field, comment].map(|told| plain(told.body["id"].clone())));
    known
}

#[test]
fn no_call_meets_a_server_error_or_an_undescribed_answer() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let api = described();
    let house = runtime.block_on(house());
    let house = runtime.block_on(house.asking());
    let everything = Permission::all().map(|one| one.word()).collect::<Vec<_>>().join(" ");
    let boss = runtime.block_on(program(&house.stage, Role::Administrator, &everything));
    let known = runtime.block_on(known(&boss, &house));
    let (mut reached, mut failed) = (BTreeSet::new(), Vec::new());
    for operation in operations(&api) {
        let config = Config { cases: CALLS, failure_persistence: None, ..Config::default() };
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let mut runner = TestRunner::new_with_rng(config, rng);
        let statuses = RefCell::new(BTreeSet::new());
        let done = runner.run(&call(&operation, &api, &known), |call| {
            let headers: Vec<_> = call.headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let method = operation.method.clone();
            let told = runtime.block_on(boss.call(method, &call.path, call.body.clone(), &headers));
            statuses.borrow_mut().insert(told.status.as_u16());
            let whole = !call.path.contains("fields=");
            prop_assert_eq!(undescribed(&operation, &told, &api, whole), None);
            Ok(())
        });
        if let Err(error) = done {
            failed.push(format!("{} {}: {error}", operation.method, operation.path));
        }
        if statuses.borrow().iter().any(|status| *status < 300) {
            reached.insert(format!("{} {}", operation.method, operation.path));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    // Calls that are all refused would prove little.
    assert!(reached.len() >= 20, "only these were ever done: {reached:#?}");
}
