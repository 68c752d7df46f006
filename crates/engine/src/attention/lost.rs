//! A key that lost permissions since an earlier test: known here before the next work that needs them fails.

use connect::manifest::Permission;
use model::handoff::Acts;
use store::integrations::{connection::Connection, permission::Loss};

use super::Card;
use crate::App;

/// How many permissions a card tells one by one.
const TOLD: usize = 3;

/// One card for all that a connection's key lost and nobody said to know of.
pub(super) fn card(app: &App, connection: &Connection, losses: &[Loss]) -> Option<Card> {
    let since = losses.iter().map(|loss| loss.lost_at).min()?;
    let manifest = app.connector(&connection.vendor)?.manifest();
    let lost: Vec<&Permission> = manifest
        .permission
        .iter()
        .filter(|one| losses.iter().any(|loss| loss.permission == one.key))
        .collect();
    let href = format!("/settings/integrations/{}", connection.id);
    Some(Card {
        record: connection.name.clone(),
        sentence: sentence(&lost),
        acts: Acts::Administrator,
        next_try_at: None,
        since,
        action: ("See what it lost", href.clone()),
        href,
    })
}

fn sentence(lost: &[&Permission]) -> String {
    let told = |one: &Permission| format!("“{}”: {}", one.label, one.without);
    match lost {
        // An older version knew more permissions of this vendor.
        [] => "Its key lost a permission that it had. Test the connection.".into(),
        [one] => format!("Its key lost the permission {}", told(one)),
        all => {
            let first: Vec<_> = all.iter().take(TOLD).map(|one| told(one)).collect();
            let more = match all.len().saturating_sub(TOLD) {
                0 => String::new(),
                n => format!(" And {n} more."),
            };
            format!("Its key lost {} permissions that it had. {}{more}", all.len(), first.join(" "))
        }
    }
}
