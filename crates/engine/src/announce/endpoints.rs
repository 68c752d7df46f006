//! Endpoints: made, changed, given another secret, held, taken away.

use std::time::Duration;

use connect::hosts::Reach;
use model::{WebhookEndpointId, access::Right, hire::FieldProblem, workspace::WorkspaceKind};
use secrecy::SecretString;
use store::{Conn, announce::endpoint};

use super::{EVENTS, Endpoint, EndpointState, seal, sign};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// For how long messages are signed with the secret before as well.
pub const OVERLAP: Duration = Duration::from_secs(24 * 3600);

/// The most endpoints of a workspace: each of them costs a row for each event.
const MOST: usize = 20;

/// What can be said of an endpoint.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Its address: over https, or without on this very machine.
    pub url: String,
    /// Which events it is told.
    pub events: Vec<String>,
}

/// Every endpoint, the oldest first.
///
/// # Errors
/// [`Error::Denied`].
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Endpoint>> {
    actor.require(Right::IntegrationsManage)?;
    Ok(endpoint::all(&app.db, actor.workspace).await?)
}

/// One endpoint.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn get(app: &App, actor: &Actor, id: WebhookEndpointId) -> Result<Endpoint> {
    actor.require(Right::IntegrationsManage)?;
    the(&app.db, actor, id).await
}

pub(super) async fn the(conn: &impl Conn, actor: &Actor, id: WebhookEndpointId) -> Result<Endpoint> {
    endpoint::get(conn, actor.workspace, id).await?.ok_or(Error::NotFound("webhook endpoint"))
}

/// Makes an endpoint and gives the secret that its messages are signed with, which is never shown again. The fields of
/// the error are `url` and `events`.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`].
pub async fn create(app: &App, actor: &Actor, typed: &Typed) -> Result<(Endpoint, SecretString)> {
    actor.require(Right::IntegrationsManage)?;
    let (url, events) = checked(actor, typed)?;
    let (id, secret) = (app.id(), sign::secret(app.dice.bytes()));
    let made = Endpoint {
        id,
        workspace: actor.workspace,
        url,
        events,
        secret: seal(app, id, &secret),
        old: None,
        state: EndpointState::Enabled,
        problem: None,
        failing_since: None,
        created_at: app.now(),
    };
    let tx = app.db.begin().await?;
    if endpoint::all(&tx, actor.workspace).await?.len() >= MOST {
        return Err(Error::Conflict(format!("There are {MOST} endpoints already; take one away first.")));
    }
    endpoint::insert(&tx, &made).await?;
    let detail = format!("Made the webhook endpoint {}", made.url);
    audit::write(app, &tx, actor, "webhook.made", ("webhook", Some(id.into())), detail).await?;
    tx.commit().await?;
    Ok((made, secret))
}

/// Changes the address and the events of an endpoint.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Invalid`] as for [`create`].
pub async fn change(app: &App, actor: &Actor, id: WebhookEndpointId, typed: &Typed) -> Result<()> {
    actor.require(Right::IntegrationsManage)?;
    let (url, events) = checked(actor, typed)?;
    let tx = app.db.begin().await?;
    let before = the(&tx, actor, id).await?;
    let detail = format!("Changed the webhook endpoint {url}");
    endpoint::update(&tx, &Endpoint { url, events, ..before }).await?;
    audit::write(app, &tx, actor, "webhook.changed", ("webhook", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}

/// Gives an endpoint another secret. For a day its messages are signed with the one before as well.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn another_secret(app: &App, actor: &Actor, id: WebhookEndpointId) -> Result<SecretString> {
    actor.require(Right::IntegrationsManage)?;
    let tx = app.db.begin().await?;
    let before = the(&tx, actor, id).await?;
    let secret = sign::secret(app.dice.bytes());
    let old = Some((before.secret.clone(), app.now() + OVERLAP));
    endpoint::update(&tx, &Endpoint { secret: seal(app, id, &secret), old, ..before }).await?;
    let detail = "Gave a webhook endpoint another secret";
    audit::write(app, &tx, actor, "webhook.secret_changed", ("webhook", Some(id.into())), detail).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Holds an endpoint, or lets it be sent what happens from now on. What happened meanwhile is kept, to be sent again.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn enable(app: &App, actor: &Actor, id: WebhookEndpointId, enabled: bool) -> Result<()> {
    actor.require(Right::IntegrationsManage)?;
    let tx = app.db.begin().await?;
    let before = the(&tx, actor, id).await?;
    let (state, action, detail) = if enabled {
        (EndpointState::Enabled, "webhook.enabled", "Enabled a webhook endpoint")
    } else {
        (EndpointState::Disabled, "webhook.disabled", "Disabled a webhook endpoint")
    };
    endpoint::update(&tx, &Endpoint { state, problem: None, failing_since: None, ..before }).await?;
    audit::write(app, &tx, actor, action, ("webhook", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}

/// Takes an endpoint away with its messages.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn delete(app: &App, actor: &Actor, id: WebhookEndpointId) -> Result<()> {
    actor.require(Right::IntegrationsManage)?;
    let tx = app.db.begin().await?;
    let gone = the(&tx, actor, id).await?;
    endpoint::delete(&tx, id).await?;
    let detail = format!("Took the webhook endpoint {} away", gone.url);
    audit::write(app, &tx, actor, "webhook.deleted", ("webhook", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}

fn checked(actor: &Actor, typed: &Typed) -> Result<(String, Vec<String>)> {
    let mut problems = Vec::new();
    let mut wrong =
        |field: &str, message: String| problems.push(FieldProblem { field: field.into(), message });
    let url = typed.url.trim().to_owned();
    match reach(actor.kind, &url) {
        _ if url.chars().count() > 2000 => wrong("url", "The address is too long.".into()),
        Ok(_) => {}
        Err(why) => wrong("url", why),
    }
    let events: Vec<String> =
        EVENTS.iter().map(|event| event.name.to_owned()).filter(|name| typed.events.contains(name)).collect();
    if let Some(strange) = typed.events.iter().find(|name| !events.contains(name)) {
        wrong("events", format!("There is no event “{strange}”."));
    } else if events.is_empty() {
        wrong("events", "Choose at least one event.".into());
    }
    if problems.is_empty() { Ok((url, events)) } else { Err(Error::Invalid(problems)) }
}

/// Where an endpoint's messages may go: its own address, and from a sandbox workspace to this machine alone.
pub(super) fn reach(kind: WorkspaceKind, url: &str) -> std::result::Result<Reach, String> {
    let reach = Reach::only(url).map_err(|why| format!("{why}."))?;
    let here = match reach.base.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    };
    if kind == WorkspaceKind::Sandbox && !here {
        return Err(
            "A sandbox workspace sends webhooks to this machine alone, such as http://127.0.0.1:8080/hook."
                .into(),
        );
    }
    Ok(reach)
}
