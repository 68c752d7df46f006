//! The invented vendor: people that can be listed by page, read and added with a key.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, Query, State},
    routing::{get, post},
};
use connect::{Clock, Manifest, Outgoing, StandIn, World, clock::SystemClock};
use http::{HeaderMap, StatusCode};
use sandbox::{Announcement, Faults, Host, Options};
use serde_json::{Value, json};

static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| {
    Manifest::parse(
        r#"
        vendor = "desk"
        name = "Desk & Sons"
        kind = "hris"
        summary = "An invented HR system."
        api_version = "v1"
        read_on = "2026-02-01"
        docs = "https://docs.desk.example/api"
        base = "https://desk.example/{tenant}/v1"
        hosts = ["desk.example"]
        secret_headers = ["authorization"]
        log_clear = []
        credential = []
        setup = []
        permission = []
        limits = { in_flight = 4, timeout_seconds = 30, source = "invented" }
        operation = [
            { call = "GET /people", basis = "documented" },
            { call = "POST /people", basis = "recorded", note = "The order of <errors> is not known." },
            { call = "GET /people/{id}", basis = "inferred" },
            { call = "POST /panic", basis = "ours" },
        ]
        "#,
    )
});

pub struct Desk;

impl StandIn for Desk {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn seed(&self, seed: u64, people: usize) -> Value {
        json!({ "people": (0..people).map(|n| json!({ "name": format!("{seed}-{n}") })).collect::<Vec<_>>() })
    }

    fn credentials(&self) -> BTreeMap<String, String> {
        BTreeMap::from([("tenant".into(), "acme".into()), ("api_key".into(), "desk-key-1".into())])
    }

    /// What stands under `letters` and was not answered yet.
    fn due(&self, world: &World) -> Vec<Outgoing> {
        let letter = |letter: &Value| Outgoing {
            id: letter["id"].as_str().unwrap().into(),
            url: letter["url"].as_str().unwrap().into(),
            headers: vec![("desk-signature".into(), "signed".into())],
            body: letter["text"].as_str().unwrap().into(),
        };
        world.read(|all| {
            let letters = all["letters"].as_array().into_iter().flatten();
            letters.filter(|letter| letter["answers"].is_null()).map(letter).collect()
        })
    }

    fn answered(&self, world: &World, id: &str, status: Option<u16>) {
        world.change(|all| {
            let mut letters = all["letters"].as_array_mut().unwrap().iter_mut();
            letters.find(|letter| letter["id"] == id).unwrap()["answers"] = json!([status]);
        });
    }

    fn command(&self, world: &World, name: &str, wish: &Value) -> Result<Value, String> {
        if name != "write" {
            return Err(format!("The desk can't {name}."));
        }
        world.change(|all| all["letters"] = json!([wish]));
        Ok(json!({"written": 1}))
    }

    fn router(&self, world: Arc<World>) -> Router {
        let routes = Router::new()
            .route("/people", get(list).post(add))
            .route("/people/{id}", get(read))
            .route("/time", get(async |State(world): State<Arc<World>>| world.clock.now().to_string()))
            .route("/nothing", post(async || StatusCode::NO_CONTENT))
            .route("/panic", post(async || -> () { panic!("the stand-in fails") }));
        Router::new().nest("/acme/v1", routes).with_state(world)
    }
}

/// Two people a page.
async fn list(State(world): State<Arc<World>>, Query(query): Query<BTreeMap<String, usize>>) -> Json<Value> {
    let page = query.get("page").copied().unwrap_or(0);
    let people = world.read(|all| all["people"].as_array().unwrap().clone());
    Json(people.into_iter().skip(page * 2).take(2).collect())
}

async fn read(State(world): State<Arc<World>>, Path(id): Path<usize>) -> Result<Json<Value>, StatusCode> {
    world.read(|all| all["people"].get(id).cloned()).map(Json).ok_or(StatusCode::NOT_FOUND)
}

async fn add(State(world): State<Arc<World>>, headers: HeaderMap, body: Bytes) -> (StatusCode, Json<Value>) {
    if headers.get("authorization").is_none_or(|key| key != "desk-key-1") {
        return (StatusCode::UNAUTHORIZED, Json(json!({ "error": "no key" })));
    }
    let Ok(person) = serde_json::from_slice::<Value>(&body) else {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "not JSON" })));
    };
    world.change(|all| all["people"].as_array_mut().unwrap().push(person.clone()));
    (StatusCode::CREATED, Json(person))
}

/// A host of one desk with four people.
pub async fn start(faults: &str) -> Running {
    let faults: Faults = faults.parse().unwrap();
    start_with(Options { faults, ..options() }).await
}

pub fn options() -> Options {
    Options { people: 4, ..Options::default() }
}

pub async fn start_with(options: Options) -> Running {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let host = Host::start(vec![Arc::new(Desk)], options, clock).await.unwrap();
    let at = host.announcements().remove(0);
    let client = client().build().unwrap();
    Running { host, at, client }
}

/// A client that tries nothing twice by itself.
pub fn client() -> reqwest::ClientBuilder {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().retry(reqwest::retry::never())
}

pub struct Running {
    pub host: Host,
    pub at: Announcement,
    pub client: reqwest::Client,
}

impl Running {
    pub async fn get(&self, path: &str) -> reqwest::Result<reqwest::Response> {
        self.client.get(format!("{}{path}", self.at.base_url)).send().await
    }

    pub async fn add(&self, name: &str) -> reqwest::Result<reqwest::Response> {
        let request = self.client.post(format!("{}/people", self.at.base_url));
        request.header("authorization", "desk-key-1").body(json!({ "name": name }).to_string()).send().await
    }

    /// The names in the world, read behind HTTP's back.
    pub fn names(&self) -> Vec<String> {
        self.host.world("desk").unwrap().read(|all| {
            let people = all["people"].as_array().unwrap();
            people.iter().map(|person| person["name"].as_str().unwrap().to_owned()).collect()
        })
    }

    pub async fn look(&self, control: &str) -> Value {
        let url = format!("{}{control}", self.at.control_url);
        let response = self.client.get(url).send().await.unwrap().error_for_status().unwrap();
        response.json().await.unwrap()
    }

    /// Posts to a control; gives status and document.
    pub async fn control(&self, control: &str, body: Value) -> (u16, Value) {
        let request = self.client.post(format!("{}{control}", self.at.control_url)).json(&body);
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    pub async fn journal(&self) -> Vec<Value> {
        self.look("/requests").await["requests"].as_array().unwrap().clone()
    }
}
