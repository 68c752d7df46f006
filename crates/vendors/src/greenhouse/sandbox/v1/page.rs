//! Pages by number, and the `Link` header that tells the others.

use super::{call::Call, errors::Refusal};

/// The most rows of a page.
const LARGEST: usize = 500;
/// The rows of a page where none are asked for.
const USUAL: usize = 100;

/// Which page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its number, from 1.
    pub page: usize,
    /// How many rows it has.
    pub size: usize,
}

impl Window {
    /// The page that a query asks for.
    ///
    /// # Errors
    /// 422 for a number that is none or lies outside: what the vendor does with it is not known.
    pub fn asked(call: &Call<'_>, newer: bool) -> Result<Self, Refusal> {
        let number = |name: &str, usual: usize, most: usize| match call.parameter(name) {
            None => Ok(usual),
            Some(told) => told
                .parse()
                .ok()
                .filter(|number| (1..=most).contains(number))
                .ok_or_else(|| Refusal::invalid(name, format!("Must be a number from 1{}", upto(most)))),
        };
        let size = number("per_page", USUAL, LARGEST)?;
        let page = match (newer, call.parameter("cursor")) {
            (false, _) => number("page", 1, usize::MAX)?,
            (true, None) => 1,
            (true, Some(cursor)) => {
                opened(cursor).ok_or_else(|| Refusal::invalid("cursor", "Is not known"))?
            }
        };
        Ok(Self { page, size })
    }

    /// How many rows stand before it.
    pub fn start(&self) -> usize {
        (self.page - 1).saturating_mul(self.size)
    }
}

fn upto(most: usize) -> String {
    if most == usize::MAX { String::new() } else { format!(" to {most}") }
}

/// The newer lists' way to a page, which callers are to pass on as it is.
fn cursor(page: usize) -> String {
    hex::encode(format!("page {page}"))
}

fn opened(cursor: &str) -> Option<usize> {
    let told = String::from_utf8(hex::decode(cursor).ok()?).ok()?;
    told.strip_prefix("page ")?.parse().ok().filter(|page| *page > 0)
}

/// The `Link` header: the next page, the one before and the last, on the caller's own scheme and host with the query
/// as it was asked. None where there is but one page. `skip_count=true` leaves the last one out.
pub fn link(call: &Call<'_>, window: &Window, rows: usize, newer: bool) -> Option<String> {
    let last = rows.div_ceil(window.size).max(1);
    let mut links = vec![];
    if window.page < last {
        links.push(to(call, window.page + 1, newer, "next"));
    }
    if !newer && window.page > 1 {
        links.push(to(call, (window.page - 1).min(last), newer, "prev"));
    }
    if !newer && last > 1 && call.parameter("skip_count") != Some("true") {
        links.push(to(call, last, newer, "last"));
    }
    (!links.is_empty()).then(|| links.join(", "))
}

fn to(call: &Call<'_>, page: usize, newer: bool, relation: &str) -> String {
    let (name, value) = if newer { ("cursor", cursor(page)) } else { ("page", page.to_string()) };
    let others = call.query.iter().filter(|(known, _)| known != name);
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair(name, &value).extend_pairs(others);
    format!("<{}{}?{}>; rel=\"{relation}\"", call.base, call.path, query.finish())
}
