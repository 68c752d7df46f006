//! `gangway connection check`: tests a connection's key and prints what it may do, as its page shows it.

use std::process::ExitCode;

use comfy_table::{ColumnConstraint, Table, presets::NOTHING};
use engine::integrations::{
    check::check,
    permissions::{Standing, Xray, permissions},
};
use model::connection::Probe;

use super::connection::named;
use crate::{
    cli::Check,
    output::{self, Failure, WAITS},
    wire,
};

/// Tests the key. Ends with the code for what waits where a permission is missing.
pub async fn run(options: Check) -> Result<ExitCode, Failure> {
    let app = wire::app(&options.installation).await?;
    let (actor, connection) = named(&app, &options.connection).await?;
    check(&app, &actor, connection).await?;
    let xray = permissions(&app, &actor, connection).await?;
    if options.json {
        json(&xray)?;
    } else {
        table(&xray);
    }
    Ok(if xray.count(Probe::Missing) > 0 { ExitCode::from(WAITS) } else { ExitCode::SUCCESS })
}

fn json(xray: &Xray) -> Result<(), Failure> {
    let permission = |one: &Standing| {
        serde_json::json!({
            "key": one.of.key,
            "label": one.of.label,
            "group": one.of.group,
            "scope": one.of.scope,
            "required": one.of.required,
            "state": one.probe,
            "detail": one.detail,
            "without": one.of.without,
            "lost_at": one.loss.as_ref().map(|loss| loss.lost_at),
        })
    };
    output::json(&serde_json::json!({
        "tested_at": xray.tested_at,
        "granted": xray.count(Probe::Granted),
        "missing": xray.count(Probe::Missing),
        "unknown": xray.count(Probe::Unknown),
        "permissions": xray.permissions.iter().map(permission).collect::<Vec<_>>(),
    }))
}

fn table(xray: &Xray) {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(["state", "permission", "scope", "without it"]);
    for (heading, permissions) in xray.groups() {
        if !heading.is_empty() {
            table.add_row(["", heading, "", ""]);
        }
        for one in permissions {
            let without = if one.probe == Probe::Granted { "" } else { one.of.without.as_str() };
            table.add_row([word(one.probe), &one.of.label, &one.of.scope, without]);
        }
    }
    // Few vendors have scopes.
    if xray.permissions.iter().all(|one| one.of.scope.is_empty())
        && let Some(scopes) = table.column_mut(2)
    {
        scopes.set_constraint(ColumnConstraint::Hidden);
    }
    println!("{table}");
    println!(
        "{} of {} granted, {} missing, {} can't be probed",
        xray.count(Probe::Granted),
        xray.permissions.len(),
        xray.count(Probe::Missing),
        xray.count(Probe::Unknown)
    );
}

fn word(probe: Probe) -> &'static str {
    match probe {
        Probe::Granted => "granted",
        Probe::Missing => "MISSING",
        Probe::Unknown => "unknown",
    }
}
