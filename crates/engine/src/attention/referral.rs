//! Referred people whose way into the job waits for a person.

use model::handoff::{Acts, HandoffState, ProblemKind};
use store::referrals::{delivery, referral};

use super::{Card, MOST, PATIENCE};
use crate::{Actor, App, Result};

/// How much of this waits for a person.
pub(super) async fn count(app: &App, actor: &Actor) -> Result<u64> {
    Ok(delivery::count_in(&app.db, actor.workspace, HandoffState::Waiting).await?)
}

/// A card for each. The person has agreed, so that who it is may be said.
pub(super) async fn cards(app: &App, actor: &Actor) -> Result<Vec<Card>> {
    let (db, space) = (&app.db, actor.workspace);
    let mut cards = Vec::new();
    for one in delivery::in_states(db, space, &[HandoffState::Waiting, HandoffState::Retrying], MOST).await? {
        let Some(problem) = one.problem else { continue };
        if one.state == HandoffState::Retrying && one.tries < PATIENCE {
            continue;
        }
        let Some(of) = referral::get(db, space, one.referral).await? else { continue };
        let href = format!("/referrals/{}", one.referral);
        let connection = one.connection.filter(|_| problem.kind.acts() == Acts::Administrator);
        let action = match (problem.kind, connection) {
            (ProblemKind::Auth | ProblemKind::Connection, Some(there)) => {
                ("Open the connection", format!("/settings/integrations/{there}"))
            }
            (ProblemKind::Fields, _) => ("Correct and send", href.clone()),
            (ProblemKind::RateLimited | ProblemKind::Unavailable | ProblemKind::Uncertain, _) => {
                ("Try now", href.clone())
            }
            _ => ("Look and retry", href.clone()),
        };
        cards.push(Card {
            record: format!("Referral of {}", of.person.full_name()),
            href,
            sentence: problem.sentence,
            acts: problem.kind.acts(),
            next_try_at: one.next_try_at,
            since: one.updated_at,
            action,
        });
    }
    Ok(cards)
}
