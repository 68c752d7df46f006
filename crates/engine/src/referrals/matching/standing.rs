//! Where contacts stand with the company already: who is a candidate, has applied, was asked for or wants to be left
//! alone. It is looked up when matches are shown, so that it is never out of date.

use std::collections::{HashMap, HashSet};

use model::{ContactId, JobId, WorkspaceId, network::Contact, referral::State};
use store::{
    Conn,
    hiring::application,
    referrals::{network::known, opt_out, referral},
};

use crate::{Result, referrals::mark};

/// The most requests that are looked through; there are never so many of one job or employee.
const MOST: u64 = 5_000;

/// Where contacts stand.
#[derive(Debug, Default)]
pub(super) struct Standing {
    left_alone: HashSet<ContactId>,
    candidates: HashSet<ContactId>,
    applied: HashSet<(JobId, ContactId)>,
    asked: HashMap<(JobId, ContactId), State>,
}

impl Standing {
    /// Looks them up; `asked` says whose requests are looked through.
    pub async fn of(
        conn: &impl Conn,
        space: WorkspaceId,
        people: &[(ContactId, Contact)],
        asked: &referral::Filter,
    ) -> Result<Self> {
        let mut standing = Self::default();
        let mut marks: HashMap<String, Vec<ContactId>> = HashMap::new();
        let mut by: HashMap<&str, Vec<ContactId>> = HashMap::new();
        for (id, contact) in people {
            for one in contact.marks() {
                marks.entry(mark::one(space, &one)).or_default().push(*id);
            }
            for word in contact.emails.iter().chain(&contact.page) {
                by.entry(word).or_default().push(*id);
            }
        }
        for mark in opt_out::among(conn, space, marks.keys().map(String::as_str)).await? {
            standing.left_alone.extend(marks.get(&mark).into_iter().flatten());
        }
        let emails: Vec<String> = people.iter().flat_map(|(_, contact)| contact.emails.clone()).collect();
        let pages: Vec<String> = people.iter().filter_map(|(_, contact)| contact.page.clone()).collect();
        let found = known::among_candidates(conn, space, &emails, &pages).await?;
        let ids: Vec<_> = found.iter().map(|(candidate, _)| *candidate).collect();
        let applications = application::of_candidates(conn, space, &ids).await?;
        for (candidate, word) in &found {
            let same = by.get(word.as_str()).into_iter().flatten();
            for contact in same {
                standing.candidates.insert(*contact);
                let theirs = applications.iter().filter(|one| one.candidate == *candidate);
                standing.applied.extend(theirs.map(|one| (one.job, *contact)));
            }
        }
        for one in referral::list(conn, space, asked, MOST, 0).await? {
            if let Some(contact) = one.contact {
                standing.asked.entry((one.job, contact)).or_insert(one.state);
            }
        }
        Ok(standing)
    }

    /// Whether a match is shown to nobody: they have applied for the job, or want to be left alone.
    pub fn hides(&self, job: JobId, contact: ContactId) -> bool {
        self.left_alone.contains(&contact) || self.applied.contains(&(job, contact))
    }

    /// Whether they are a candidate here.
    pub fn is_candidate(&self, contact: ContactId) -> bool {
        self.candidates.contains(&contact)
    }

    /// How far the newest request about them for the job is.
    pub fn asked(&self, job: JobId, contact: ContactId) -> Option<State> {
        self.asked.get(&(job, contact)).copied()
    }
}
