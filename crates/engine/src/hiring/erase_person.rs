//! Erasing a person: everything that says something of them goes, and a receipt stays that does not say who it was.
//!
//! What other systems hold lives on there. That it was erased here stays with the identifier it has there, so that no
//! later sync brings it back.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    ApplicationId, CandidateId, ConnectionId,
    access::Right,
    candidate::{Candidate, Profile},
    contact::normal_phone,
    handoff::HandoffState,
};
use serde::{Deserialize, Serialize};
pub use store::hiring::erasure::Erasure;
use store::{
    Conn, Tx, erase as everything,
    hiring::{application, attachment, candidate, erasure},
    integrations::{connection, handoff, link},
    mail::letter,
    outgoing,
    screening::{ledger, reading},
    sourcing::forget,
    sync::{
        mirror::{self, Kind},
        plan,
    },
};

use super::{the_candidate, upkeep::import};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    screening,
};

/// What an erasure did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Receipt {
    /// How many rows went, by what they were.
    pub gone: BTreeMap<String, u64>,
    /// How many rows stay without words about the person, by what they are.
    pub emptied: BTreeMap<String, u64>,
    /// Where the person lives on.
    pub elsewhere: Vec<Elsewhere>,
    /// Whether somebody else bears the same name, so that lines about others in which it stands were left alone.
    pub namesake: bool,
}

/// A record of the person in another system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Elsewhere {
    /// The connection's name.
    pub connection: String,
    /// What it is there: a candidate, an application, an employee.
    pub kind: String,
    /// Its identifier there.
    pub external_id: String,
}

/// What an erasure would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreseen {
    /// Who would be erased.
    pub candidate: Candidate,
    /// What would go and what would stay.
    pub receipt: Receipt,
    /// Why it can't be done now, in a sentence.
    pub hindrance: Option<String>,
}

/// What stays, without words about the person; the rest goes.
const STAYS: [&str; 6] =
    ["audit_lines", "handoffs", "handoff_steps", "mirrored_records", "mirrored_files", "ledger_rows"];

/// What erasing somebody would do, found out by doing it and taking it back.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`], also where the record was merged into another.
pub async fn foresee(app: &App, actor: &Actor, id: CandidateId) -> Result<Foreseen> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let candidate = the_candidate(&tx, actor.workspace, id).await?;
    let person = Person::find(&tx, actor, id).await?;
    let hindrance = person.hindrance(&tx, actor).await?;
    let receipt = person.erase(app, &tx, actor).await?;
    drop(tx);
    Ok(Foreseen { candidate, receipt, hindrance })
}

/// Erases somebody, with the records that were merged into theirs.
///
/// # Errors
/// As [`foresee`]; [`Error::Conflict`] where something of theirs is on its way to another system.
pub async fn erase(app: &App, actor: &Actor, id: CandidateId) -> Result<Erasure> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    the_candidate(&tx, actor.workspace, id).await?;
    let person = Person::find(&tx, actor, id).await?;
    // Nobody takes records of theirs over meanwhile.
    for there in person.mirrored(&tx, actor).await?.iter().map(|row| row.connection).collect::<BTreeSet<_>>()
    {
        plan::lock(&tx, actor.workspace, there).await?;
    }
    if let Some(sentence) = person.hindrance(&tx, actor).await? {
        return Err(Error::Conflict(sentence));
    }
    let receipt = person.erase(app, &tx, actor).await?;
    let receipt = serde_json::to_value(receipt).map_err(|_| store::Error::Unreadable("receipt"))?;
    let made = Erasure { id, at: app.now(), by: actor.name.clone(), by_id: actor.user, receipt };
    erasure::insert(&tx, actor.workspace, &made).await?;
    tx.commit().await?;
    Ok(made)
}

/// The receipt of an erasure.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn receipt(app: &App, actor: &Actor, id: CandidateId) -> Result<(Erasure, Receipt)> {
    actor.require(Right::WorkspaceManage)?;
    let made = erasure::get(&app.db, actor.workspace, id).await?.ok_or(Error::NotFound("receipt"))?;
    let receipt = serde_json::from_value(made.receipt.clone());
    Ok((made, receipt.map_err(|_| store::Error::Unreadable("receipt"))?))
}

/// The newest receipts.
///
/// # Errors
/// [`Error::Denied`].
pub async fn receipts(app: &App, actor: &Actor, most: u64) -> Result<Vec<Erasure>> {
    actor.require(Right::WorkspaceManage)?;
    Ok(erasure::recent(&app.db, actor.workspace, most).await?)
}

/// All records of one person.
struct Person {
    id: CandidateId,
    ids: Vec<CandidateId>,
    profiles: Vec<Profile>,
    applications: Vec<ApplicationId>,
}

impl Person {
    async fn find(tx: &Tx, actor: &Actor, id: CandidateId) -> Result<Self> {
        let space = actor.workspace;
        let ids = everything::people(tx, space, id).await?;
        let profiles = candidate::profiles(tx, space, &ids).await?;
        let mut applications = Vec::new();
        for id in &ids {
            applications.extend(application::of_candidate(tx, space, *id).await?.into_iter().map(|a| a.id));
        }
        Ok(Self { id, ids, profiles, applications })
    }

