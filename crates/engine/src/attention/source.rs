//! A source of referrals that is not there any more: known here before the next referral is written.

use model::handoff::Acts;
use store::integrations::{connection::Connection, referral_source::Chosen};

use super::Card;
use crate::integrations::referral_source::called;

/// The card of a connection whose referrals have lost their source.
pub(super) fn card(connection: &Connection, chosen: &Chosen) -> Option<Card> {
    let href = format!("/settings/integrations/{}/referrals", connection.id);
    Some(Card {
        record: format!("Referrals to {}", connection.name),
        sentence: format!(
            "The source {} that referrals are to have is not there any more. Choose another one, or make it there again.",
            called(&chosen.name, &chosen.heading)
        ),
        acts: Acts::Administrator,
        next_try_at: None,
        since: chosen.missing_since?,
        action: ("Choose a source", href.clone()),
        href,
    })
}
