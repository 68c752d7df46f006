//! Where a person's records are in other systems, and what is on its way there.

use std::collections::BTreeMap;

use engine::{
    Actor, Result,
    hiring::{
        application_details::{Details, details},
        profile::CandidateFile,
    },
    outgoing::{
        Outgoing,
        conflict::{Conflict, conflict_of},
        list::of_candidate,
    },
    sync::origin::{Origin, origin},
};
use model::{ApplicationId, CommentId, ConnectionId, handoff::HandoffState, remote::RecordKind};

use crate::{Web, pages::integrations::view::Moment};

/// How many changes the page lists.
const LISTED: usize = 8;

/// Where a person's records are in other systems, and what is on its way there.
#[derive(Default)]
pub(super) struct There {
    /// The system that this person is edited in.
    pub home: Option<Origin>,
    origins: BTreeMap<ApplicationId, Origin>,
    details: BTreeMap<ApplicationId, Details>,
    conflicts: BTreeMap<ApplicationId, Conflict>,
    names: BTreeMap<ConnectionId, String>,
    changes: Vec<Outgoing>,
}

/// One change, as the page lists it.
pub(super) struct Change {
    pub id: String,
    pub told: String,
    pub way: Way,
    pub by: String,
    pub at: Moment,
    pub can_retry: bool,
    pub can_cancel: bool,
}

/// How far a change came: the tone of the words, and the words.
pub(super) struct Way {
    pub tone: &'static str,
    pub words: String,
}

/// Finds out where a person's records are.
pub(super) async fn there(web: &Web, actor: &Actor, file: &CandidateFile) -> Result<There> {
    let ids: Vec<_> = file.applications.iter().map(|placed| placed.application.id).collect();
    let uuids: Vec<_> = ids.iter().map(|id| (*id).into()).collect();
    let origins = origin(web, actor, RecordKind::Application, &uuids).await?;
    let person = file.candidate.id.into();
    let home = origin(web, actor, RecordKind::Candidate, &[person]).await?.remove(&person);
    let changes = of_candidate(web, actor, file.candidate.id).await?;
    let mut conflicts = BTreeMap::new();
    for one in changes.iter().filter(|one| asks(one)) {
        if let Some(conflict) = conflict_of(web, actor, one.application).await? {
            conflicts.insert(one.application, conflict);
        }
    }
    let names =
        origins.values().chain(&home).map(|origin| (origin.connection, origin.name.clone())).collect();
    Ok(There {
        home,
        origins: origins.into_iter().map(|(id, origin)| (id.into(), origin)).collect(),
        details: details(web, actor, &ids).await?,
        conflicts,
        names,
        changes,
    })
}

/// Whether a move waits because it was moved there meanwhile.
fn asks(change: &Outgoing) -> bool {
    change.state == HandoffState::Waiting && change.theirs.is_some()
}

impl There {
    /// The application that one here is.
    pub fn origin(&self, application: &ApplicationId) -> Option<&Origin> {
        self.origins.get(application)
    }

    /// The system in which this person is edited: as long as the record is there.
    pub fn edited_in(&self) -> Option<&Origin> {
        self.home.as_ref().filter(|home| !home.gone)
    }

    /// The conflict that an application stands in.
    pub fn conflict(&self, application: &ApplicationId) -> Option<&Conflict> {
        self.conflicts.get(application)
    }

    /// What belongs to an application itself.
    pub fn details(&self, application: &ApplicationId) -> Option<&Details> {
        self.details.get(application)
    }

    /// The newest changes, without those that ask: these stand above the page.
    pub fn changes(&self) -> Vec<Change> {
        self.changes.iter().filter(|one| !asks(one)).take(LISTED).map(|one| self.change(one)).collect()
    }

    /// Whether anything is on its way just now, so that the page follows it.
    pub fn moving(&self) -> bool {
        self.changes.iter().any(|one| matches!(one.state, HandoffState::Queued | HandoffState::Sending))
    }

    /// How far a comment came on its way to other systems.
    pub fn ways_of(&self, comment: CommentId) -> Vec<Way> {
        let of = comment.to_string();
        self.changes.iter().filter(|one| one.slot.ends_with(&of)).map(|one| self.way(one)).collect()
    }

    fn change(&self, one: &Outgoing) -> Change {
        Change {
            id: one.id.to_string(),
            told: capitalised(&one.told),
            way: self.way(one),
            by: one.created_by.clone(),
            at: one.created_at.into(),
            can_retry: matches!(one.state, HandoffState::Waiting | HandoffState::Retrying),
            can_cancel: !one.state.is_over() && one.state != HandoffState::Sending,
        }
    }

    fn way(&self, one: &Outgoing) -> Way {
        let there = self.names.get(&one.connection).map_or("the other system", String::as_str);
        let why = one.problem.as_ref().map(|problem| problem.sentence.as_str()).unwrap_or_default();
        let (tone, words) = match one.state {
            HandoffState::Queued | HandoffState::Sending => ("muted", format!("On its way to {there}")),
            HandoffState::Retrying => ("text-warn", format!("On its way to {there}, tried again: {why}")),
            HandoffState::Waiting => ("text-danger", format!("Waits: {why}")),
            HandoffState::Delivered => ("text-ok", format!("Arrived in {there}")),
            HandoffState::Cancelled => ("muted", format!("Not sent to {there}. {why}")),
        };
        Way { tone, words: words.trim().trim_end_matches(':').to_owned() }
    }
}

/// A change as it begins a line.
fn capitalised(told: &str) -> String {
    let mut letters = told.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
