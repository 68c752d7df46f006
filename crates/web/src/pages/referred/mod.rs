//! Pages of referrals behind a letter's link: the employee's answer, and the referred person's own page. Whoever has the
//! link may use them; they need no script and stand in no search machine.

mod answer;
mod invitation;

use askama::Template;
use axum::{
    http::{HeaderName, HeaderValue, StatusCode},
    response::Response,
};

use crate::{
    access::{Access, Route, get, post},
    shell::page_with,
};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    vec![
        get("/answer/{token}", Access::Public, answer::show),
        post("/answer/{token}", Access::Public, answer::submit),
        get("/referred/{token}", Access::Public, invitation::show),
        post("/referred/{token}", Access::Public, invitation::submit),
        post("/referred/{token}/decline", Access::Public, invitation::decline),
    ]
}

#[derive(Template)]
#[template(path = "follow_up/gone.html")]
struct GonePage {
    company: String,
}

/// A page that is found by its link alone.
fn unlisted(mut response: Response) -> Response {
    let robots = (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    response.headers_mut().insert(robots.0, robots.1);
    response
}

fn gone() -> Response {
    unlisted(page_with(StatusCode::NOT_FOUND, &GonePage { company: String::new() }))
}
