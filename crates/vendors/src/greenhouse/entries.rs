//! Where somebody stands already, when they are to be considered for a job or as a prospect.

use connect::{Outcome, Receipt, VendorError, error::Result};
use model::{newcomer::Destination, note::Note};

use super::{
    receipt::{receipt, refused},
    stages::{HIRED, REJECTED},
};

/// One of somebody's applications, as both versions tell it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: u64,
    /// The job, or those that a prospect may be considered for.
    pub jobs: Vec<u64>,
    /// Whether it is a prospect's.
    pub prospect: bool,
    /// The pool that a prospect is in.
    pub pool: Option<u64>,
    /// How it stands, in either version's word.
    pub status: String,
    /// What it is owed to.
    pub credit: Credit,
}

/// Where somebody goes, by numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whether they are to be a prospect.
    pub prospect: bool,
    /// The job.
    pub job: Option<u64>,
    /// The stage of the job or of the pool.
    pub stage: Option<u64>,
    /// The pool.
    pub pool: Option<u64>,
}

impl Place {
    /// The place that is meant.
    ///
    /// # Errors
    /// [`VendorError::Rejected`] where one of its identifiers is none of Greenhouse's.
    pub fn of(destination: &Destination) -> Result<Self> {
        match destination {
            Destination::Application { job, stage } => Ok(Self {
                prospect: false,
                job: Some(number("job", job)?),
                stage: maybe("stage", stage)?,
                pool: None,
            }),
            Destination::Prospect { pool, stage, job } => Ok(Self {
                prospect: true,
                job: maybe("job", job)?,
                stage: maybe("stage", stage)?,
                pool: maybe("pool", pool)?,
            }),
        }
    }
}

/// A number as the vendor gives it.
///
/// # Errors
/// [`VendorError::Rejected`] on the field where it is none.
pub fn number(field: &str, id: &str) -> Result<u64> {
    id.trim().parse().map_err(|_| refused(field, format!("Greenhouse has no such {field}.")))
}

/// See [`number`].
pub fn maybe(field: &str, id: &Option<String>) -> Result<Option<u64>> {
    id.as_deref().map(|id| number(field, id)).transpose()
}

/// The application that is there already. Somebody who is considered for a job need not become its prospect.
///
/// # Errors
/// [`VendorError::Conflict`] where there is one and it has ended: it is not opened again.
pub fn there(entries: &[Entry], place: Place) -> Result<Option<&Entry>> {
    let same_job = |entry: &&Entry| place.job.is_none_or(|job| entry.jobs.contains(&job));
    let same_pool = |entry: &&Entry| place.pool.is_none_or(|pool| entry.pool == Some(pool));
    let fits = |entry: &&Entry| match (place.prospect, entry.prospect) {
        (false, prospect) => !prospect && same_job(entry),
        (true, true) => same_job(entry) && same_pool(entry),
        (true, false) => place.job.is_some() && same_job(entry),
    };
    let fitting: Vec<_> = entries.iter().filter(fits).collect();
    let with = |status: &str| fitting.iter().find(|entry| entry.status == status);
    if let Some(open) = with("in_process").or_else(|| with("active")) {
        return Ok(Some(open));
    }
    let ended = |entry: &Entry, how: &str| {
        Err(VendorError::Conflict(format!(
            "the person's application {} to the same place {how} there; it was left as it is and no second one was made",
            entry.id
        )))
    };
    match (with(HIRED), with(REJECTED)) {
        (Some(hired), _) => ended(hired, "ended with a hire"),
        (None, Some(rejected)) => ended(rejected, "was rejected"),
        // One that was converted goes on as another one.
        (None, None) => Ok(None),
    }
}

/// What an application is owed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// Where it came from.
    pub source: Option<u64>,
    /// Who is credited for it.
    pub referrer: Option<u64>,
}

/// Compares an application that is there with how somebody comes in; what is lacking is given, another source or referrer is kept and noted.
pub fn lacking(entry: &Entry, wanted: Credit) -> (Credit, Vec<Note>) {
    let mut notes = vec![];
    let mut fill = |what: &str, stands: Option<u64>, wanted: Option<u64>| {
        if stands.is_some() && wanted.is_some() && stands != wanted {
            notes.push(Note::on(what, format!("Another {what} stands there and was kept.")));
        }
        wanted.filter(|_| stands.is_none())
    };
    let lacking = Credit {
        source: fill("source", entry.credit.source, wanted.source),
        referrer: fill("referrer", entry.credit.referrer, wanted.referrer),
    };
    (lacking, notes)
}

/// What is told of an application that was there, before anything that it lacks is filled in.
pub fn already(entry: &Entry, place: Place, mut notes: Vec<Note>) -> Receipt {
    if place.prospect && !entry.prospect {
        notes.push(Note::on("destination", "The person is considered for the job already, as an applicant."));
    }
    Receipt { notes, ..receipt(entry.id, Outcome::AlreadyThere) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: u64, job: u64, status: &str) -> Entry {
        Entry { id, jobs: vec![job], status: status.into(), ..Entry::default() }
    }

    const JOB: Place = Place { prospect: false, job: Some(7), stage: None, pool: None };

    #[test]
    fn an_open_application_to_the_same_job_is_there_and_an_ended_one_is_said() {
        assert_eq!(there(&[entry(1, 8, "active")], JOB), Ok(None));
        let both = [entry(1, 7, "rejected"), entry(2, 7, "in_process")];
        assert_eq!(there(&both, JOB).unwrap().map(|entry| entry.id), Some(2));
        for (status, words) in [("rejected", "was rejected"), ("hired", "a hire")] {
            let told = there(&[entry(1, 7, status)], JOB).unwrap_err();
            assert!(matches!(&told, VendorError::Conflict(why) if why.contains(words)), "{told:?}");
        }
        assert_eq!(there(&[entry(1, 7, "converted")], JOB), Ok(None));
    }

    #[test]
    fn a_prospect_is_one_of_the_same_pool_and_job() {
        let prospect = Entry { prospect: true, pool: Some(3), ..entry(1, 7, "active") };
        let in_pool = |pool, job| Place { prospect: true, job, stage: None, pool };
        let all = [prospect];
        let found = |place| there(&all, place).unwrap().is_some();
        assert!(found(in_pool(None, None)) && found(in_pool(Some(3), Some(7))));
        assert!(!found(in_pool(Some(4), None)) && !found(in_pool(None, Some(8))) && !found(JOB));
        assert!(there(&[entry(2, 7, "active")], in_pool(None, Some(7))).unwrap().is_some());
        assert!(there(&[entry(2, 7, "active")], in_pool(None, None)).unwrap().is_none());
    }

    #[test]
    fn only_what_is_lacking_is_filled_in() {
        let credit = Credit { source: Some(1), referrer: None };
        let there = Entry { credit, ..entry(1, 7, "active") };
        let (lacking, notes) = lacking(&there, Credit { source: Some(2), referrer: Some(5) });
        assert_eq!(lacking, Credit { source: None, referrer: Some(5) });
        assert_eq!(notes[0].field, "source");
    }
}
