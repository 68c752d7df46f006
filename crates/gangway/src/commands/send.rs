//! `gangway send`: a hired candidate goes to an HR system, by the same engine call as from the page.

use std::{process::ExitCode, time::Duration};

use comfy_table::{Table, presets::UTF8_HORIZONTAL_ONLY};
use engine::{
    Actor, App,
    handoff::{form, get, send as request},
};
use model::{CandidateId, ConnectionId, HandoffId, handoff::HandoffState, hire::HireRecord};

use super::connection::named;
use crate::{
    cli::Send,
    output::{self, Failure, WAITS},
    wire,
};

/// How long the command waits for a worker to deliver.
const PATIENCE: Duration = Duration::from_secs(120);

/// Queues the hand-off and, unless told otherwise, waits for its delivery.
pub async fn run(options: Send) -> Result<ExitCode, Failure> {
    let app = wire::app(&options.installation).await?;
    let candidate: CandidateId = options.candidate.parse().map_err(|_| {
        format!("“{}” is not a candidate's id, as in the address of their page", options.candidate)
    })?;
    let (actor, connection) = named(&app, &options.to).await?;
    let values = values(&app, &actor, candidate, connection, &options.set).await?;
    let key = app.dice.token();
    let asked = request::Request { candidate, connection, application: None, values, key };
    let id = request::send(&app, &actor, asked).await?;
    if options.no_wait {
        return report(&app, &actor, id, options.json).await;
    }
    let until = app.now() + PATIENCE;
    while app.now() < until {
        let state = get::get(&app, &actor, id).await?.handoff.state;
        if !matches!(state, HandoffState::Queued | HandoffState::Sending) {
            break;
        }
        app.clock.sleep(Duration::from_millis(200)).await;
    }
    report(&app, &actor, id, options.json).await
}

async fn values(
    app: &App,
    actor: &Actor,
    candidate: CandidateId,
    connection: ConnectionId,
    set: &[String],
) -> Result<Option<HireRecord>, Failure> {
    if set.is_empty() {
        return Ok(None);
    }
    let mut record = form::draft(app, actor, candidate, connection, false).await?.record;
    for pair in set {
        let (field, value) =
            pair.split_once('=').ok_or_else(|| format!("--set takes FIELD=VALUE, not “{pair}”"))?;
        record.set(field, value);
    }
    Ok(Some(record))
}

async fn report(app: &App, actor: &Actor, id: HandoffId, json: bool) -> Result<ExitCode, Failure> {
    let story = get::get(app, actor, id).await?;
    let handoff = &story.handoff;
    if json {
        output::json(&serde_json::json!({
            "id": id,
            "state": handoff.state,
            "external_id": handoff.external_id,
            "url": handoff.url,
            "problem": handoff.problem,
            "differences": handoff.differences,
        }))?;
    } else {
        let mut table = Table::new();
        table.load_style(UTF8_HORIZONTAL_ONLY).set_header(["step", "state"]);
        for entry in &story.steps {
            table.add_row([entry.step.label(), entry.state.as_str()]);
        }
        println!("{table}");
        println!("Hand-off {id}: {}", handoff.state.as_str());
        if let Some(url) = &handoff.url {
            println!("{url}");
        }
        if let Some(problem) = &handoff.problem {
            println!("{}", problem.sentence);
        }
    }
    let waits = handoff.state == HandoffState::Waiting;
    Ok(if waits { ExitCode::from(WAITS) } else { ExitCode::SUCCESS })
}
