//! `gangway connection rehearse` and `change-api`: reading an account by another API of its vendor and telling what
//! differs, and then changing to it. Credentials come from a file or standard input, where no list of processes shows
//! them.

use std::{io::IsTerminal, process::ExitCode};

use comfy_table::{CellAlignment, Table, presets::UTF8_HORIZONTAL_ONLY};
use engine::integrations::{
    Credentials,
    change_api::change_api,
    rehearse::{Rehearsal, rehearse},
};
use indicatif::ProgressBar;

use super::connection::named;
use crate::{
    cli::{ChangeApi, Rehearse},
    output::{self, Failure, WAITS},
    wire,
};

/// Reads both ways and prints what differs. Ends with the code for what waits where anything does.
pub async fn run(options: Rehearse) -> Result<ExitCode, Failure> {
    let app = wire::app(&options.installation).await?;
    let (actor, connection) = named(&app, &options.connection).await?;
    let typed = credentials(&options.credentials)?;
    let shown = std::io::stderr().is_terminal() && !options.json;
    let bar = if shown { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    let found = rehearse(&app, &actor, connection, &typed, |kind, seen| {
        bar.set_message(format!("{}: {seen} read", kind.plural()));
        bar.tick();
    })
    .await;
    bar.finish_and_clear();
    let found = found?;
    if options.json {
        output::json(&found)?;
    } else {
        tell(&found);
    }
    Ok(if found.is_same() { ExitCode::SUCCESS } else { ExitCode::from(WAITS) })
}

/// Changes the API that a connection speaks.
pub async fn change(options: ChangeApi) -> Result<ExitCode, Failure> {
    let app = wire::app(&options.installation).await?;
    let (actor, connection) = named(&app, &options.connection).await?;
    change_api(&app, &actor, connection, &credentials(&options.credentials)?).await?;
    println!("The connection speaks the other API now. Its records, links and mapping are as they were.");
    Ok(ExitCode::SUCCESS)
}

/// The credentials of a JSON object, such as `{"api": "v3", "client_id": "…"}`.
fn credentials(from: &str) -> Result<Credentials, Failure> {
    let text = match from {
        "-" => std::io::read_to_string(std::io::stdin())?,
        file => std::fs::read_to_string(file).map_err(|error| format!("{file} can't be read: {error}"))?,
    };
    // The library's own words could repeat a secret.
    let values: std::collections::BTreeMap<String, String> = serde_json::from_str(&text).map_err(
        |_| "the credentials are no JSON object of texts, such as {\"api\": \"…\", \"client_id\": \"…\"}",
    )?;
    Ok(Credentials::new(values.into_iter().map(|(key, value)| (key, value.into()))))
}

fn tell(found: &Rehearsal) {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY);
    table.set_header(["", "both ways", "only now", "only then", "parts that differ"]);
    for (kind, compared) in &found.kinds {
        table.add_row([
            kind.plural().to_owned(),
            compared.both.to_string(),
            compared.only_now.0.to_string(),
            compared.only_then.0.to_string(),
            compared.differences.len().to_string(),
        ]);
    }
    for column in 1..5 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    println!("{table}");
    println!("Now is {}, then is {}. Nothing was written.", found.now, found.then);
    for (kind, compared) in &found.kinds {
        for (word, (count, some)) in [("now", &compared.only_now), ("then", &compared.only_then)] {
            if *count > 0 {
                println!("{} only {word}: {count}, such as {}", kind.plural(), some.join(", "));
            }
        }
        for one in &compared.differences {
            println!(
                "{}: {} differs in {} ({} lost, {} gained), such as {}",
                kind.plural(),
                one.part,
                one.records,
                one.lost,
                one.gained,
                one.examples.join(", ")
            );
        }
    }
    for sentence in found.fields.iter().chain(&found.remarks) {
        println!("{sentence}");
    }
}
