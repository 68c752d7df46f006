//! What tells whether a record's content changed: a digest of the record, and one of each part that the other system
//! may hold back by itself. A part that was held back keeps the digest of when it was last seen, so that a partial view
//! is no change, and the next whole view is one wherever the part differs.

use std::collections::BTreeSet;

use model::{
    application::Offer,
    remote::{Part, RemoteApplication, RemoteCandidate, RemoteJob, RemoteRecord},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Stands for a part that was never seen.
const NEVER: &str = "?";

/// The record's fingerprint. `known` is the one of when it was last seen, for the parts that were held back.
pub(super) fn of(record: &RemoteRecord, withheld: &BTreeSet<Part>, known: Option<&str>) -> String {
    let (rest, parts) = match record {
        RemoteRecord::Job(job) => of_job(job),
        RemoteRecord::Candidate(candidate) => of_candidate(candidate),
        RemoteRecord::Application(application) => of_application(application),
    };
    let kept = pieces(known.unwrap_or_default());
    let mut text = rest;
    for (place, (part, digest)) in parts.into_iter().enumerate() {
        let digest = match kept.get(place + 1) {
            _ if !withheld.contains(&part) => digest.as_str(),
            Some(kept) => kept,
            None => NEVER,
        };
        text.push(' ');
        text.push_str(digest);
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
        let first = of(&job("Nurse", "Wards"), &all, None);
        let partial = of(&job("Nurse", ""), &held, Some(&first));
        assert_eq!(partial, first);
        assert_eq!(of(&job("Nurse", "Wards"), &all, Some(&partial)), first);
        let other = of(&job("Nurse", "Theatre"), &all, Some(&partial));
        assert!(other != first && contradicts(&other, &first));
        let renamed = of(&job("Senior nurse", ""), &held, Some(&first));
        assert!(contradicts(&renamed, &first));
    }

    #[test]
    fn what_was_never_seen_is_a_change_and_contradicts_nothing() {
        let held = BTreeSet::from([Part::Department]);
        let first = of(&job("Nurse", ""), &held, None);
        let whole = of(&job("Nurse", "Wards"), &BTreeSet::new(), Some(&first));
        assert!(whole != first && !contradicts(&whole, &first));
        assert!(contradicts(&whole, ""), "one that was never taken over");
    }
}
