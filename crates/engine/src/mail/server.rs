//! The mail server of a workspace: set up by an administrator, tried with a letter to themselves.

use std::net::IpAddr;

use model::{WorkspaceId, access::Right, hire::FieldProblem, workspace::WorkspaceKind};
use secrecy::{ExposeSecret, SecretString};
use store::mail::server as servers;
use url::Url;

use super::{
    Letter, Security, Server,
    smtp::{self, Envelope, Failure},
};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// What was typed. No password means the one that is kept.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The host.
    pub host: String,
    /// The port.
    pub port: String,
    /// How the connection is encrypted.
    pub security: Security,
    /// The name to sign in with; empty for none.
    pub user: String,
    /// The password; empty for the one that is kept.
    pub password: SecretString,
    /// The address that letters come from.
    pub from_address: String,
    /// The name that letters come from.
    pub from_name: String,
}

/// The workspace's mail server, if there is one.
///
/// # Errors
/// [`Error::Denied`].
pub async fn get(app: &App, actor: &Actor) -> Result<Option<Server>> {
    actor.require(Right::WorkspaceManage)?;
    Ok(servers::get(&app.db, actor.workspace).await?)
}

/// Keeps the workspace's mail server. Letters that were written before stay in the mailbox.
///
/// # Errors
/// [`Error::Invalid`] at each field that can't be accepted.
pub async fn set(app: &App, actor: &Actor, typed: &Typed) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let before = servers::get(&tx, actor.workspace).await?;
    let server = accept(app, actor, typed, before.as_ref())?;
    servers::put(&tx, actor.workspace, &server).await?;
    let detail = format!("Letters go out by {} on port {}", server.host, server.port);
    audit::write(app, &tx, actor, "mail.server_set", ("workspace", None), detail).await?;
    Ok(tx.commit().await?)
}

/// Forgets the workspace's mail server: letters wait in the mailbox from then on.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn forget(app: &App, actor: &Actor) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    if !servers::forget(&tx, actor.workspace).await? {
        return Err(Error::NotFound("mail server"));
    }
    let detail = "Letters wait in the mailbox";
    audit::write(app, &tx, actor, "mail.server_forgotten", ("workspace", None), detail).await?;
    Ok(tx.commit().await?)
}

/// Hands a letter to the person who asks over to the mail server, at once. The sentence says why it was not taken.
///
/// # Errors
/// [`Error::Conflict`] with that sentence; [`Error::NotFound`] where there is no mail server.
pub async fn try_out(app: &App, actor: &Actor, to: &str) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let server = servers::get(&app.db, actor.workspace).await?.ok_or(Error::NotFound("mail server"))?;
    let letter = Letter {
        to_name: actor.name.clone(),
        to_address: to.to_owned(),
        subject: "Gangway can send letters".into(),
        text: format!(
            "Hello {},\n\nthis letter was sent to try the mail server. That you read it means that it works.\n\n{}\n",
            actor.name,
            app.public.base()
        ),
        kind: "test".into(),
        about: None,
    };
    let clear = password(app, actor.workspace, &server)?;
    let host = hello(app);
    let message_id = format!("<{}@{host}>", app.id::<uuid::Uuid>());
    let envelope = Envelope { letter: &letter, message_id, written_at: app.now() };
    let outcome = match guard(actor.kind, &server.host) {
        Ok(()) => smtp::deliver(&server, clear.as_ref(), &host, &envelope).await,
        Err(why) => Err(Failure::Server(why)),
    };
    let tx = app.db.begin().await?;
    let of_server = if let Err(Failure::Server(why)) = &outcome { Some(why.as_str()) } else { None };
    servers::note(&tx, actor.workspace, of_server, app.now()).await?;
    let detail = if outcome.is_ok() { "A test letter was taken" } else { "A test letter was not taken" };
    audit::write(app, &tx, actor, "mail.server_tried", ("workspace", None), detail).await?;
    tx.commit().await?;
    match outcome {
        Ok(()) => Ok(()),
        Err(Failure::Server(why) | Failure::Later(why) | Failure::Never(why)) => Err(Error::Conflict(why)),
    }
}

fn accept(app: &App, actor: &Actor, typed: &Typed, before: Option<&Server>) -> Result<Server> {
    let mut problems = Vec::new();
    let mut wrong =
        |field: &str, message: String| problems.push(FieldProblem { field: field.into(), message });
    let host = typed.host.trim().to_lowercase();
    if host.is_empty() || Url::parse(&format!("smtp://{host}")).is_err() || host.contains(['/', '@', ' ']) {
        wrong("host", "Enter the mail server's name, such as smtp.example.com.".into());
    } else if let Err(why) = guard(actor.kind, &host) {
        wrong("host", why);
    }
    let port = typed.port.trim().parse().ok().filter(|port| *port > 0);
    if port.is_none() {
        wrong("port", "Enter a port: 465 for TLS, 587 for STARTTLS.".into());
    }
    let user = typed.user.trim().to_owned();
    let kept = before.filter(|before| before.host == host && before.user == user);
    let password = match typed.password.expose_secret() {
        _ if user.is_empty() => None,
        "" => kept.and_then(|kept| kept.password.clone()),
        _ => Some(seal(app, actor.workspace, &typed.password)),
    };
    if !user.is_empty() && password.is_none() {
        wrong("password", "Enter the password for this user on this server.".into());
    }
    if typed.security == Security::None && password.is_some() && !is_this_machine(&host) {
        wrong("security", "A password is never sent unencrypted to another machine. Choose TLS.".into());
    }
    let from_address = typed.from_address.trim().to_owned();
    if from_address.parse::<lettre::Address>().is_err() {
        wrong("from_address", "Enter the e-mail address that letters come from.".into());
    }
    let from_name = typed.from_name.trim().to_owned();
    match port {
        Some(port) if problems.is_empty() => Ok(Server {
            host,
            port,
            security: typed.security,
            user,
            password,
            from_address,
            from_name,
            problem: None,
        }),
        _ => Err(Error::Invalid(problems)),
    }
}

/// A sandbox workspace writes to nobody: its people are invented, and their addresses might not be.
fn guard(kind: WorkspaceKind, host: &str) -> std::result::Result<(), String> {
    if kind == WorkspaceKind::Sandbox && !is_this_machine(host) {
        return Err(
            "A sandbox workspace sends letters to this machine alone. Letters wait in the mailbox.".into()
        );
    }
    Ok(())
}

/// Whether a host is this machine itself.
pub(super) fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// The name by which this hub greets a mail server.
pub(super) fn hello(app: &App) -> String {
    let url = Url::parse(app.public.base()).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| "localhost".into())
}

pub(super) fn seal(app: &App, workspace: WorkspaceId, password: &SecretString) -> String {
    app.vault.seal(password, &place(workspace), app.dice.bytes())
}

/// The password in clear, where there is one.
pub(super) fn password(app: &App, workspace: WorkspaceId, server: &Server) -> Result<Option<SecretString>> {
    let clear = server.password.as_ref().map(|sealed| app.vault.open(sealed, &place(workspace)));
    Ok(clear.transpose().map_err(store::Error::from)?)
}

fn place(workspace: WorkspaceId) -> String {
    format!("mail/{workspace}/password")
}
