//! Reading a whole list, page by page.

use connect::{VendorError, error::Result};
use serde::de::DeserializeOwned;

use super::client::{Client, Listing};

/// The most that the vendor gives on a page.
const MOST: u64 = 100;

/// How often a list is begun anew that changes while it is read.
const TRIES: usize = 3;

/// All records of a list. Where records come or go meanwhile, pages shift and one could be missed, so the list is then
/// read again: whoever is missed here would be made a second time.
///
/// # Errors
/// [`VendorError::Unavailable`] where it keeps changing, [`VendorError::Contract`] where a page is another than the one
/// asked for.
pub async fn all<T: DeserializeOwned>(client: &Client<'_>, listing: &Listing) -> Result<Vec<T>> {
    for _ in 0..TRIES {
        if let Some(all) = once(client, listing).await? {
            return Ok(all);
        }
    }
    Err(VendorError::Unavailable("a list kept changing while it was read".into()))
}

/// All records, or nothing where their number changed from one page to the next.
async fn once<T: DeserializeOwned>(client: &Client<'_>, listing: &Listing) -> Result<Option<Vec<T>>> {
    let mut all = vec![];
    let mut total = None;
    for number in 1.. {
        let page = client.page::<T>(listing, number, MOST).await?;
        let stands = page.meta.pagination;
        if stands.current_page != number {
            return Err(VendorError::Contract {
                path: "meta.pagination.current_page".into(),
                message: format!("page {number} was asked for, and another was given"),
            });
        }
        if *total.get_or_insert(stands.total) != stands.total {
            return Ok(None);
        }
        let empty = page.data.is_empty();
        all.extend(page.data);
        if number >= stands.total_pages || empty {
            break;
        }
    }
    // Fewer than were announced is a page cut short.
    Ok((all.len() as u64 == total.unwrap_or_default()).then_some(all))
}
