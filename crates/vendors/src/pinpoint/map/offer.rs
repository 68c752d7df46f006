//! Of an application's offers, the one that counts.

use std::cmp::Reverse;

use model::{application::Offer, note::Note};

use super::{
    included::Included,
    profile::{day, text},
};
use crate::pinpoint::wire::{self, ApplicationRelations, OfferRelations, Row, User};

type Made<'a> = Row<'a, wire::Offer<'a>, OfferRelations<'a>>;

/// What was offered. An accepted offer counts before one without an answer, that before one that was turned down or
/// taken back, and a newer one before an older one. With it, whether its manager is known.
pub fn offered<'a>(
    to: &ApplicationRelations<'a>,
    included: &Included<'a>,
    notes: &mut Vec<Note>,
) -> (Offer, bool) {
    let (mut offers, all): (Vec<Made>, bool) = included.all(&to.offers, "offer", notes);
    offers.sort_by_key(|offer| (weight(&offer.attributes), Reverse(offer.id.parse().unwrap_or(0_u64))));
    let several = offers.len();
    let Some(Row { attributes: offer, relationships: to, .. }) = offers.into_iter().next() else {
        return (Offer::default(), all);
    };
    if several > 1 {
        let text = format!(
            "There are {several} offers there; the one that was accepted, or else the newest, was taken."
        );
        notes.push(Note::on("offer", text));
    }
    let manager = included.one::<User>(&to.manager, "manager", notes);
    let known = manager.is_ok();
    let manager = manager.ok().flatten().map(|user| {
        let name = format!("{} {}", text(&user.attributes.first_name), text(&user.attributes.last_name));
        name.trim().to_owned()
    });
    let offer = Offer {
        start_date: day(&offer.start_on, "start_date", notes),
        job_title: text(&offer.job_title),
        // A number here, so that the shortest text that means it is what was sent.
        salary: offer.salary_amount.map(|amount| amount.to_string()).unwrap_or_default(),
        currency: text(&offer.salary_currency).to_uppercase(),
        pay_period: period(&text(&offer.salary_period)),
        pay_type: String::new(),
        manager: manager.unwrap_or_default(),
    };
    (offer, known)
}

fn weight(offer: &wire::Offer) -> u8 {
    match offer.result.as_deref() {
        Some("accepted") => 0,
        None | Some("") => 1,
        Some(_) => 2,
    }
}

/// The vendor does not publish its words. Those that anyone would use are written as HR systems do, others as they came.
fn period(word: &str) -> String {
    match word.to_lowercase().as_str() {
        "year" | "yearly" | "annum" | "annual" | "annually" | "per_year" | "per_annum" => "Year".into(),
        "month" | "monthly" | "per_month" => "Month".into(),
        "week" | "weekly" | "per_week" => "Week".into(),
        "day" | "daily" | "per_day" => "Day".into(),
        "hour" | "hourly" | "per_hour" => "Hour".into(),
        _ => word.into(),
    }
}
