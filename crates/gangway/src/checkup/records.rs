//! Checks of what the database holds.

use std::time::Duration;

use engine::App;
use model::{connection::ConnectionStatus, workspace::WorkspaceKind};
use store::{
    Db,
    integrations::connection::{self, Connection},
};

use super::{Finding, administrators, clock, in_step, letters, postgres, program, readers, trail};

/// Work that is due for longer than this has no worker.
const LATE: Duration = Duration::from_secs(300);

/// Every check of the records; a failing database is one finding, not a panic.
pub async fn all(app: &App) -> Vec<Finding> {
    let mut findings = vec![
        one("program", program::program(app).await),
        one("people", people(app).await),
        one("work", work(app).await),
        one("clock", clock::clock(app).await),
        readers::readers(app).await,
    ];
    findings.extend(some("administrators", administrators::administrators(app).await));
    findings.extend(some("letters", letters::letters(app).await));
    findings.extend(some("audit log", trail::trail(app).await));
    findings.extend(some("PostgreSQL", postgres::postgres(app).await.map(Vec::from_iter)));
    match connection::of_all_workspaces(&app.db).await {
        Ok(connections) => {
            let used: Vec<_> =
                connections.iter().filter(|c| c.status != ConnectionStatus::Disconnected).collect();
            if used.is_empty() {
                findings
                    .push(Finding::look("connections", "none yet; an administrator adds one under Settings"));
            }
            for of in used {
                findings.extend(connected(app, of));
                findings.extend(some("in step", in_step::in_step(app, of).await.map(Vec::from_iter)));
            }
        }
        Err(error) => findings.push(Finding::broken("connections", error.to_string())),
    }
    findings
}

fn one(what: &'static str, found: Result<Finding, store::Error>) -> Finding {
    found.unwrap_or_else(|error| Finding::broken(what, error.to_string()))
}

fn some(what: &'static str, found: Result<Vec<Finding>, store::Error>) -> Vec<Finding> {
    found.unwrap_or_else(|error| vec![Finding::broken(what, error.to_string())])
}

/// What is wrong where there is no sealing key: nothing, unless something was sealed with one.
pub async fn sealed_without_key(address: &str) -> Option<Finding> {
    let what = "stored secrets";
    let connections = match Db::open(address).await {
        Ok(db) => connection::of_all_workspaces(&db).await,
        Err(error) => Err(error),
    };
    match connections {
        Ok(connections) if connections.is_empty() => None,
        Ok(_) => Some(Finding::broken(
            what,
            "they were sealed with a key that is not here; bring the key back before the next start, which would \
             make a new one that opens none of them",
        )),
        Err(error) => Some(Finding::broken(what, error.to_string())),
    }
}

async fn people(app: &App) -> Result<Finding, store::Error> {
    Ok(if store::people::user::any(&app.db).await? {
        Finding::good("people", "there is someone who can sign in")
    } else {
        Finding::look(
            "people",
            "nobody can sign in yet; `gangway serve` prints the first administrator's link",
        )
    })
}

async fn work(app: &App) -> Result<Finding, store::Error> {
    let late = store::task::overdue(&app.db, app.now() - LATE).await?;
    Ok(if late > 0 {
        Finding::broken("work", format!("{late} tasks are due for over five minutes; is a worker running?"))
    } else {
        Finding::good("work", "nothing is overdue")
    })
}

fn connected(app: &App, of: &Connection) -> Vec<Finding> {
    let what = "connection";
    let name = &of.name;
    let mut findings = vec![];
    if let Err(error) = engine::integrations::secrets_open(app, of) {
        findings.push(Finding::broken(what, format!("“{name}”: {error}")));
    }
    let has_sandbox = app.sandboxes.0.contains_key(&of.vendor);
    if of.kind == WorkspaceKind::Sandbox && !has_sandbox {
        let hint = "start with --sandboxes VENDOR=ADDRESS, or use `gangway demo`";
        findings.push(Finding::look(what, format!("“{name}” needs its sandbox, and none was given; {hint}")));
    }
    findings.push(match (of.status, &of.checked_at) {
        (ConnectionStatus::Broken, _) => {
            Finding::broken(what, format!("“{name}”: its key is not accepted; an administrator replaces it"))
        }
        (_, None) => Finding::look(what, format!("“{name}” was never tested; open it and press Test")),
        (ConnectionStatus::Disabled, _) => {
            Finding::look(what, format!("“{name}” is disabled: nothing is sent"))
        }
        _ => Finding::good(what, format!("“{name}” is enabled and was tested")),
    });
    findings
}
