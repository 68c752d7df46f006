//! What stands still on the way to a recruiting CRM: a mapped field that is gone, a member who asked, people who wait.

use std::collections::BTreeMap;

use model::{
    ExportId,
    access::Right,
    handoff::{Acts, ProblemKind},
};
use store::{
    integrations::connection::Connection,
    people::user,
    sourcing::{export_item, member, push},
};

use super::{Card, MOST};
use crate::{Actor, App, Result, sourcing::push::vanished};

/// The cards. Requests are for those who can answer them.
pub(super) async fn cards(app: &App, actor: &Actor, connections: &[Connection]) -> Result<Vec<Card>> {
    let named = |id| connections.iter().find(|one| one.id == id).map_or("", |one| one.name.as_str());
    let mut cards = vec![];
    for kept in push::stopped(&app.db, actor.workspace).await? {
        let href = format!("/settings/integrations/{}/push", kept.connection);
        cards.push(Card {
            record: format!("Pushes to {}", named(kept.connection)),
            sentence: vanished::sentence(named(kept.connection), &kept),
            acts: Acts::Administrator,
            next_try_at: None,
            since: kept.vanished_at.unwrap_or(kept.saved_at),
            action: ("Choose a field", href.clone()),
            href,
        });
    }
    if actor.role.may(Right::IntegrationsManage) {
        for request in member::waiting(&app.db, actor.workspace).await? {
            let who = user::get(&app.db, actor.workspace, request.user).await?;
            let who = who.map_or_else(|| "Somebody".to_owned(), |user| user.name);
            let href = format!("/settings/integrations/{}/push", request.connection);
            cards.push(Card {
                record: named(request.connection).to_owned(),
                sentence: format!("{who} asks to send people to {}.", named(request.connection)),
                acts: Acts::Administrator,
                next_try_at: None,
                since: request.asked_at,
                action: ("Answer", format!("{href}#requests")),
                href,
            });
        }
    }
    let mut waiting: BTreeMap<ExportId, Vec<_>> = BTreeMap::new();
    for item in export_item::waiting(&app.db, actor.workspace, MOST).await? {
        waiting.entry(item.export).or_default().push(item);
    }
    for (export, items) in waiting {
        let Some((first, problem)) = items.iter().find_map(|item| Some((item, item.problem.as_ref()?)))
        else {
            continue;
        };
        let href = format!("/sourcing/exports/{export}");
        let several = if items.len() == 1 { "One person waits" } else { "Several people wait" };
        cards.push(Card {
            record: format!("Export to {}", named(first.connection)),
            sentence: format!("{several}. {}", problem.sentence),
            acts: if problem.kind == ProblemKind::Contract {
                Acts::Administrator
            } else {
                problem.kind.acts()
            },
            next_try_at: None,
            since: first.updated_at,
            action: ("Look at it", href.clone()),
            href,
        });
    }
    Ok(cards)
}

/// How many of them there are.
pub(super) async fn count(app: &App, actor: &Actor) -> Result<u64> {
    let stopped = push::stopped(&app.db, actor.workspace).await?.len();
    let may_answer = actor.role.may(Right::IntegrationsManage);
    let asked = if may_answer { member::waiting(&app.db, actor.workspace).await?.len() } else { 0 };
    let mut exports: Vec<_> = export_item::waiting(&app.db, actor.workspace, MOST).await?;
    exports.sort_by_key(|item| item.export);
    exports.dedup_by_key(|item| item.export);
    Ok((stopped + asked + exports.len()) as u64)
}
