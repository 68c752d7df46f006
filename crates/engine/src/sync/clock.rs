//! The clock of the other system. Where it went back since the run before, its changes since then may be dated before
//! the window that a run of changes asks for: everything is read then.

use jiff::Timestamp;
use model::{remote::RecordKind, sync::RunMode};
use store::sync::run as runs;

use super::{
    progress::Progress,
    session::{Session, Step},
    walk::OVERLAP,
};

/// So many runs are looked at for one that was told the time there.
const MOST: u64 = 10;

impl Session<'_> {
    /// Notes how far the clock there is ahead of ours, once a run. Whether it went back since the run before, further
    /// than windows overlap; the run then reads everything.
    pub(super) async fn clock_went_back(
        &mut self,
        asked_at: Timestamp,
        answered_at: Timestamp,
    ) -> Step<bool> {
        if self.progress.ahead.is_some() {
            return Ok(false);
        }
        let ahead = answered_at.as_second() - asked_at.as_second();
        self.progress.ahead = Some(ahead);
        let Some(before) = self.ahead_before().await? else { return Ok(false) };
        let back = before - ahead;
        if back <= OVERLAP.as_secs().try_into().unwrap_or(i64::MAX) {
            return Ok(false);
        }
        self.progress.went_back = true;
        let was_of_changes = self.run.mode == RunMode::Changes;
        self.run.mode = RunMode::Full;
        let told = if was_of_changes { ", so everything is read instead of what changed" } else { "" };
        let there = &self.connection.name;
        let sentence =
            format!("The clock of {there} went back by {back} seconds since the run before{told}.");
        let note = self.scope.note(self.app, RecordKind::Job, "", "clock", sentence);
        let tx = self.app.db.begin().await?;
        self.say(&tx, vec![note]).await?;
        self.keep(&tx).await?;
        tx.commit().await.map_err(crate::Error::from)?;
        Ok(was_of_changes)
    }

    /// What the newest run that was told the time there noted.
    async fn ahead_before(&self) -> Step<Option<i64>> {
        let newest = runs::recent(&self.app.db, self.plan.workspace, self.plan.connection, MOST).await?;
        let others = newest.iter().filter(|run| run.id != self.run.id);
        Ok(others.map(Progress::of).find_map(|progress| progress.ahead))
    }
}
