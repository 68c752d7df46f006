//! The audit log was changed beside Gangway, or is not sealed.

use std::time::Duration;

use engine::App;
use store::audit::chain::{self, Proof};

use super::Finding;

/// A worker seals lines within seconds.
const LATE: Duration = Duration::from_secs(600);

/// Every company's audit log is a whole chain.
pub async fn trail(app: &App) -> Result<Vec<Finding>, store::Error> {
    let (what, mut findings) = ("audit log", vec![]);
    for workspace in store::workspace::all(&app.db).await? {
        let name = &workspace.name;
        findings.push(match chain::prove(&app.db, workspace.id, None).await? {
            Proof::Whole { end, .. } => Finding::good(
                what,
                format!("that of “{name}” is whole; it ends with {}:{}", end.position, end.hash),
            ),
            Proof::Broken { position, why, .. } => Finding::broken(
                what,
                format!(
                    "that of “{name}” is not proved from line {position} on: {why} Compare it with a backup, and find out who \
                     could write to the database"
                ),
            ),
        });
    }
    let late = chain::late(&app.db, app.now() - LATE).await?;
    if late > 0 {
        let sentence = format!("{late} lines are not sealed after ten minutes; is a worker running?");
        findings.push(Finding::look(what, sentence));
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use model::workspace::WorkspaceKind;
    use store::audit::AuditLine;

    use super::*;
    use crate::checkup::{Verdict, testing::bench};

    #[tokio::test]
    async fn lines_that_nobody_seals_are_pointed_out() {
        let bench = bench().await;
        let (app, ada) = (&bench.app, bench.company(WorkspaceKind::Production).await);
        engine::audit::seal::seal(app).await.unwrap();
        let found = trail(app).await.unwrap();
        assert!(found.len() == 1 && found[0].verdict == Verdict::Good, "{found:?}");
        let line = AuditLine {
            id: app.id(),
            at: app.now() - Duration::from_secs(700),
            actor: "Ada Byron".into(),
            actor_id: None,
            origin: "local".into(),
            action: "job.opened".into(),
            subject: "job".into(),
            subject_id: None,
            detail: "Opened Welder".into(),
        };
        let tx = app.db.begin().await.unwrap();
        store::audit::insert(&tx, ada.workspace, &line).await.unwrap();
        tx.commit().await.unwrap();
        let found = trail(app).await.unwrap();
        assert_eq!(found[1].verdict, Verdict::Look, "{found:?}");
    }
}
