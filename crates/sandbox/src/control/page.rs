//! The control page.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::{Html, IntoResponse, Response},
};
use connect::{Clock, manifest::Manifest};
use http::{HeaderName, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use serde::Deserialize;

use super::problem::Problem;
use crate::{
    announcement::Announcement,
    clock::Pace,
    faults::{Faults, Kind, Rule},
    journal::{Counters, Entry, Excerpt},
    running::{Origin, Running},
};

/// Lines of the journal on the page; the rest is found by filtering or in `/requests`.
const LINES: usize = 200;

/// The page runs nothing but its own script, and stands in nobody's frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                      form-action 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

#[derive(Template)]
#[template(path = "control.html")]
struct Page<'a> {
    control: &'static str,
    manifest: &'a Manifest,
    at: &'a Announcement,
    pages: &'static [(&'static str, &'static str)],
    counters: Counters,
    answered: u64,
    struck: u64,
    filter: &'a str,
    entries: Vec<Arc<Entry>>,
    most: usize,
    faults: Faults,
    rules: Vec<Row>,
    now: Timestamp,
    pace: Pace,
    origin: Origin,
}

impl Page<'_> {
    fn bodies(entry: &Entry) -> [(&'static str, &Excerpt); 2] {
        [("Request", &entry.request), ("Answer of the stand-in", &entry.response)]
    }
}

/// One line of the faults' form.
struct Row {
    kind: Kind,
    in_force: bool,
    rate: String,
    nth: String,
    wait_ms: String,
    method: String,
    path: String,
}

/// The rules in force, then an empty line for each kind that has none.
fn rows(faults: &Faults) -> Vec<Row> {
    let idle = Kind::ALL.into_iter().filter(|kind| !faults.has(*kind)).map(Row::idle);
    faults.rules().iter().map(Row::of).chain(idle).collect()
}

impl Row {
    fn idle(kind: Kind) -> Self {
        let [rate, nth, wait_ms, method, path] = [const { String::new() }; 5];
        Self { kind, in_force: false, rate, nth, wait_ms, method, path }
    }

    fn of(rule: &Rule) -> Self {
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        Self {
            kind: rule.kind,
            in_force: true,
            rate: rule.rate.to_string(),
            nth: number(rule.nth),
            wait_ms: number(rule.wait_ms),
            method: rule.method.clone().unwrap_or_default(),
            path: rule.path.clone().unwrap_or_default(),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Question {
    #[serde(default)]
    filter: String,
}

pub(super) async fn show(
    State(running): State<Arc<Running>>,
    question: Result<Query<Question>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(question) = question.map_err(|error| Problem::bad_request(error.body_text()))?;
    let (counters, faults) = (running.journal.counters(), running.faults());
    let page = Page {
        control: super::CONTROL,
        manifest: running.stand_in.manifest(),
        at: &running.announcement,
        pages: running.stand_in.pages(),
        answered: counters.statuses.values().sum(),
        struck: counters.faults.values().sum(),
        counters,
        filter: &question.filter,
        entries: running.journal.newest(&question.filter, LINES),
        most: LINES,
        rules: rows(&faults),
        faults,
        now: running.clock.now(),
        pace: running.clock.pace(),
        origin: running.origin(),
    };
    let html =
        page.render().map_err(|error| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    let headers: [(HeaderName, HeaderValue); 2] = [
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, Html(html)).into_response())
}

/// Filters of the template.
mod filters {
    use connect::manifest::Basis;

    /// The word of a basis, which is also its colour's class.
    #[askama::filter_fn]
    pub fn basis(basis: &Basis, _: &dyn askama::Values) -> askama::Result<&'static str> {
        Ok(match basis {
            Basis::Documented => "documented",
            Basis::Recorded => "recorded",
            Basis::Inferred => "inferred",
            Basis::Ours => "ours",
        })
    }
}

pub(super) async fn style() -> impl IntoResponse {
    asset("text/css; charset=utf-8", include_str!("../../templates/control.css"))
}

pub(super) async fn script() -> impl IntoResponse {
    asset("text/javascript; charset=utf-8", include_str!("../../templates/control.js"))
}

fn asset(kind: &'static str, text: &'static str) -> impl IntoResponse {
    let kind = HeaderValue::from_static(kind);
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))], text)
}
