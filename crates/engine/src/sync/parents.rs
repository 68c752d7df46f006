//! Records that are fetched one by one: those that others refer to, and those that could not be taken over before.

use connect::{
    VendorError,
    ats::{Incoming, Unreadable},
};
use jiff::Timestamp;
use model::remote::RecordKind;
use store::{
    Tx,
    sync::{mirror, plan},
};

use super::{
    apply::{self, Attempt, Batch, Parents, Wanted},
    fingerprint,
    session::{Session, Step},
};

/// How many records that could not be taken over are looked for again in one run.
const MOST: u64 = 200;

impl Session<'_> {
    /// Fetches what is referred to and not known. What can't be had is left out.
    pub(super) async fn fetch_parents(&self, wanted: Wanted) -> Step<Parents> {
        let kinds = [(RecordKind::Job, wanted.jobs), (RecordKind::Candidate, wanted.candidates)];
        let mut parents = Vec::new();
        for (kind, ids) in kinds {
            // What the key may not read as a list it may not read one by one either.
            if self.progress.partial.contains_key(&kind) && self.progress.done.contains(&kind) {
                continue;
            }
            let mut records = Vec::new();
            for id in ids {
                records.extend(self.fetch_one(kind, &id).await?);
            }
            parents.push((kind, records));
        }
        Ok(parents)
    }

    /// One record; `None` where it is not there, or hidden.
    async fn fetch_one(&self, kind: RecordKind, id: &str) -> Step<Option<Incoming>> {
        match self.ats()?.fetch(&self.open.ctx, kind, id).await {
            Ok(incoming) => Ok(Some(incoming)),
            Err(VendorError::NotFound(_) | VendorError::Forbidden(_)) => Ok(None),
            Err(VendorError::Contract { path, message }) => Ok(Some(Incoming {
                external_id: id.into(),
                created_at: None,
                updated_at: None,
                record: Err(Unreadable { sentence: format!("{path}: {message}"), raw: String::new() }),
                withheld: [].into(),
                notes: vec![],
            })),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes over records that were fetched one by one, the first of them asked for at that time.
    pub(super) async fn take_over_fetched(
        &mut self,
        tx: &Tx,
        kind: RecordKind,
        asked_at: Timestamp,
        records: &[Incoming],
    ) -> Step<()> {
        let batch = Batch {
            kind,
            records,
            fingerprints: &fingerprint::of_each(records),
            asked_at,
            answered_at: None,
            limit: u64::MAX,
            looked: true,
            files: &[],
        };
        if let Attempt::Done(applied) = apply::attempt(self.app, tx, &self.scope, &batch).await? {
            self.tell(tx, kind, applied).await?;
        }
        Ok(())
    }

    /// Looks again for records that were read in an earlier run and could not be taken over.
    pub(super) async fn look_again(&mut self, kind: RecordKind) -> Step<()> {
        let waiting = mirror::waiting(&self.app.db, self.plan.connection, kind.into(), MOST).await?;
        let (mut records, asked_at) = (Vec::new(), self.app.now());
        for row in waiting {
            records.extend(self.fetch_one(kind, &row.external_id).await?);
        }
        if records.is_empty() {
            return Ok(());
        }
        let (mut parents, mut looked) = (Parents::new(), false);
        loop {
            let tx = self.app.db.begin().await?;
            plan::lock(&tx, self.plan.workspace, self.plan.connection).await?;
            for (kind, records) in &parents {
                self.take_over_fetched(&tx, *kind, asked_at, records).await?;
            }
            let batch = Batch {
                kind,
                records: &records,
                fingerprints: &fingerprint::of_each(&records),
                asked_at,
                answered_at: None,
                limit: u64::MAX,
                looked,
                files: &[],
            };
            match apply::attempt(self.app, &tx, &self.scope, &batch).await? {
                Attempt::Missing(wanted) if !looked => {
                    drop(tx);
                    parents = self.fetch_parents(wanted).await?;
                    looked = true;
                }
                Attempt::Done(applied) => {
                    self.tell(&tx, kind, applied).await?;
                    self.keep(&tx).await?;
                    return Ok(tx.commit().await?);
                }
                _ => return Ok(()),
            }
        }
    }
}
