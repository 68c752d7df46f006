//! How a list is walked, page by page, while its rows are changing. Pure: the next step follows from what was seen.
//!
//! Everything is walked by page number in the order of the ids: new rows come at the end, and rows that went show in
//! the total. Changes are walked by time: the next page begins a second before the last row that was seen, because
//! the vendor shows times without fractions and may compare with them. A row that changes meanwhile moves to the end
//! and is met again. Where that would repeat more than half of the page, as after a bulk change, the crowded stretch
//! of time is counted and walked by page number, from the last page back to the first: whatever leaves the stretch
//! moves rows onto pages that are still to come. Its oldest rows come first, so that its last page is not taken for
//! the page before come again.

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
    /// A page of what changed between two times; none before the rows are counted.
    Within { after: Timestamp, before: Timestamp, page: Option<u32> },
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
    /// [`VendorError::NotFound`] where the cursor is none of ours: the walk has to begin anew.
    pub fn of(ask: &Ask) -> Result<Self> {
        let step = match (&ask.cursor, ask.changed_after) {
            (Some(cursor), _) => {
                return serde_json::from_str(cursor).map_err(|_| {
                    VendorError::NotFound("the place to go on from is none of this connector's".into())
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
            Step::Within { after, before, page } => Listing {
                page: page.unwrap_or(1),
                size: if page.is_some() { Listing::LARGEST } else { 0 },
                sort: "-updated_at,-id",
                after: Some(Time(after)),
                before: Some(Time(before)),
            },
        }
    }

    /// Whether the rows have to be counted before the first page can be named.
    pub fn is_to_be_counted(&self) -> bool {
        matches!(self.step, Step::Within { page: None, .. })
    }

    /// The place of the last page, now that the rows are counted.
    ///
    /// # Errors
    /// [`VendorError::Contract`] where the count that was asked for did not come.
    pub fn counted(self, total: Option<u64>) -> Result<Self> {
        let total = total.ok_or_else(|| VendorError::Contract {
            path: "/meta/stats/total/count".into(),
            message: "the count that was asked for did not come".into(),
        })?;
        let last = u32::try_from(total.div_ceil(Listing::LARGEST.into())).unwrap_or(u32::MAX).max(1);
        let step = match self.step {
            Step::Within { after, before, .. } => Step::Within { after, before, page: Some(last) },
            other => other,
        };
        Ok(Self { step, ..self })
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
            Step::Within { after, before, page: Some(page @ 2..) } => {
                Some(Step::Within { after, before, page: Some(page - 1) })
            }
            Step::Within { before, .. } => Some(Step::After(before - INSTANT)),
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
    // With the fraction that is not shown, one of that very second may come again, too.
    let repeated = times().filter(|at| *at >= next).count();
    if next > after && repeated * 2 <= rows.len() {
        return Ok(Step::After(next));
    }
    // A second is added for the fractions that are not shown.
    Ok(Step::Within { after, before: last.max(after) + SECOND + SECOND, page: None })
}

#[cfg(test)]
mod tests;
