//! Records that are known and were not among those read: each is asked for by itself before it is taken for gone.

use connect::VendorError;
use model::remote::RecordKind;
use store::sync::{mirror, plan};

use super::{
    apply::gone::gone,
    session::{Session, Step},
    sort::is_nameless,
};

/// How many records are asked for before what was found is kept.
const TOGETHER: u64 = 25;

impl Session<'_> {
    /// Confirms what a whole walk did not see.
    pub(super) async fn missing(&mut self, kind: RecordKind) -> Step<()> {
        let (Some(walk), there) = (self.scope.walk, self.plan.connection) else { return Ok(()) };
        let unseen = mirror::count_unseen(&self.app.db, there, kind.into(), walk).await?;
        if unseen > self.left(kind) {
            return self.ask(kind, unseen).await;
        }
        loop {
            let rows = mirror::unseen(&self.app.db, there, kind.into(), walk, TOGETHER).await?;
            if rows.is_empty() {
                return Ok(());
            }
            let (mut found, mut lost, mut hidden) = (vec![], vec![], vec![]);
            let asked_at = self.app.now();
            for row in &rows {
                if is_nameless(&row.external_id) {
                    // Nothing can be asked for by an identifier that is only ours.
                    lost.push(row);
                    continue;
                }
                match self.ats()?.fetch(&self.open.ctx, kind, &row.external_id).await {
                    Ok(incoming) => found.push(incoming),
                    Err(VendorError::NotFound(_)) => lost.push(row),
                    Err(VendorError::Forbidden(_)) => hidden.push(row),
                    Err(error) => return Err(error.into()),
                }
            }
            let tx = self.app.db.begin().await?;
            plan::lock(&tx, self.plan.workspace, there).await?;
            let mut notes = Vec::new();
            for row in &lost {
                notes.push(gone(self.app, &tx, &self.scope, kind, row).await?);
            }
            for row in &hidden {
                let why =
                    format!("{} does not show it to this key any more. It stays here.", self.connection.name);
                mirror::set_problem(&tx, row, Some(&why)).await?;
                notes.push(self.scope.note(self.app, kind, &row.external_id, "hidden", why));
            }
            let seen: Vec<&str> = rows.iter().map(|row| row.external_id.as_str()).collect();
            mirror::mark_seen(&tx, there, kind.into(), seen, walk).await?;
            self.run.tally.entry(kind).or_default().gone += lost.len() as u64;
            *self.progress.risk.entry(kind).or_default() += lost.len() as u64;
            for record in &found {
                let why = format!(
                    "{} did not list it, and gives it when asked for it alone. It stays here.",
                    self.connection.name
                );
                notes.push(self.scope.note(self.app, kind, &record.external_id, "hidden", why));
            }
            self.take_over_fetched(&tx, kind, asked_at, &found).await?;
            self.say(&tx, notes).await?;
            self.progress.failures = 0;
            self.keep(&tx).await?;
            tx.commit().await?;
        }
    }
}
