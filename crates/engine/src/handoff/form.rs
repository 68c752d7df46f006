//! The form of a hand-off: the tenant's own fields, filled with what is known.

use std::{collections::BTreeMap, time::Duration};

use jiff::Timestamp;
use model::{
    ApplicationId, CandidateId, ConnectionId, WorkspaceId,
    access::Right,
    candidate::Candidate,
    connection::ConnectionStatus,
    hire::{HireForm, HireRecord, RequiredBy},
    note::Note,
    workspace::WorkspaceKind,
};
use store::{
    Conn,
    integrations::{
        connection::Connection,
        form,
        handoff::{self, Handoff},
        link::{self, Link},
    },
};

use super::{
    facts::Facts,
    fill::{Filled, fill},
    hired::{Hired, hired},
};
use crate::{
    Actor, App,
    error::{Error, Result},
    integrations::{self, health, open::open},
};

/// How old a fetched form may be before it is fetched again by itself.
const FRESH: Duration = Duration::from_secs(600);

/// The tenant's form, with the administrator's required marks.
#[derive(Clone, Debug)]
pub struct TenantForm {
    /// The fields.
    pub form: HireForm,
    /// When the HR system was asked for them.
    pub fetched_at: Timestamp,
}

/// A form filled for one candidate, before anything is sent.
pub struct Draft {
    /// Who is to be sent.
    pub candidate: Candidate,
    /// For which application.
    pub application: ApplicationId,
    /// Where to.
    pub connection: Connection,
    /// The tenant's form.
    pub tenant: TenantForm,
    /// The values.
    pub record: HireRecord,
    /// Where each value came from, in words.
    pub origins: BTreeMap<String, String>,
    /// What is known and could not be used.
    pub notes: Vec<Note>,
    /// The employee this candidate is already; a second send changes it.
    pub link: Option<Link>,
    /// A hand-off of the same person to the same place that is not over.
    pub unfinished: Option<Handoff>,
}

/// Fills the form for a hired candidate. `refresh` asks the HR system even where a fresh form is at hand.
///
/// # Errors
/// [`Error::Conflict`] where the candidate is not hired or the connection not enabled; [`Error::Vendor`] where
/// the form can't be fetched and none is at hand.
pub async fn draft(
    app: &App,
    actor: &Actor,
    candidate: CandidateId,
    connection: ConnectionId,
    refresh: bool,
) -> Result<Draft> {
    actor.require(Right::HandoffsSend)?;
    let connection = integrations::find(&app.db, actor.workspace, connection).await?;
    usable(app, &connection)?;
    let hired = hired(&app.db, actor.workspace, candidate, None).await?;
    let tenant = tenant_form(app, actor.kind, &connection, refresh).await?;
    let filled = filled(&app.db, actor.workspace, &connection, &tenant.form, &hired).await?;
    Ok(Draft {
        application: hired.application.id,
        link: link::of(&app.db, actor.workspace, connection.id, candidate).await?,
        unfinished: handoff::unfinished(&app.db, actor.workspace, candidate, connection.id).await?,
        candidate: hired.candidate,
        record: filled.record,
        origins: filled.origins,
        notes: filled.notes,
        connection,
        tenant,
    })
}

/// The tenant's form for the pages that configure a connection.
pub async fn of_connection(
    app: &App,
    actor: &Actor,
    connection: ConnectionId,
    refresh: bool,
) -> Result<TenantForm> {
    if !actor.role.may(Right::HandoffsSend) {
        actor.require(Right::IntegrationsManage)?;
    }
    let connection = integrations::find(&app.db, actor.workspace, connection).await?;
    integrations::takes_hires(app, &connection)?;
    tenant_form(app, actor.kind, &connection, refresh).await
}

