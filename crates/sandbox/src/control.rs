//! The control page and the control API of one sandbox.
//!
//! It lies on the stand-in's own port under a prefix: see the crate's first lines for the reason. Nobody signs
//! in here, so [`guard`] keeps out what a web page elsewhere could send.

mod clock;
mod commands;
mod faults;
mod guard;
mod page;
mod problem;
mod requests;
mod reset;
mod state;

use std::{net::IpAddr, sync::Arc};

use axum::{
    Router, middleware,
    routing::{get, post},
};
use tower_http::csrf::CsrfLayer;

use self::problem::Problem;
use crate::running::Running;

/// The prefix under which a sandbox is controlled.
pub const CONTROL: &str = "/_gangway";

/// Whether a path belongs to the control and not to the stand-in.
pub(crate) fn is_control(path: &str) -> bool {
    path.strip_prefix(CONTROL).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The control of one sandbox that listens on an address.
pub(crate) fn router(running: Arc<Running>, listen: IpAddr) -> Router {
    let below = Router::new()
        .route("/", get(page::show))
        .route("/page.css", get(page::style))
        .route("/page.js", get(page::script))
        .route("/state", get(state::show))
        .route("/requests", get(requests::list))
        .route("/faults", get(faults::show).post(faults::replace))
        .route("/reset", post(reset::reset))
        .route("/clock", get(clock::show).post(clock::set))
        .route("/seed", post(reset::seed))
        .route("/commands/{name}", post(commands::run));
    Router::new()
        .nest(CONTROL, below)
        // Nesting leaves out the address with a slash at its end, which people type and tools make.
        .route(&format!("{CONTROL}/"), get(page::show))
        .fallback(async || Problem::not_found("There is no such control."))
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .with_state(running)
        .layer(CsrfLayer::new().with_rejection_response(|_| Problem::cross_site()))
        .layer(middleware::from_fn_with_state(listen, guard::host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_prefix_itself_is_ours() {
        assert!(is_control("/_gangway") && is_control("/_gangway/state"));
        assert!(!is_control("/_gangways") && !is_control("/v1/_gangway/state") && !is_control("/"));
    }
}
