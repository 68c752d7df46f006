//! Everything that waits for a person, in one list. It is derived from the records themselves, so that nothing can
//! stand here that is settled, and nothing that isn't can be missing.

mod announce;
mod lost;
mod mail;
mod push;
mod referral;
mod source;

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::{
    access::Right,
    connection::ConnectionStatus,
    handoff::{Acts, HandoffState, ProblemKind},
    sync::RunState,
};
use store::{
    integrations::{
        connection::{self, Connection},
        handoff::{self, Filter, Handoff},
        permission, referral_source,
    },
    outgoing::{self, Outgoing},
    sync::run as runs,
    task,
};

use crate::{Actor, App, Result, integrations::abilities, sync};

/// How often a hand-off fails before it is shown although it is tried again by itself.
const PATIENCE: i32 = 3;

/// The most cards of one kind that the page holds.
const MOST: u64 = 500;

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Which record, as people call it.
    pub record: String,
    /// The record's page.
    pub href: String,
    /// What failed and what was kept.
    pub sentence: String,
    /// Who acts next.
    pub acts: Acts,
    /// When it is tried again by itself.
    pub next_try_at: Option<Timestamp>,
    /// Since when it waits.
    pub since: Timestamp,
    /// What the button says; it leads to where it is done.
    pub action: (&'static str, String),
}

/// All that waits, what a person must do first.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Card>> {
    actor.require(Right::HandoffsSend)?;
    let connections = connection::all(&app.db, actor.workspace).await?;
    let filter = Filter { states: vec![HandoffState::Waiting, HandoffState::Retrying], ..Default::default() };
    let handoffs = handoff::list(&app.db, actor.workspace, &filter, MOST, 0).await?;
    let filter = outgoing::Filter { connection: None, states: filter.states };
    let changes = outgoing::list(&app.db, actor.workspace, &filter, MOST).await?;
    let name = |id| connections.iter().find(|c| c.id == id).map_or("", |c| c.name.as_str());
    let mut cards: Vec<_> = connections.iter().filter_map(|c| of_connection(app, c)).collect();
    cards.extend(handoffs.iter().filter_map(|handoff| of_handoff(handoff, name(handoff.connection))));
    cards.extend(changes.iter().filter_map(|change| of_change(change, name(change.connection))));
    let losses = permission::unknown(&app.db, actor.workspace).await?;
    cards.extend(connections.iter().filter_map(|one| {
        let of_it: Vec<_> = losses.iter().filter(|loss| loss.connection == one.id).cloned().collect();
        lost::card(app, one, &of_it)
    }));
    for gone in referral_source::missing(&app.db, actor.workspace).await? {
        let there = connections.iter().find(|one| one.id == gone.connection);
        cards.extend(there.and_then(|there| source::card(there, &gone)));
    }
    for there in connections.iter().filter(|one| one.status == ConnectionStatus::Enabled) {
        cards.extend(of_sync(app, there).await?);
    }
    cards.extend(mail::cards(app, actor).await?);
    cards.extend(push::cards(app, actor, &connections).await?);
    cards.extend(referral::cards(app, actor).await?);
    cards.extend(announce::cards(app, actor).await?);
    cards.sort_by_key(|card| (card.acts == Acts::Gangway, card.since));
    Ok(cards)
}

/// How much waits for a person rather than for its time: for the navigation of every page, so it is only counted.
pub async fn count(app: &App, actor: &Actor) -> Result<u64> {
    actor.require(Right::HandoffsSend)?;
    let waiting = handoff::count_in(&app.db, actor.workspace, HandoffState::Waiting).await?;
    let changes = outgoing::count_in(&app.db, actor.workspace, HandoffState::Waiting).await?;
    let broken = connection::count_in(&app.db, actor.workspace, ConnectionStatus::Broken).await?;
    let asking = runs::asking(&app.db, actor.workspace).await?.len() as u64;
    let losses = permission::unknown(&app.db, actor.workspace).await?;
    let losing = losses.iter().map(|loss| loss.connection).collect::<BTreeSet<_>>().len() as u64;
    let sourceless = referral_source::missing(&app.db, actor.workspace).await?.len() as u64;
    let letters = mail::count(app, actor).await?;
    let pushes = push::count(app, actor).await?;
    let referrals = referral::count(app, actor).await?;
    let dead = announce::count(app, actor).await?;
    Ok(waiting + changes + broken + asking + losing + sourceless + letters + pushes + referrals + dead)
}