    /// The rows of the mirror that are records of theirs.
    async fn mirrored(&self, conn: &impl Conn, actor: &Actor) -> Result<Vec<mirror::Mirror>> {
        let people = self.ids.iter().map(|id| (*id).into());
        let mut rows = mirror::of_local(conn, actor.workspace, Kind::Candidate, people).await?;
        let applications = self.applications.iter().map(|id| (*id).into());
        rows.extend(mirror::of_local(conn, actor.workspace, Kind::Application, applications).await?);
        Ok(rows)
    }

    async fn hindrance(&self, tx: &Tx, actor: &Actor) -> Result<Option<String>> {
        for id in &self.ids {
            let sent = handoff::of_candidate(tx, actor.workspace, *id).await?;
            if sent.iter().any(|one| !one.state.is_over()) {
                let sentence =
                    "A hand-off of this person is not finished. Cancel it, or let it arrive; then erase.";
                return Ok(Some(sentence.into()));
            }
        }
        for id in &self.applications {
            let changes = outgoing::of_application(tx, actor.workspace, *id).await?;
            if changes.iter().any(|one| one.state == HandoffState::Sending) {
                let sentence = "A change of this person is on its way to another system right now. \
                                Try again in a minute.";
                return Ok(Some(sentence.into()));
            }
        }
        Ok(None)
    }

    async fn elsewhere(&self, tx: &Tx, actor: &Actor) -> Result<Vec<Elsewhere>> {
        let known = connection::all(tx, actor.workspace).await?;
        let named = |id: ConnectionId| {
            known.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default()
        };
        let mut all = BTreeSet::new();
        let rows = self.mirrored(tx, actor).await?;
        all.extend(rows.into_iter().filter(|row| row.gone_at.is_none()).map(|row| Elsewhere {
            connection: named(row.connection),
            kind: row.kind.as_str().into(),
            external_id: row.external_id,
        }));
        let employee =
            |there, external_id| Elsewhere { connection: named(there), kind: "employee".into(), external_id };
        for id in &self.ids {
            let links = link::of_candidate(tx, actor.workspace, *id).await?;
            all.extend(links.into_iter().map(|link| employee(link.connection, link.external_id)));
            let sent = handoff::of_candidate(tx, actor.workspace, *id).await?;
            all.extend(sent.into_iter().filter_map(|one| Some(employee(one.connection, one.external_id?))));
        }
        Ok(all.into_iter().collect())
    }

    /// What may stand in text about something else: addresses and phone numbers, and names of two words.
    fn words(&self, with_names: bool) -> Vec<String> {
        let mut words = BTreeSet::new();
        for one in &self.profiles {
            words.extend(Some(one.email.trim().to_owned()).filter(|email| email.contains('@')));
            words.extend(Some(one.phone.trim().to_owned()).filter(|phone| normal_phone(phone).is_some()));
            let name = one.full_name();
            words.extend(Some(name).filter(|name| with_names && name.contains(' ')));
        }
        words.into_iter().collect()
    }

    async fn erase(&self, app: &App, tx: &Tx, actor: &Actor) -> Result<Receipt> {
        let space = actor.workspace;
        let elsewhere = self.elsewhere(tx, actor).await?;
        let mut files = Vec::new();
        for id in &self.ids {
            files.extend(attachment::of_candidate(tx, space, *id).await?.into_iter().map(|file| file.sha256));
        }
        let jobs = application::of_ids(tx, space, &self.applications).await?;
        let mut all: BTreeMap<String, u64> = BTreeMap::new();
        let mut add = |counts: BTreeMap<&str, u64>| {
            counts.into_iter().for_each(|(what, rows)| *all.entry(what.to_owned()).or_default() += rows);
        };
        add(BTreeMap::from([("letters", letter::forget_about(tx, space, &self.applications).await?)]));
        add(forget::candidates(tx, space, &self.ids, app.now()).await?);
        add(everything::erase(tx, space, &self.ids).await?);
        reading::forget(tx, space, &files).await?;
        let mut namesake = false;
        for name in self.profiles.iter().map(Profile::full_name) {
            namesake |= candidate::is_borne(tx, space, &name).await?;
        }
        let words = self.words(!namesake);
        add(everything::erase_mentions(tx, space, &words).await?);
        let rows = import::erase::erase(tx, actor, &self.profiles, &self.words(true)).await?;
        forget::rows_on_their_way(tx, space, &self.words(true)).await?;
        add(BTreeMap::from([("imported_rows", rows)]));
        let told = "Erased a person and what was known of them";
        audit::write(app, tx, actor, "candidate.erased", ("candidate", Some(self.id.into())), told).await?;
        // The chain of the ledger stays whole: only reasons go, and a row says so.
        let mut lines = Vec::new();
        for (id, (of, _)) in &jobs {
            let said = ledger::of_application(tx, space, *id).await?.len() as u64;
            if said > 0 {
                add(BTreeMap::from([("ledger_rows", said)]));
                let line = screening::line(app, actor, ledger::Event::Erased, of.job);
                lines.push(ledger::Line { application: Some(*id), ..line });
            }
        }
        ledger::erase_reasons(tx, space, &self.applications).await?;
        ledger::append(tx, space, &lines).await?;
        let (emptied, gone) = all
            .into_iter()
            .filter(|(_, rows)| *rows > 0)
            .partition(|(what, _)| STAYS.contains(&what.as_str()));
        Ok(Receipt { gone, emptied, elsewhere, namesake })
    }
}

#[cfg(test)]
mod tests;
