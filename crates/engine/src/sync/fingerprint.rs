//! What tells whether a record's content changed: a digest of the record, and one of each part that the other system
//! may hold back by itself. A part that was held back keeps the digest of when it was last seen, so that a partial view
//! is no change, and the next whole view is one wherever the part differs.

use std::collections::BTreeSet;

use connect::ats::Incoming;
use model::{
    application::Offer,
    remote::{Part, RemoteApplication, RemoteCandidate, RemoteJob, RemoteRecord},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Stands for a part that was never seen.
const NEVER: &str = "?";

/// The fingerprint of each record, in their order; empty where it could not be read.
pub(super) fn of_each(records: &[Incoming]) -> Vec<String> {
    let of = |incoming: &Incoming| match &incoming.record {
        Ok(record) => of(record, &incoming.withheld),
        Err(_) => String::new(),
    };
    records.iter().map(of).collect()
}

/// The fingerprint with those parts that were held back as they were when the record was last seen.
pub(super) fn with_known(fingerprint: &str, known: Option<&str>) -> String {
    let kept = pieces(known.unwrap_or_default());
    let seen = pieces(fingerprint).into_iter().enumerate();
    let seen = seen.map(|(place, piece)| match kept.get(place) {
        Some(kept) if piece == NEVER => kept,
        _ => piece,
    });
    seen.collect::<Vec<_>>().join(" ")
}

fn of(record: &RemoteRecord, withheld: &BTreeSet<Part>) -> String {
    let (rest, parts) = match record {
        RemoteRecord::Job(job) => of_job(job),
        RemoteRecord::Candidate(candidate) => of_candidate(candidate),
        RemoteRecord::Application(application) => of_application(application),
    };
    let mut text = rest;
    for (part, digest) in parts {
        text.push(' ');
        text.push_str(if withheld.contains(&part) { NEVER } else { &digest });
    }
    text
}

/// Whether the newer one differs in anything that was seen before.
pub(super) fn contradicts(newer: &str, known: &str) -> bool {
    let (newer, known) = (pieces(newer), pieces(known));
    newer.len() != known.len() || newer.iter().zip(&known).any(|(new, old)| new != old && *old != NEVER)
}

fn pieces(fingerprint: &str) -> Vec<&str> {
    fingerprint.split(' ').collect()
}

type Digests = (String, Vec<(Part, String)>);

fn of_job(job: &RemoteJob) -> Digests {
    // Each field by its name, so that a new one can't be forgotten here.
    let RemoteJob {
        title,
        status,
        department,
        division,
        location,
        employment_type,
        description,
        stages,
        fields,
    } = job;
    let rest = digest(&(title, status, employment_type, description));
    let parts = vec![
        (Part::Department, short(department)),
        (Part::Division, short(division)),
        (Part::Location, short(location)),
        (Part::Stages, short(stages)),
        (Part::Fields, short(fields)),
    ];
    (rest, parts)
}

fn of_candidate(candidate: &RemoteCandidate) -> Digests {
    let RemoteCandidate { profile, tags, fields } = candidate;
    (digest(&(profile, tags)), vec![(Part::Fields, short(fields))])
}

fn of_application(application: &RemoteApplication) -> Digests {
    let RemoteApplication {
        candidate,
        job,
        stage,
        applied_at,
        hired_at,
        offer,
        person,
        answers,
        tags,
        fields,
        files,
    } = application;
    let Offer { start_date, job_title, salary, currency, pay_period, pay_type, manager } = offer;
    let offer = (start_date, job_title, salary, currency, pay_period, pay_type);
    let rest = digest(&(candidate, job, stage, applied_at, hired_at, offer, person, tags));
    let parts = vec![
        (Part::Answers, short(answers)),
        (Part::Manager, short(manager)),
        (Part::Fields, short(fields)),
        (Part::Files, short(files)),
    ];
    (rest, parts)
}

fn digest(content: &impl Serialize) -> String {
    hex::encode(Sha256::digest(serde_json::to_vec(content).unwrap_or_default()))
}

/// Enough to tell two values of one part of one record apart.
fn short(content: &impl Serialize) -> String {
    hex::encode(&Sha256::digest(serde_json::to_vec(content).unwrap_or_default())[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(record: &RemoteRecord, withheld: &BTreeSet<Part>, known: Option<&str>) -> String {
        with_known(&of(record, withheld), known)
    }

    fn job(title: &str, department: &str) -> RemoteRecord {
        RemoteRecord::Job(RemoteJob {
            title: title.into(),
            department: department.into(),
            ..Default::default()
        })
    }

    #[test]
    fn a_part_that_is_held_back_is_no_change_until_it_is_seen_otherwise() {
        let (all, held) = (BTreeSet::new(), BTreeSet::from([Part::Department]));
        let first = seen(&job("Nurse", "Wards"), &all, None);
        let partial = seen(&job("Nurse", ""), &held, Some(&first));
        assert_eq!(partial, first);
        assert_eq!(seen(&job("Nurse", "Wards"), &all, Some(&partial)), first);
        let other = seen(&job("Nurse", "Theatre"), &all, Some(&partial));
        assert!(other != first && contradicts(&other, &first));
        let renamed = seen(&job("Senior nurse", ""), &held, Some(&first));
        assert!(contradicts(&renamed, &first));
    }

    #[test]
    fn what_was_never_seen_is_a_change_and_contradicts_nothing() {
        let held = BTreeSet::from([Part::Department]);
        let first = seen(&job("Nurse", ""), &held, None);
        let whole = seen(&job("Nurse", "Wards"), &BTreeSet::new(), Some(&first));
        assert!(whole != first && !contradicts(&whole, &first));
        assert!(contradicts(&whole, ""), "one that was never taken over");
    }
}