fn of_connection(app: &App, connection: &Connection) -> Option<Card> {
    let href = format!("/settings/integrations/{}", connection.id);
    let card = |sentence, acts, next_try_at, since, action| Card {
        record: connection.name.clone(),
        href: href.clone(),
        sentence,
        acts,
        next_try_at,
        since,
        action: (action, href.clone()),
    };
    if connection.status == ConnectionStatus::Broken {
        let (since, why) = connection.last_problem.clone().unwrap_or((connection.created_at, String::new()));
        let sentence = format!("The key is not accepted. What goes there waits, and nothing is lost. {why}");
        return Some(card(sentence.trim().to_owned(), Acts::Administrator, None, since, "Reconnect"));
    }
    let until = connection.paused_until.filter(|until| *until > app.now())?;
    if connection.status != ConnectionStatus::Enabled {
        return None;
    }
    let since = connection.last_problem.as_ref().map_or(until, |(at, _)| *at);
    let sentence = "It asked for a pause. What waits for it goes on by itself.".to_owned();
    Some(card(sentence, Acts::Gangway, Some(until), since, "See the calls"))
}

/// A sync that asks before it goes on, or whose last run could not go on.
async fn of_sync(app: &App, there: &Connection) -> Result<Option<Card>> {
    if !abilities(app, &there.vendor).records {
        return Ok(None);
    }
    let last = runs::recent(&app.db, there.workspace, there.id, 1).await?.pop();
    let Some(last) = last else { return Ok(None) };
    let why = last.sentence.unwrap_or_default();
    let (sentence, acts, next_try_at, action) = match last.state {
        RunState::Asking => (why, Acts::Administrator, None, "Answer"),
        RunState::Failed => {
            let next = task::due_at(&app.db, sync::TASK, there.id.into()).await?;
            let sentence = format!("The last sync could not go on; what it read is kept. {why}");
            (sentence.trim().to_owned(), Acts::Gangway, next, "Look at it")
        }
        _ => return Ok(None),
    };
    let href = format!("/settings/integrations/{}/sync", there.id);
    Ok(Some(Card {
        record: format!("Sync of {}", there.name),
        href: href.clone(),
        sentence,
        acts,
        next_try_at,
        since: last.ended_at.unwrap_or(last.started_at),
        action: (action, href),
    }))
}

fn of_handoff(handoff: &Handoff, there: &str) -> Option<Card> {
    let problem = handoff.problem.as_ref()?;
    if handoff.state == HandoffState::Retrying && handoff.tries < PATIENCE {
        return None;
    }
    let href = format!("/handoffs/{}", handoff.id);
    let action = match problem.kind {
        ProblemKind::Fields => "Correct and send",
        ProblemKind::Identity | ProblemKind::Record => "Decide",
        ProblemKind::Auth | ProblemKind::Connection => "Open the connection",
        ProblemKind::Forbidden | ProblemKind::Contract => "Look and retry",
        ProblemKind::RateLimited | ProblemKind::Unavailable | ProblemKind::Uncertain => "Try now",
    };
    let to = match problem.kind {
        ProblemKind::Auth | ProblemKind::Connection => {
            format!("/settings/integrations/{}", handoff.connection)
        }
        ProblemKind::Fields => format!("{href}/edit"),
        _ => href.clone(),
    };
    Some(Card {
        record: format!("{} → {there}", handoff.candidate_name),
        href,
        sentence: problem.sentence.clone(),
        acts: problem.kind.acts(),
        next_try_at: handoff.next_try_at,
        since: handoff.updated_at,
        action: (action, to),
    })
}

/// A change that does not reach the system its record comes from. It is decided on the candidate's page.
fn of_change(change: &Outgoing, there: &str) -> Option<Card> {
    let problem = change.problem.as_ref()?;
    if change.state == HandoffState::Retrying && change.tries < PATIENCE {
        return None;
    }
    let href = format!("/candidates/{}", change.candidate);
    let action = match problem.kind {
        _ if change.theirs.is_some() => ("Decide", href.clone()),
        ProblemKind::Auth | ProblemKind::Connection => {
            ("Open the connection", format!("/settings/integrations/{}", change.connection))
        }
        ProblemKind::RateLimited | ProblemKind::Unavailable | ProblemKind::Uncertain => {
            ("Try now", href.clone())
        }
        _ => ("Look and retry", href.clone()),
    };
    Some(Card {
        record: format!("{}: {} → {there}", change.candidate_name, change.told),
        href,
        sentence: problem.sentence.clone(),
        acts: problem.kind.acts(),
        next_try_at: change.next_try_at,
        since: change.updated_at,
        action,
    })
}
