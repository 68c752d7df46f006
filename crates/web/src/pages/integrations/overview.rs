//! `/settings/integrations/{id}`: state, health, and what the key may do.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use engine::{
    Error,
    integrations::{Basis, Connection, Manifest, abilities, check, get, toggle},
};
use model::{
    ConnectionId,
    connection::{ConnectionStatus, Probe},
};

use super::view::{Head, Moment};
use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "integrations/overview.html")]
struct Overview {
    shell: Shell,
    head: Head,
    account: String,
    checked: Option<Moment>,
    good: Option<Moment>,
    problem: Option<(Moment, String)>,
    paused: Option<Moment>,
    /// Whether what was found about the key was found before it was refused.
    outdated: bool,
    permissions: Vec<Permission>,
    settings: Vec<(String, String)>,
    facts: Vec<Fact>,
    docs: String,
    version: String,
    read_on: String,
    limits: String,
}

struct Permission {
    state: &'static str,
    label: String,
    hint: String,
}

/// One thing that is not documented by the vendor but modelled.
struct Fact {
    call: String,
    basis: &'static str,
    note: String,
}

/// Shows the connection.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
) -> Page {
    let connection = get(&web, &visitor.actor, id).await?;
    let manifest = web.connector(&connection.vendor).ok_or(Failure::not_found("app"))?.manifest();
    let now = web.now();
    Ok(page(&Overview {
        shell: shell.at("integrations"),
        head: Head::of(&web, &connection, "overview"),
        account: connection.report.as_ref().map(|report| report.account.clone()).unwrap_or_default(),
        checked: connection.checked_at.map(Into::into),
        good: connection.last_good_at.map(Into::into),
        paused: connection.paused_until.filter(|until| *until > now).map(Into::into),
        outdated: connection.status == ConnectionStatus::Broken && connection.report.is_some(),
        permissions: permissions(&connection, manifest),
        settings: manifest
            .credential
            .iter()
            .filter_map(|field| Some((field.label.clone(), connection.settings.get(&field.key)?.clone())))
            .collect(),
        facts: facts(manifest),
        docs: manifest.docs.clone(),
        version: manifest.api_version.clone(),
        read_on: manifest.read_on.clone(),
        limits: format!("{} calls at a time. {}", manifest.limits.in_flight, manifest.limits.source),
        problem: connection.last_problem.map(|(at, sentence)| (at.into(), sentence)),
    }))
}

fn permissions(connection: &Connection, manifest: &Manifest) -> Vec<Permission> {
    let found = connection.report.as_ref();
    manifest
        .permission
        .iter()
        .map(|permission| {
            let finding =
                found.and_then(|report| report.permissions.iter().find(|f| f.key == permission.key));
            let probe = finding.map_or(Probe::Unknown, |finding| finding.probe);
            let detail = finding.map(|finding| finding.detail.as_str()).unwrap_or_default();
            let state = match probe {
                Probe::Granted => "ok",
                Probe::Missing => "error",
                Probe::Unknown => "unknown",
            };
            let meaning = match probe {
                Probe::Granted => permission.purpose.clone(),
                Probe::Missing if permission.required => {
                    format!("{} The connection can't be enabled without it.", permission.without)
                }
                Probe::Missing => permission.without.clone(),
                Probe::Unknown if found.is_none() => "Not tested yet.".into(),
                Probe::Unknown => {
                    format!("Can't be found out without writing. If it is missing: {}", permission.without)
                }
            };
            Permission {
                state,
                label: permission.label.clone(),
                hint: format!("{meaning} {detail}").trim().into(),
            }
        })
        .collect()
}

fn facts(manifest: &Manifest) -> Vec<Fact> {
    manifest
        .operation
        .iter()
        .filter_map(|operation| {
            let basis = match operation.basis {
                Basis::Documented | Basis::Recorded => return None,
                Basis::Inferred => "Inferred",
                Basis::Ours => "Modelled by us",
            };
            Some(Fact { call: operation.call.clone(), basis, note: operation.note.clone() })
        })
        .collect()
}

/// Tests the connection.
pub async fn test(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ConnectionId>) -> Page {
    let page = format!("/settings/integrations/{id}");
    Ok(match check::check(&web, &visitor.actor, id).await {
        Ok(_) => flash::done(&page, "The key works."),
        Err(Error::Vendor(error)) => {
            flash::redirect_with(&page, "error", &format!("The test failed. {error}."))
        }
        Err(error) => return Err(Failure(error)),
    })
}

/// Enables the connection.
pub async fn enable(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ConnectionId>) -> Page {
    let outcome = toggle::enable(&web, &visitor.actor, id).await;
    let can = abilities(&web, &get(&web, &visitor.actor, id).await?.vendor);
    let done = match (can.hires, can.records) {
        (true, false) => "Enabled. Hired candidates can be sent now.",
        (false, true) => "Enabled. Its jobs, candidates and applications arrive now; look at Sync.",
        _ => "Enabled.",
    };
    said(id, outcome, done)
}

/// Disables the connection.
pub async fn disable(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ConnectionId>) -> Page {
    let outcome = toggle::disable(&web, &visitor.actor, id).await;
    said(id, outcome, "Disabled. Nothing is sent or fetched; what is queued waits.")
}

/// Back to the connection with what came of it.
fn said(id: ConnectionId, outcome: engine::Result<()>, done: &str) -> Result<Response, Failure> {
    let page = format!("/settings/integrations/{id}");
    match outcome {
        Ok(()) => Ok(flash::done(&page, done)),
        Err(Error::Conflict(sentence)) => Ok(flash::redirect_with(&page, "error", &sentence)),
        Err(error) => Err(Failure(error)),
    }
}
