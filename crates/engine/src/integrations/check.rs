//! Testing a connection: what its key may do, found without writing anything.

use connect::Manifest;
use model::{
    ConnectionId,
    connection::{CheckReport, ConnectionStatus, Probe},
};
use store::{
    Tx,
    integrations::{
        connection::{self, Connection},
        permission,
    },
};

use super::{changeable, health, open::open};
use crate::{Actor, App, Result, audit};

/// Tests a connection and keeps what was found. A connection whose key works again becomes disabled, from where
/// a person enables it.
///
/// # Errors
/// [`crate::Error::Vendor`] where the vendor refuses or can't be reached; that too is kept and shown.
pub async fn check(app: &App, actor: &Actor, id: ConnectionId) -> Result<CheckReport> {
    let connection = changeable(&app.db, actor, id).await?;
    let (found, calls) = match open(app, actor.kind, &connection) {
        Ok(open) => {
            let found = open.connector.check(&open.ctx).await;
            (found, open.ctx.http.calls())
        }
        Err(error) => (Err(error), vec![]),
    };
    let tx = app.db.begin().await?;
    health::record(app, &tx, &connection, None, calls, found.as_ref().err()).await?;
    let detail = match &found {
        Ok(report) => {
            let changed = keep(app, &tx, &connection, report).await?;
            if connection.status == ConnectionStatus::Broken {
                connection::set_status(&tx, &connection, ConnectionStatus::Disabled).await?;
            }
            ["the key works".to_owned(), changed].into_iter().filter(|said| !said.is_empty()).collect()
        }
        Err(error) => vec![error.to_string()],
    };
    let subject = ("connection", Some(id.into()));
    audit::write(app, &tx, actor, "connection.tested", subject, detail.join("; ")).await?;
    tx.commit().await?;
    Ok(found?)
}

/// Keeps what a test found, and says in words what is other than at the test before; nothing where nothing is.
pub(super) async fn keep(
    app: &App,
    tx: &Tx,
    connection: &Connection,
    report: &CheckReport,
) -> Result<String> {
    permission::found(tx, connection, report, app.now()).await?;
    connection::set_report(tx, connection, report, app.now()).await?;
    connection::set_good(tx, connection, app.now()).await?;
    let manifest = app.connector(&connection.vendor).map(|connector| connector.manifest());
    let before = connection.report.as_ref();
    Ok(before.zip(manifest).map(|(before, manifest)| changes(manifest, before, report)).unwrap_or_default())
}

fn changes(manifest: &Manifest, before: &CheckReport, now: &CheckReport) -> String {
    let probe = |report: &CheckReport, key: &str| {
        report.permissions.iter().find(|found| found.key == key).map(|found| found.probe)
    };
    let became = |word: &str, is: Probe| {
        let changed = manifest.permission.iter().filter(|one| {
            let then = probe(before, &one.key);
            then.is_some() && then != Some(is) && probe(now, &one.key) == Some(is)
        });
        let names: Vec<_> = changed.map(|one| format!("“{}”", one.label)).collect();
        (!names.is_empty()).then(|| format!("{word} {}", names.join(", ")))
    };
    let said = [
        became("lost", Probe::Missing),
        became("got", Probe::Granted),
        became("no longer known whether it may", Probe::Unknown),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join("; ")
}
