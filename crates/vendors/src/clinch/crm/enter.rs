//! Adding to somebody's history.

use connect::{Outcome, Receipt, VendorError, error::Result};
use model::crm::Activity;

use super::{super::client::Client, receipt, surprise};
use crate::clinch::wire::{self, Many, One, Row};

/// More pages of one kind of entry are not looked through.
const MOST_PAGES: u32 = 50;

/// Adds the entry, unless one of that kind with these words is there.
pub async fn enter(client: &Client<'_>, person: &str, activity: &Activity) -> Result<Receipt> {
    for page in 1..=MOST_PAGES {
        let reply = client.activities(person, &activity.kind, page).await?;
        let many: Many = reply.json()?;
        for row in &many.data {
            let row: Row<wire::Activity> =
                serde_json::from_str(row.get()).map_err(surprise("an activity"))?;
            if row.attributes.kind == activity.kind && row.attributes.body.trim() == activity.text.trim() {
                return Ok(receipt(row.id, Outcome::AlreadyThere, vec![]));
            }
        }
        if many.links.next.is_none() {
            let (kind, body) = (activity.kind.clone(), activity.text.clone());
            let sent = wire::Activity { kind, body, occurred_at: activity.at };
            let made: One<wire::Activity> = client.enter(person, sent).await?.json()?;
            return Ok(receipt(made.data.id, Outcome::Created, vec![]));
        }
    }
    Err(VendorError::Contract { path: "links.next".into(), message: "the history has no end".into() })
}
