//! How a run ends: with what it saw, and with what comes next.

use std::time::Duration;

use connect::VendorError;
use model::{
    remote::RecordKind,
    sync::{RunMode, RunState, RunTrigger},
};
use store::{
    sync::{
        mirror::{self, Kind},
        plan, run as runs,
    },
    task,
};

use super::{
    files, now,
    session::{Session, Step},
};
use crate::audit;

/// A difference of numbers makes everything be read at most so often.
const CENSUS_EVERY: Duration = Duration::from_secs(3600);

impl Session<'_> {
    /// Ends a run that went through every kind.
    pub(super) async fn finish(&mut self) -> Step<()> {
        let partial: Vec<String> =
            self.progress.partial.iter().map(|(kind, why)| format!("{}: {why}", kind.plural())).collect();
        if !partial.is_empty() {
            let sentence =
                format!("{} What was read is kept; of these, nothing was removed.", partial.join(" "));
            return self.end(RunState::Partial, sentence, None).await;
        }
        let mut odd = std::mem::take(&mut self.odd);
        if self.run.mode == RunMode::Full {
            self.plan.last_full_at = Some(self.app.now());
        }
        let again =
            !odd.is_empty() && self.plan.census_at.is_none_or(|last| self.app.now() >= last + CENSUS_EVERY);
        if again {
            self.plan.census_at = Some(self.app.now());
            odd.push("Everything is read again.".into());
        }
        self.ended(RunState::Done, odd.join(" "), None, again).await
    }

    /// Ends a run that could not see everything.
    pub(super) async fn end(
        &mut self,
        state: RunState,
        sentence: String,
        error: Option<VendorError>,
    ) -> Step<()> {
        self.ended(state, sentence, error, false).await
    }

    async fn ended(
        &mut self,
        state: RunState,
        sentence: String,
        error: Option<VendorError>,
        again: bool,
    ) -> Step<()> {
        let (app, space, there) = (self.app, self.plan.workspace, self.plan.connection);
        let tx = app.db.begin().await?;
        self.keep_calls(&tx, error.as_ref()).await?;
        self.run.state = state;
        self.run.ended_at = Some(app.now());
        let more = match self.progress.remarks_left_out {
            0 => String::new(),
            n => format!(" {n} more remarks on single records were not kept."),
        };
        let sentence = format!("{sentence}{more}").trim().to_owned();
        self.run.sentence = Some(sentence).filter(|sentence| !sentence.is_empty());
        let next = app.now() + Duration::from_secs(60 * u64::from(self.plan.every_minutes));
        self.again_at(&tx, if again { app.now() } else { next }).await?;
        plan::advance(&tx, &self.plan).await?;
        if again {
            let full = now::begun(app, &self.plan, RunMode::Full, RunTrigger::Census);
            runs::insert(&tx, &full).await?;
        }
        if state == RunState::Done && self.run.mode == RunMode::Full {
            files::try_again(&tx, &self.scope).await?;
        }
        if self.plan.take_files && !mirror::waiting(&tx, there, Kind::File, 1).await?.is_empty() {
            task::push(&tx, app.id(), space, files::TASK, there.into(), app.now(), app.now()).await?;
        }
        let subject = ("connection", Some(there.into()));
        audit::write(app, &tx, &self.scope.actor, &format!("sync.{}", state.as_str()), subject, self.told())
            .await?;
        tx.commit().await?;
        app.bell.notify_one();
        Ok(())
    }

    /// The run's numbers in words.
    fn told(&self) -> String {
        let kinds = self.run.tally.iter().map(|(kind, counts)| {
            format!(
                "{}: {} seen, {} made, {} changed, {} gone, {} skipped",
                kind.plural(),
                counts.seen,
                counts.made,
                counts.changed,
                counts.gone,
                counts.skipped
            )
        });
        format!("“{}”. {}", self.connection.name, kinds.collect::<Vec<_>>().join("; "))
    }

    /// Compares how many records there are with how many are known, and says what differs.
    pub(super) async fn count_there(&mut self) -> Step<Vec<String>> {
        let mut odd = Vec::new();
        for kind in self.ats()?.kinds() {
            let total = match self.ats()?.count(&self.open.ctx, *kind).await {
                Ok(Some(total)) => total,
                Ok(None) | Err(VendorError::Forbidden(_)) => continue,
                Err(error) => return Err(error.into()),
            };
            self.run.tally.entry(*kind).or_default().total = Some(total);
            let gap = self.gap(*kind, total).await?;
            if gap != self.plan.gaps.get(kind).copied().unwrap_or(0) {
                odd.push(format!(
                    "{} has {total} {}, of which {} are known here.",
                    self.connection.name,
                    kind.plural().to_lowercase(),
                    total.saturating_add_signed(-gap)
                ));
            }
        }
        Ok(odd)
    }

    /// How many more records of a kind the other system counts than are known here.
    pub(super) async fn gap(&self, kind: RecordKind, total: u64) -> Step<i64> {
        let known = mirror::counts(&self.app.db, self.plan.connection).await?;
        let known = known.get(&kind.into()).copied().unwrap_or(0);
        Ok(i64::try_from(total).unwrap_or(i64::MAX) - i64::try_from(known).unwrap_or(i64::MAX))
    }
}
