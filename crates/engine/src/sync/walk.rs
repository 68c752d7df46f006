//! Walking through the records of one kind, page by page; while a page is written, the next one is fetched.

use std::{collections::HashSet, sync::Arc, time::Duration};

use connect::{
    VendorError,
    ats::{Ask, Page},
};
use jiff::Timestamp;
use model::{remote::RecordKind, sync::RunMode};
use store::sync::{mirror, plan};
use tokio::task::JoinSet;

use super::{
    apply::{self, Attempt, Batch, Parents},
    fingerprint,
    progress::{Sight, Walk},
    session::{Session, Step, Stop},
};

/// How far the window of changes reaches back over the one before.
pub(super) const OVERLAP: Duration = Duration::from_secs(120);

/// How often a kind is walked through before it is given up for this run.
const MOST_WALKS: u32 = 3;

/// After so long, nothing comes any more at the second at which the walk before began.
const UNSURE: Duration = Duration::from_millis(1100);

/// So many pages in a row may bring nothing before the walk is taken to go in circles.
const MOST_EMPTY: u32 = 3;

impl Session<'_> {
    /// Brings one kind of record in step.
    pub(super) async fn kind(&mut self, kind: RecordKind) -> Step<()> {
        let walk = match self.progress.walk.take().filter(|walk| walk.kind == kind) {
            Some(walk) => walk,
            None => {
                let known = mirror::counts(&self.app.db, self.plan.connection).await?;
                self.progress.known.insert(kind, known.get(&kind.into()).copied().unwrap_or(0));
                self.run.tally.entry(kind).or_default();
                Walk::new(kind, self.app.id())
            }
        };
        self.scope.walk = Some(walk.id);
        self.progress.walk = Some(walk);
        match self.whole(kind).await {
            Ok(()) => {}
            Err(Stop::Kind(why)) => {
                let note = self.scope.note(self.app, kind, "", "partial", &why);
                self.progress.partial.insert(kind, why);
                return self.done(kind, vec![note], None).await;
            }
            Err(Stop::Vendor(error @ (VendorError::Forbidden(_) | VendorError::Contract { .. }))) => {
                let why = format!("{error}.");
                let note = self.scope.note(self.app, kind, "", "partial", &why);
                self.progress.partial.insert(kind, why);
                return self.done(kind, vec![note], Some(error)).await;
            }
            Err(other) => return Err(other),
        }
        let since = self.progress.walk.as_ref().and_then(|walk| walk.since);
        self.plan.cursors.extend(since.map(|since| (kind, since - OVERLAP)));
        self.done(kind, vec![], None).await
    }

    /// Everything of one kind: its pages, until a walk was not disturbed, and then what was not among them.
    async fn whole(&mut self, kind: RecordKind) -> Step<()> {
        self.look_again(kind).await?;
        loop {
            match self.pages(kind).await {
                // The place from where to go on is no more: from the beginning, then.
                Err(Stop::Vendor(
                    VendorError::Rejected(_) | VendorError::NotFound(_) | VendorError::Conflict(_),
                )) if self.the_walk().cursor.is_some() => {}
                Err(Stop::Clock) => continue,
                Err(stop) => return Err(stop),
                Ok(()) => match self.the_walk().sight() {
                    Sight::Whole => break,
                    // What changed in the window's last moments is in the next window, too.
                    Sight::Unsure if self.changed_after(kind).is_some() => break,
                    Sight::Unsure if self.the_walk().nth >= MOST_WALKS => break,
                    Sight::Unsure => self.app.clock.sleep(UNSURE).await,
                    Sight::Torn => {}
                },
            }
            if self.the_walk().nth >= MOST_WALKS {
                return Err(Stop::Kind(format!(
                    "{} records went away in each of {MOST_WALKS} walks, so others may have been missed.",
                    self.connection.name
                )));
            }
            let again = self.the_walk().again(self.app.id());
            self.scope.walk = Some(again.id);
            self.progress.walk = Some(again);
            let counts = self.run.tally.entry(kind).or_default();
            (counts.seen, counts.unchanged, counts.skipped) = (0, 0, 0);
        }
        let total = self.the_walk().last_total;
        if self.run.mode == RunMode::Full {
            self.run.tally.entry(kind).or_default().total = total;
            self.missing(kind).await?;
            if let Some(total) = total {
                let gap = self.gap(kind, total).await?;
                self.plan.gaps.insert(kind, gap);
            }
        }
        Ok(())
    }

    fn the_walk(&self) -> Walk {
        self.progress.walk.clone().unwrap_or_else(|| Walk::new(RecordKind::Job, self.app.id()))
    }

    /// Keeps that a kind is over.
    async fn done(
        &mut self,
        kind: RecordKind,
        notes: Vec<store::sync::note::RunNote>,
        error: Option<VendorError>,
    ) -> Step<()> {
        self.progress.walk = None;
        self.progress.done.push(kind);
        let tx = self.app.db.begin().await?;
        self.say(&tx, notes).await?;
        self.keep_calls(&tx, error.as_ref()).await?;
        plan::advance(&tx, &self.plan).await?;
        self.keep(&tx).await?;
        Ok(tx.commit().await?)
    }

    /// Up to when changes of a kind are known; `None` where everything is read.
    fn changed_after(&self, kind: RecordKind) -> Option<Timestamp> {
        let changes = self.run.mode == RunMode::Changes;
        self.plan.cursors.get(&kind).copied().filter(|_| changes)
    }

    /// Reads every page that is left.
    async fn pages(&mut self, kind: RecordKind) -> Step<()> {
        if self.the_walk().read {
            return Ok(());
        }
        let changed_after = self.changed_after(kind);
        let (mut cursors, mut last, mut asked_twice, mut empty) = (HashSet::new(), vec![], false, 0);
        let mut cursor = self.the_walk().cursor;
        cursors.extend(cursor.clone());
        let mut ahead = self.fetch(Ask { kind, changed_after, cursor: cursor.clone() });
        loop {
            let asked_at = ahead.asked_at;
            let (page, fingerprints) = arrived(&mut ahead.fetching).await?;
            if let Some(answered_at) = page.answered_at
                && self.clock_went_back(asked_at, answered_at).await?
            {
                return Err(Stop::Clock);
            }
            let records = page.records.iter().map(|record| &record.external_id);
            let files = page.files.iter().map(|(_, file)| &file.external_id);
            let ids: Vec<String> = records.chain(files).cloned().collect();
            if !ids.is_empty() && ids == last {
                if asked_twice {
                    return Err(Stop::Kind(circles(&self.connection.name)));
                }
                // A cache may have answered; it is asked once more.
                asked_twice = true;
                ahead = self.fetch(Ask { kind, changed_after, cursor: cursor.clone() });
                continue;
            }
            empty = if ids.is_empty() { empty + 1 } else { 0 };
            (asked_twice, last) = (false, ids);
            let in_circles =
                empty > MOST_EMPTY || page.next.as_ref().is_some_and(|next| !cursors.insert(next.clone()));
            let next = page.next.clone().filter(|_| !in_circles);
            if let Some(next) = &next {
                ahead = self.fetch(Ask { kind, changed_after, cursor: Some(next.clone()) });
            }
            self.write(kind, page, &fingerprints, asked_at).await?;
            if in_circles {
                return Err(Stop::Kind(circles(&self.connection.name)));
            }
            match next {
                Some(next) => cursor = Some(next),
                None => return Ok(()),
            }
        }
    }

    /// Fetches a page, and its records' fingerprints, while something else is done.
    fn fetch(&self, ask: Ask) -> Ahead {
        let asked_at = self.app.now();
        let open = Arc::clone(&self.open);
        let mut fetching = JoinSet::new();
        fetching.spawn(async move {
            match open.connector.ats() {
                Some(ats) => {
                    let page = ats.page(&open.ctx, &ask).await?;
                    let fingerprints = fingerprint::of_each(&page.records);
                    Ok((page, fingerprints))
                }
                None => Err(VendorError::Forbidden("it has no records to keep in step".into())),
            }
        });
        Ahead { asked_at, fetching }
    }

    /// Writes one page with the place that comes after it.
    async fn write(
        &mut self,
        kind: RecordKind,
        page: Page,
        fingerprints: &[String],
        asked_at: Timestamp,
    ) -> Step<()> {
        let (mut parents, mut looked) = (Parents::new(), false);
        let answered_at = page.answered_at.unwrap_or(asked_at);
        loop {
            let tx = self.app.db.begin().await?;
            plan::lock(&tx, self.plan.workspace, self.plan.connection).await?;
            for (kind, records) in &parents {
                self.take_over_fetched(&tx, *kind, asked_at, records).await?;
            }
            let batch = Batch {
                kind,
                records: &page.records,
                fingerprints,
                files: &page.files,
                asked_at,
                // By a clock that went back, what is news may look older than what is known.
                answered_at: page.answered_at.filter(|_| !self.progress.went_back),
                limit: self.left(kind),
                looked,
            };
            match apply::attempt(self.app, &tx, &self.scope, &batch).await? {
                Attempt::TooMuch(would) => {
                    drop(tx);
                    return self.ask(kind, would).await;
                }
                Attempt::Missing(wanted) => {
                    drop(tx);
                    parents = self.fetch_parents(wanted).await?;
                    looked = true;
                }
                Attempt::Done(applied) => {
                    let changes = self.changed_after(kind).is_some();
                    if let Some(walk) = &mut self.progress.walk {
                        walk.began.get_or_insert(answered_at);
                        walk.since.get_or_insert(answered_at);
                        for (made, changed) in &applied.first_seen {
                            walk.count(if changes { *changed } else { *made }, answered_at);
                        }
                        walk.totalled(page.total);
                        walk.cursor = page.next.clone();
                        walk.read = page.next.is_none();
                    }
                    let said = page
                        .notes
                        .iter()
                        .map(|note| self.scope.note(self.app, kind, "", "remark", note.text.clone()));
                    let said: Vec<_> = said.collect();
                    self.say(&tx, said).await?;
                    self.tell(&tx, kind, applied).await?;
                    self.progress.failures = 0;
                    self.keep(&tx).await?;
                    return Ok(tx.commit().await?);
                }
            }
        }
    }
}

/// A page on its way.
struct Ahead {
    asked_at: Timestamp,
    fetching: JoinSet<Result<Read, VendorError>>,
}

/// A page, with its records' fingerprints.
type Read = (Page, Vec<String>);

async fn arrived(ahead: &mut JoinSet<Result<Read, VendorError>>) -> Step<Read> {
    match ahead.join_next().await {
        Some(Ok(read)) => Ok(read?),
        // The fetch was cut off with its runtime, or the connector has a fault: the run is taken up again.
        _ => Err(Stop::Vendor(VendorError::Unavailable("the call was cut off".into()))),
    }
}

fn circles(name: &str) -> String {
    format!("{name} gave the same page again and again, so others were not seen.")
}
