//! `/settings/integrations/{id}/calls`: what was called and what came, masked.

use askama::Template;
use axum::extract::{Path, State};
use engine::integrations::{
    calls::{LogLine, calls},
    get,
};
use model::ConnectionId;
use serde_json::Value;

use super::view::{Head, Moment};
use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page},
};

/// How many calls the page shows.
const SHOWN: u64 = 100;

#[derive(Template)]
#[template(path = "integrations/calls.html")]
struct Calls {
    shell: Shell,
    head: Head,
    lines: Vec<Line>,
}

struct Line {
    at: Moment,
    purpose: String,
    method: String,
    path: String,
    short_path: String,
    badge: &'static str,
    status: String,
    took: i64,
    problem: Option<String>,
    request: Option<String>,
    response: Option<String>,
    handoff: Option<String>,
    made_for: Option<String>,
}

/// Shows the newest calls.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
) -> Page {
    let connection = get(&web, &visitor.actor, id).await?;
    let logged = calls(&web, &visitor.actor, id, SHOWN).await?;
    Ok(page(&Calls {
        shell: shell.at("integrations"),
        head: Head::of(&web, &connection, "calls"),
        lines: logged.into_iter().map(line).collect(),
    }))
}

fn line(logged: LogLine) -> Line {
    let call = logged.call;
    let badge = match call.status {
        Some(200..=399) if call.problem.is_none() => "badge-ok",
        Some(400..=499) => "badge-warn",
        _ => "badge-danger",
    };
    Line {
        at: call.at.into(),
        purpose: call.purpose,
        method: call.method,
        short_path: shortened(&call.path),
        path: call.path,
        badge,
        status: call.status.map_or("no answer".into(), |status| status.to_string()),
        took: call.took_ms,
        problem: call.problem,
        request: call.request.as_ref().map(pretty),
        response: call.response.as_ref().map(pretty),
        handoff: logged.handoff.map(|id| id.to_string()),
        made_for: logged.request,
    }
}

/// A path that fits its line; the whole stands in the detail.
fn shortened(path: &str) -> String {
    const LONGEST: usize = 72;
    if path.chars().count() <= LONGEST {
        return path.to_owned();
    }
    path.chars().take(LONGEST - 1).chain(['…']).collect()
}

fn pretty(document: &Value) -> String {
    serde_json::to_string_pretty(document).unwrap_or_default()
}
