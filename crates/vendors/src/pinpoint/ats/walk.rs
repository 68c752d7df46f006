//! How a list is walked, page by page, while its rows are changing. Pure: the next step follows from what was seen.
//!
//! Everything is walked by page number in the order of the ids: new rows come at the end, and rows that went show in
//! the total. Changes are walked by time: the next page begins a second before the last row that was seen, because
//! the vendor shows times without fractions and may compare with them. A row that changes meanwhile moves to the end
//! and is met again. Where that would repeat more than half of the page, as after a bulk change, the crowded stretch
//! of time is walked by page number: its first page, which tells how many there are, then from the last one back.
//! Whatever leaves the stretch then moves rows onto pages that are still to come. Only rows that moved onto the
//! first page could be missed, so where any left, that one is read again at the end.

use connect::{
    VendorError,
    ats::{Ask, Incoming},
    error::Result,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::pinpoint::{client::Listing, wire::Time};

/// The vendor shows times in whole seconds.
const SECOND: SignedDuration = SignedDuration::from_secs(1);
/// Less than any difference between times that are shown.
const INSTANT: SignedDuration = SignedDuration::from_millis(1);

/// Where a walk stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    step: Step,
    /// What the key may not read, as the first page found out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
}

/// The next page's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    /// A page of everything, and the last id before it.
    Page { number: u32, behind: u64 },
    /// The first page of what changed after a time.
    After(Timestamp),
    /// A page of what changed between two times, and how many rows there were when the first one was read; nothing
    /// where that is this one.
    Within { after: Timestamp, before: Timestamp, page: u32, total: Option<u64> },
}

/// What a walk needs to know of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its id, where that is a number.
    pub id: Option<u64>,
    /// When it was last changed, where that can be read.
    pub updated_at: Option<Timestamp>,
}

impl Seen {
    /// What a walk needs to know of a record.
    pub fn of(record: &Incoming) -> Self {
        Self { id: record.external_id.parse().ok(), updated_at: record.updated_at }
    }
}

impl Cursor {
    /// Where the walk that is asked for stands.
    ///
    /// # Errors
    /// [`VendorError::Contract`] where the cursor is none of ours.
    pub fn of(ask: &Ask) -> Result<Self> {
        let step = match (&ask.cursor, ask.changed_after) {
            (Some(cursor), _) => {
                return serde_json::from_str(cursor).map_err(|_| VendorError::Contract {
                    path: "cursor".into(),
                    message: "the place to go on from is not one of this connector; begin anew".into(),
                });
            }
            (None, None) => Step::Page { number: 1, behind: 0 },
            (None, Some(after)) => Step::After(after),
        };
        Ok(Self { step, without: vec![] })
    }

    /// The cursor as it is kept.
    pub fn to_text(&self) -> String {
        // Texts, numbers and times can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What to ask for.
    pub fn listing(&self) -> Listing {
        let changes = Listing { sort: "updated_at,id", ..Listing::page(1) };
        match self.step {
            Step::Page { number, .. } => Listing::page(number),
            Step::After(after) => Listing { after: Some(Time(after)), ..changes },
            Step::Within { after, before, page, .. } => {
                Listing { page, after: Some(Time(after)), before: Some(Time(before)), ..changes }
            }
        }
    }

    /// Whether the total of this page is that of the whole walk.
    pub fn counts_all(&self) -> bool {
        matches!(self.step, Step::Page { .. })
    }

    /// The place after a page with these rows; `None` where the walk is at its end.
    ///
    /// # Errors
    /// [`VendorError::Unavailable`] where the rows are not those that were asked for, as when an earlier page comes
    /// again: asked again, the right one comes.
    pub fn after(&self, rows: &[Seen], total: Option<u64>) -> Result<Option<Self>> {
        let size = Listing::LARGEST as usize;
        self.check(rows)?;
        let step = match self.step {
            Step::Page { number, behind } => {
                let ended =
                    rows.len() < size || total.is_some_and(|total| u64::from(number) * size as u64 >= total);
                let behind = rows.iter().filter_map(|row| row.id).max().unwrap_or(behind);
                (!ended).then_some(Step::Page { number: number + 1, behind })
            }
            Step::After(after) => {
                let ended = rows.len() < size || total.is_some_and(|total| total <= rows.len() as u64);
                if ended { None } else { Some(further(after, rows)?) }
            }
            Step::Within { after, before, page, total: known } => {
                let full = rows.len() == size;
                let next = match (page, known, total) {
                    (1, None, Some(now)) if now > size as u64 => {
                        Some((u32::try_from(now.div_ceil(size as u64)).unwrap_or(u32::MAX), total))
                    }
                    // Where nothing is counted it is walked forward.
                    (_, None, None) if full => Some((page + 1, None)),
                    (2, Some(known), now) if now != Some(known) => Some((1, Some(known))),
                    (3.., Some(_), _) => Some((page - 1, known)),
                    _ => None,
                };
                Some(match next {
                    Some((page, total)) => Step::Within { after, before, page, total },
                    None => Step::After(before - INSTANT),
                })
            }
        };
        Ok(step.map(|step| Self { step, without: self.without.clone() }))
    }

    /// Whether the rows can be those that were asked for.
    fn check(&self, rows: &[Seen]) -> Result<()> {
        let fits = match self.step {
            Step::Page { behind, .. } => rows.iter().filter_map(|row| row.id).all(|id| id > behind),
            Step::After(after) | Step::Within { after, .. } => {
                rows.iter().filter_map(|row| row.updated_at).all(|at| at >= after - SECOND)
            }
        };
        if fits {
            return Ok(());
        }
        Err(VendorError::Unavailable("another page came than was asked for".into()))
    }
}

/// The step after a full page of what changed after a time.
fn further(after: Timestamp, rows: &[Seen]) -> Result<Step> {
    let times = || rows.iter().filter_map(|row| row.updated_at);
    let Some(last) = times().max() else {
        let message = "no row of the page says when it was changed".into();
        return Err(VendorError::Contract { path: "/data/attributes/updated_at".into(), message });
    };
    let next = last - SECOND;
    let repeated = times().filter(|at| *at > next).count();
    if next > after && repeated * 2 <= rows.len() {
        return Ok(Step::After(next));
    }
    // A second is added for the fractions that are not shown.
    Ok(Step::Within { after, before: last.max(after) + SECOND + SECOND, page: 1, total: None })
}

#[cfg(test)]
mod tests;
