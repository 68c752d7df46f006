//! `page[number]` and `page[size]`.

use crate::pinpoint::sandbox::errors::Refusal;

/// The most rows of a page.
const LARGEST: usize = 1000;

/// Which part of a list. There is no cursor: rows that come and go move the pages.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// From one.
    pub number: usize,
    /// How many rows; none where only the total is wanted.
    pub size: usize,
}

impl Default for Page {
    fn default() -> Self {
        Self { number: 1, size: 100 }
    }
}

impl Page {
    /// How many rows come before it.
    pub fn skipped(self) -> usize {
        (self.number - 1).saturating_mul(self.size)
    }
}

/// A page's number.
pub fn number(name: &str, value: &str) -> Result<usize, Refusal> {
    value.parse().ok().filter(|number| *number >= 1).ok_or_else(|| Refusal::query(name))
}

/// A page's size.
pub fn size(name: &str, value: &str) -> Result<usize, Refusal> {
    value.parse().ok().filter(|size| *size <= LARGEST).ok_or_else(|| Refusal::query(name))
}
