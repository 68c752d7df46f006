//! `/settings/integrations/{id}`: state, health, and what the key may do.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use engine::{
    Error,
    integrations::{
        Api, Basis, Connection, Manifest, abilities, acknowledge as knowing, check, get,
        permissions::permissions, toggle,
    },
};
use model::{ConnectionId, connection::ConnectionStatus};

use super::{
    view::{Head, Moment},
    xray::XrayView,
};
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
    good: Option<Moment>,
    problem: Option<(Moment, String)>,
    paused: Option<Moment>,
    /// Whether what was found about the key was found before it was refused.
    outdated: bool,
    xray: XrayView,
    settings: Vec<(String, String)>,
    facts: Vec<Fact>,
    docs: String,
    version: String,
    read_on: String,
    limits: String,
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
        good: connection.last_good_at.map(Into::into),
        paused: connection.paused_until.filter(|until| *until > now).map(Into::into),
        outdated: connection.status == ConnectionStatus::Broken && connection.report.is_some(),
        xray: permissions(&web, &visitor.actor, id).await?.into(),
        settings: settings(&connection, manifest),
        facts: facts(manifest),
        docs: manifest.docs.clone(),
        version: manifest.api_version.clone(),
        read_on: manifest.read_on.clone(),
        limits: format!("{} calls at a time. {}", manifest.limits.in_flight, manifest.limits.source),
        problem: connection.last_problem.map(|(at, sentence)| (at.into(), sentence)),
    }))
}

/// Which API it speaks, where there are several, and what was typed that is not secret.
fn settings(connection: &Connection, manifest: &Manifest) -> Vec<(String, String)> {
    let speaks = connection.settings.get(Api::SETTING);
    let api = manifest.api.iter().find(|api| Some(&api.key) == speaks);
    let api = api.map(|api| ("API".to_owned(), api.label.clone()));
    let typed = manifest.credential.iter().filter_map(|field| {
        let value = connection.settings.get(&field.key)?;
        let chosen = field.choice.iter().find(|choice| choice.value == *value);
        Some((field.label.clone(), chosen.map_or(value, |choice| &choice.label).clone()))
    });
    let ahead = connection.report.as_ref().and_then(|report| report.clock_ahead);
    let clock = ahead.map(|ahead| ("Clock there".to_owned(), clock(ahead)));
    api.into_iter().chain(typed).chain(clock).collect()
}

/// How far the clock there is from ours, where a call is only good for a while.
fn clock(ahead: i64) -> String {
    match ahead {
        -1..=1 => "as here".into(),
        ahead if ahead > 0 => format!("{ahead} s ahead of this machine's"),
        ahead => format!("{} s behind this machine's", ahead.abs()),
    }
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

/// Notes that the visitor knows of what the key lost.
pub async fn acknowledge(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ConnectionId>) -> Page {
    let outcome = knowing::acknowledge(&web, &visitor.actor, id).await;
    said(id, outcome, "Noted. It is told again only when it is lost again.")
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
