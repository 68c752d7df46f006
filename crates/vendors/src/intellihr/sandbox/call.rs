//! What is known of a request before anybody looks into it: where it came in, when, and its number.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    extract::{Request, State},
    http::uri::Scheme,
    middleware::Next,
    response::Response,
};
use connect::World;
use jiff::Timestamp;

use super::{ids, moments};

/// A request.
#[derive(Clone, Debug)]
pub struct Call {
    /// Scheme and host as the caller used them, so that links stay on the caller's own host.
    pub origin: String,
    /// The path, with the version.
    pub path: String,
    /// The query as it was written.
    pub query: String,
    /// The sandbox's time.
    pub now: Timestamp,
    /// The number that the answer carries.
    pub request_id: String,
}

impl Call {
    /// The address of something on the API.
    pub fn link(&self, path: &str, id: &str) -> String {
        format!("{}/v1/{path}/{id}", self.origin)
    }

    /// The time as the vendor writes it.
    pub fn moment(&self) -> String {
        moments::write(self.now)
    }
}

/// The worlds' clock, and the requests counted so far.
#[derive(Clone)]
pub struct Desk {
    world: Arc<World>,
    requests: Arc<AtomicU64>,
}

impl Desk {
    /// A desk where no request came in yet.
    pub fn new(world: Arc<World>) -> Self {
        Self { world, requests: Arc::default() }
    }
}

/// Writes down what is known of a request.
pub async fn note(State(desk): State<Desk>, mut request: Request, next: Next) -> Response {
    let now = desk.world.clock.now();
    let number = desk.requests.fetch_add(1, Ordering::Relaxed);
    let host = request.headers().get("host").and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    // A host that ends TLS says so by putting the scheme among the request's extensions.
    let scheme = request.extensions().get::<Scheme>().map_or("http", Scheme::as_str);
    let call = Call {
        origin: format!("{scheme}://{host}"),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        now,
        request_id: ids::numbered(now.as_nanosecond() as u64 ^ number.rotate_left(40)),
    };
    request.extensions_mut().insert(call);
    next.run(request).await
}
