//! An endpoint of webhooks that was stopped because it took nothing for a day.

use model::handoff::Acts;
use store::announce::endpoint::{self, Endpoint, EndpointState};

use super::Card;
use crate::{Actor, App, Result};

/// How many endpoints wait for a person.
pub(super) async fn count(app: &App, actor: &Actor) -> Result<u64> {
    Ok(dead(app, actor).await?.len() as u64)
}

/// A card for each endpoint that was stopped.
pub(super) async fn cards(app: &App, actor: &Actor) -> Result<Vec<Card>> {
    Ok(dead(app, actor).await?.into_iter().map(card).collect())
}

async fn dead(app: &App, actor: &Actor) -> Result<Vec<Endpoint>> {
    let mut all = endpoint::all(&app.db, actor.workspace).await?;
    all.retain(|endpoint| endpoint.state == EndpointState::Dead);
    Ok(all)
}

fn card(endpoint: Endpoint) -> Card {
    let href = format!("/settings/webhooks/{}", endpoint.id);
    let why = endpoint.problem.unwrap_or_default();
    Card {
        record: format!("Webhooks to {}", endpoint.url),
        sentence: format!(
            "They did not arrive, so nothing is sent any more. What happens is kept for 30 days, to be sent again. {why}"
        ),
        acts: Acts::Administrator,
        next_try_at: None,
        since: endpoint.failing_since.unwrap_or(endpoint.created_at),
        action: ("Look and enable it again", href.clone()),
        href,
    }
}
