//! `gangway sync`: the records of a connected system are brought in step now, by the same engine call as from the page.

use std::{io::IsTerminal, process::ExitCode, time::Duration};

use comfy_table::{CellAlignment, Table, presets::UTF8_HORIZONTAL_ONLY};
use engine::{
    Actor, App,
    sync::{Run, now::sync_now, overview::overview, run::run as account},
};
use indicatif::{ProgressBar, ProgressStyle};
use model::{
    ConnectionId, RunId,
    sync::{RunMode, RunState},
};

use super::connection::named;
use crate::{
    cli::Sync,
    output::{self, FAILED, Failure, WAITS},
    wire,
};

/// How often the command looks how far the run came.
const LOOK: Duration = Duration::from_millis(250);

/// How long nothing may happen before the command says that no worker seems to be there.
const PATIENCE: Duration = Duration::from_secs(120);

/// Begins a run and, where told to wait, stays until it is over or asks.
pub async fn run(options: Sync) -> Result<ExitCode, Failure> {
    let app = wire::app(&options.installation).await?;
    let (actor, connection) = named(&app, &options.connection).await?;
    let mode = if options.full { RunMode::Full } else { RunMode::Changes };
    let id = begin(&app, &actor, connection, mode, options.wait).await?;
    if !options.wait {
        let begun = account(&app, &actor, id, 0).await?.run;
        report(&begun, options.json)?;
        return Ok(ExitCode::SUCCESS);
    }
    let shown = std::io::stderr().is_terminal() && !options.json;
    let run = follow(&app, &actor, id, shown.then(bar).transpose()?).await?;
    report(&run, options.json)?;
    Ok(match run.state {
        RunState::Done => ExitCode::SUCCESS,
        RunState::Failed | RunState::Stopped => ExitCode::from(FAILED),
        RunState::Running | RunState::Paused | RunState::Asking | RunState::Partial => ExitCode::from(WAITS),
    })
}

/// Begins a run. Who waits is content with one that is under way already.
async fn begin(
    app: &App,
    actor: &Actor,
    connection: ConnectionId,
    mode: RunMode,
    wait: bool,
) -> Result<RunId, Failure> {
    match sync_now(app, actor, connection, mode).await {
        Ok(id) => Ok(id),
        Err(error @ engine::Error::Conflict(_)) if wait => {
            let found = overview(app, actor, connection).await?;
            let under_way =
                found.and_then(|found| found.current).filter(|run| run.state == RunState::Running);
            let run = under_way.ok_or(error)?;
            eprintln!("gangway: a run is under way already; waiting for it");
            Ok(run.id)
        }
        Err(error) => Err(error.into()),
    }
}

/// Waits until a run is over or can't go on by itself.
async fn follow(app: &App, actor: &Actor, id: RunId, bar: Option<ProgressBar>) -> Result<Run, Failure> {
    let mut before = None;
    let mut since = app.now();
    loop {
        let run = account(app, actor, id, 0).await?.run;
        if let Some(bar) = &bar {
            draw(bar, &run);
        }
        if run.state != RunState::Running {
            if let Some(bar) = bar {
                bar.finish_and_clear();
            }
            return Ok(run);
        }
        if before.as_ref() != Some(&run) {
            before = Some(run);
            since = app.now();
        } else if app.now() >= since + PATIENCE {
            if let Some(bar) = bar {
                bar.finish_and_clear();
            }
            eprintln!(
                "gangway: nothing has happened for two minutes; is a worker running (gangway serve or work)?"
            );
            return Ok(run);
        }
        app.clock.sleep(LOOK).await;
    }
}

fn bar() -> Result<ProgressBar, Failure> {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} records, {msg}")?;
    Ok(ProgressBar::new(0).with_style(style))
}

fn draw(bar: &ProgressBar, run: &Run) {
    let seen: u64 = run.tally.values().map(|counts| counts.seen).sum();
    let total: u64 =
        run.tally.values().map(|counts| counts.total.unwrap_or(counts.seen).max(counts.seen)).sum();
    bar.set_length(total);
    bar.set_position(seen);
    bar.set_message(format!("{} calls", run.requests));
}

fn report(run: &Run, json: bool) -> Result<(), Failure> {
    if json {
        return output::json(&serde_json::json!({
            "id": run.id,
            "mode": run.mode,
            "state": run.state,
            "started_at": run.started_at,
            "ended_at": run.ended_at,
            "sentence": run.sentence,
            "requests": run.requests,
            "tally": run.tally,
        }));
    }
    if !run.tally.is_empty() {
        let mut table = Table::new();
        let head = ["records", "read", "new", "changed", "the same", "gone", "skipped"];
        table.load_style(UTF8_HORIZONTAL_ONLY).set_header(head);
        for (kind, counts) in &run.tally {
            let numbers =
                [counts.seen, counts.made, counts.changed, counts.unchanged, counts.gone, counts.skipped];
            let row =
                std::iter::once(kind.plural().to_owned()).chain(numbers.map(|number| number.to_string()));
            table.add_row(row);
        }
        table.column_iter_mut().skip(1).for_each(|column| column.set_cell_alignment(CellAlignment::Right));
        println!("{table}");
    }
    println!("Run {}: {}", run.id, run.state.as_str());
    if let Some(sentence) = &run.sentence {
        println!("{sentence}");
    }
    Ok(())
}
