//! The rule “send when hired”: a move into a stage of kind hired sends by itself, where an administrator asked for it.
//!
//! It runs inside the move's own transaction, so it calls nobody: the form is the one last fetched.

use model::{
    application::Application,
    connection::ConnectionStatus,
    handoff::{Problem, ProblemKind},
    hire::HireRecord,
    job::{Stage, StageKind},
};
use store::{
    Tx,
    integrations::{
        connection::{self, Connection},
        handoff,
    },
};

use super::{
    bulk::incomplete,
    form::{cached, filled},
    hired::{Hired, hired},
    send::{Order, queue},
};
use crate::{Actor, App, Result, integrations::abilities};

/// Queues what the rules of the workspace's connections ask for after a move. What is incomplete waits as a card.
pub async fn on_moved(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    application: &Application,
    stage: &Stage,
) -> Result<()> {
    if stage.kind != StageKind::Hired {
        return Ok(());
    }
    let connections = connection::all(tx, actor.workspace).await?;
    let mut ruled = connections
        .into_iter()
        .filter(|connection| connection.status == ConnectionStatus::Enabled && connection.options.when_hired)
        .filter(|connection| abilities(app, &connection.vendor).hires)
        .peekable();
    if ruled.peek().is_none() {
        return Ok(());
    }
    let by_rule = Actor {
        name: format!("Rule “send when hired” (moved by {})", actor.name),
        user: None,
        ..Actor { origin: "rule".into(), ..actor.clone() }
    };
    let hired = hired(tx, actor.workspace, application.candidate, Some(application.id)).await?;
    for connection in ruled {
        one(app, tx, &by_rule, &connection, &hired).await?;
    }
    Ok(())
}

async fn one(app: &App, tx: &Tx, actor: &Actor, connection: &Connection, hired: &Hired) -> Result<()> {
    let key = format!("rule/{}/{}", connection.id, hired.application.id);
    let candidate = hired.candidate.id;
    let sent_before = handoff::by_request(tx, actor.workspace, &key).await?.is_some();
    let on_its_way = handoff::unfinished(tx, actor.workspace, candidate, connection.id).await?.is_some();
    if sent_before || on_its_way {
        return Ok(());
    }
    let (record, problem) = match cached(tx, connection).await? {
        Some(tenant) => {
            let record = filled(tx, actor.workspace, connection, &tenant.form, hired).await?.record;
            let problem = incomplete(&tenant, &record);
            (record, problem)
        }
        None => (HireRecord::default(), Some(no_form(connection))),
    };
    queue(app, tx, actor, connection, hired, Order { record, key, batch: None, problem }).await?;
    Ok(())
}

fn no_form(connection: &Connection) -> Problem {
    Problem {
        kind: ProblemKind::Fields,
        sentence: format!(
            "Not sent yet: the fields of {} were never fetched. Open the form once and press Send.",
            connection.name
        ),
        fields: vec![],
    }
}
