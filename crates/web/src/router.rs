//! The table of contents: every route, and who may use it.

use std::time::Duration;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware,
    response::Redirect,
    routing::MethodRouter,
};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer,
    set_header::SetResponseHeaderLayer, timeout::TimeoutLayer,
};

use crate::{
    Web,
    access::{Access, Route, get, post},
    api, assets, hooks, messenger, operations, pages, rejection, session, trace,
};

/// What may be uploaded at once: an attachment of 20 MB and the form around it.
pub(crate) const LARGEST_BODY: usize = 22 * 1024 * 1024;

/// Only what this server itself serves is loaded, and nobody else may frame a page.
const CONTENT_POLICY: &str = "default-src 'self'; img-src 'self' data:; frame-src 'self'; object-src 'self'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/// Every route, and who may use it.
pub fn routes() -> Vec<Route> {
    [
        vec![
            get("/", Access::SignedIn, start),
            get("/assets/{*path}", Access::Public, assets::serve),
            get("/health", Access::Public, operations::live),
            get("/ready", Access::Public, operations::ready),
            get("/metrics", Access::Public, operations::metrics),
            post("/hooks/{connection}", Access::Proven, hooks::take),
            post("/messenger/{connection}", Access::Proven, messenger::take),
        ],
        pages::people::routes(),
        pages::api_reference::routes(),
        pages::announce::routes(),
        pages::hiring::routes(),
        pages::fairness::routes(),
        pages::integrations::routes(),
        pages::handoff::routes(),
        pages::screening::routes(),
        pages::follow_up::routes(),
        pages::mail::routes(),
        pages::referral::routes(),
        pages::referral_settings::routes(),
        pages::referred::routes(),
        pages::referrals::routes(),
        pages::settings::routes(),
        pages::sourcing::routes(),
        api::v1::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The service: every route behind its guard, and what all of them have in common.
pub fn router(web: Web) -> Router {
    let (proven, others): (Vec<_>, Vec<_>) =
        routes().into_iter().partition(|route| route.access == Access::Proven);
    let gather = |routes: Vec<Route>| {
        routes.into_iter().fold(Router::new(), |router, route| {
            let writes = route.path.starts_with("/api/") && route.method != Method::GET;
            let handler = if writes { once_each(&web, route.access, route.handler) } else { route.handler };
            router.route(route.path, handler)
        })
    };
    let proven = gather(proven).layer(DefaultBodyLimit::max(hooks::LARGEST));
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    gather(others)
        // The way a refusal is said lies around all that may refuse.
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(middleware::from_fn_with_state(web.clone(), session::identify))
        .layer(CsrfLayer::new())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        // These come from other sites and belong to nobody's session.
        .merge(proven)
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(60)))
        .layer(middleware::from_fn(rejection::in_words))
        .layer(CatchPanicLayer::new())
        .layer(header(header::CONTENT_SECURITY_POLICY, CONTENT_POLICY))
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "same-origin"))
        .layer(CompressionLayer::new())
        // Around all, so that a refusal of any of them has its name and is counted.
        .layer(middleware::from_fn_with_state(web.clone(), trace::follow))
        .with_state(web)
}

/// A write of the API, done once for each key that callers give it.
fn once_each(web: &Web, access: Access, handler: MethodRouter<Web>) -> MethodRouter<Web> {
    handler.layer(middleware::from_fn_with_state((web.clone(), access), api::once::once))
}

async fn start() -> Redirect {
    Redirect::to("/jobs")
}