/// What the mapping makes of the last hired person that was sent here, so that it can be seen at work.
pub async fn example(
    app: &App,
    actor: &Actor,
    connection: ConnectionId,
) -> Result<Option<(String, HireRecord)>> {
    actor.require(Right::IntegrationsManage)?;
    let connection = integrations::find(&app.db, actor.workspace, connection).await?;
    let last = handoff::last_of(&app.db, actor.workspace, connection.id).await?;
    let (Some(last), Some(tenant)) = (last, cached(&app.db, &connection).await?) else { return Ok(None) };
    match hired(&app.db, actor.workspace, last.candidate, Some(last.application)).await {
        Ok(hired) => {
            let filled = filled(&app.db, actor.workspace, &connection, &tenant.form, &hired).await?;
            Ok(Some((hired.candidate.profile.full_name(), filled.record)))
        }
        Err(Error::Conflict(_) | Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Refuses a connection that is not in use, or takes no hires.
pub(super) fn usable(app: &App, connection: &Connection) -> Result<()> {
    integrations::takes_hires(app, connection)?;
    let why = match connection.status {
        ConnectionStatus::Enabled => return Ok(()),
        ConnectionStatus::Disabled => "is disabled. An administrator enables it in Settings > Integrations.",
        ConnectionStatus::Broken => {
            "does not accept its key any more. An administrator reconnects it in Settings > Integrations."
        }
        ConnectionStatus::Disconnected => "was disconnected.",
    };
    Err(Error::Conflict(format!("{} {why} Nothing was sent.", connection.name)))
}

/// The values for one hire.
pub(super) async fn filled(
    conn: &impl Conn,
    workspace: WorkspaceId,
    connection: &Connection,
    form: &HireForm,
    hired: &Hired,
) -> Result<Filled> {
    let facts =
        Facts::load(conn, workspace, &hired.candidate.profile, &hired.application, &hired.job).await?;
    Ok(fill(form, &connection.mapping, &facts))
}

/// The form as it was last fetched; no call is made.
pub(super) async fn cached(conn: &impl Conn, connection: &Connection) -> Result<Option<TenantForm>> {
    let kept = form::get(conn, connection.workspace, connection.id).await?;
    Ok(kept.map(|(form, fetched_at)| TenantForm { form: marked(form, &connection.required), fetched_at }))
}

/// The form, fetched where none is at hand or the one at hand is old. Where the HR system can't be reached, an
/// old one with its age is better than none, unless a fresh one was asked for.
pub(super) async fn tenant_form(
    app: &App,
    kind: WorkspaceKind,
    connection: &Connection,
    refresh: bool,
) -> Result<TenantForm> {
    let kept = cached(&app.db, connection).await?;
    match kept {
        Some(kept) if !refresh && app.now() < kept.fetched_at + FRESH => Ok(kept),
        Some(kept) if !refresh => Ok(fetch(app, kind, connection).await.unwrap_or(kept)),
        _ => fetch(app, kind, connection).await,
    }
}

async fn fetch(app: &App, kind: WorkspaceKind, connection: &Connection) -> Result<TenantForm> {
    let (fetched, calls) = match open(app, kind, connection) {
        Ok(open) => {
            let fetched = match open.hris() {
                Ok(hris) => hris.form(&open.ctx).await,
                Err(error) => Err(error),
            };
            (fetched, open.ctx.http.calls())
        }
        Err(error) => (Err(error), vec![]),
    };
    let fetched_at = app.now();
    let tx = app.db.begin().await?;
    health::record(app, &tx, connection, None, calls, fetched.as_ref().err()).await?;
    if let Ok(form) = &fetched {
        form::put(&tx, connection.workspace, connection.id, form, fetched_at).await?;
    }
    tx.commit().await?;
    Ok(TenantForm { form: marked(fetched?, &connection.required), fetched_at })
}

fn marked(mut form: HireForm, required: &[String]) -> HireForm {
    for field in form.sections.iter_mut().flat_map(|section| &mut section.fields) {
        if field.required_by.is_none() && required.contains(&field.key) {
            field.required_by = Some(RequiredBy::Administrator);
        }
    }
    form
}
