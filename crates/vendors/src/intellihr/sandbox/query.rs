//! What a list is asked for: which page, which rows, in which order.

use super::{call::Call, errors::Refusal};

/// How many rows a page has where the caller does not say. Not published.
const USUAL_LIMIT: usize = 15;
const LARGEST_LIMIT: usize = 100;

/// What a list can be asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Askable {
    /// The names in `filters[name][eq]`.
    pub filters: &'static [&'static str],
    /// What `sort` may name.
    pub sorts: &'static [&'static str],
    /// Other parameters.
    pub others: &'static [&'static str],
}

/// What a list is asked for.
#[derive(Debug)]
pub struct Query {
    /// Which page, from 1.
    pub page: usize,
    /// How many rows a page has.
    pub limit: usize,
    /// What `sort` names, and whether the other way round.
    pub sort: Option<(String, bool)>,
    filters: Vec<(String, Vec<String>)>,
    others: Vec<(String, String)>,
    /// The other parameters as they were written, for the links.
    rest: Vec<String>,
}

impl Query {
    /// Reads a query; whatever is not known is refused, because a filter with a typing error in it would otherwise
    /// match everybody.
    pub fn read(call: &Call, askable: &Askable) -> Result<Self, Refusal> {
        let mut query = Self {
            page: 1,
            limit: USUAL_LIMIT,
            sort: None,
            filters: vec![],
            others: vec![],
            rest: call.query.split('&').filter(|part| is_other(part)).map(str::to_owned).collect(),
        };
        let mut wrong = vec![];
        for (name, value) in pairs(&call.query)? {
            if let Err(detail) = query.take(askable, &name, value) {
                wrong.push(detail);
            }
        }
        if wrong.is_empty() { Ok(query) } else { Err(Refusal::bad(wrong)) }
    }

    fn take(&mut self, askable: &Askable, name: &str, value: String) -> Result<(), String> {
        match name {
            "page" => self.page = whole(&value, usize::MAX).ok_or("page must be a whole number from 1.")?,
            "limit" => {
                let range = format!("limit must be a whole number from 1 to {LARGEST_LIMIT}.");
                self.limit = whole(&value, LARGEST_LIMIT).ok_or(range)?;
            }
            "sort" => {
                let (name, backwards) = match value.strip_prefix('-') {
                    Some(name) => (name, true),
                    None => (value.as_str(), false),
                };
                if !askable.sorts.contains(&name) {
                    return Err(format!("sort can't be by “{name}”."));
                }
                self.sort = Some((name.to_owned(), backwards));
            }
            _ if askable.others.contains(&name) => self.others.push((name.to_owned(), value)),
            _ => {
                let filter = name.strip_prefix("filters[").and_then(|rest| rest.strip_suffix(']'));
                let (filter, operation) = filter
                    .and_then(|inner| inner.split_once("]["))
                    .ok_or_else(|| format!("The parameter “{name}” is not known."))?;
                if !askable.filters.contains(&filter) {
                    return Err(format!("The filter “{filter}” is not known."));
                }
                if operation != "eq" {
                    return Err(format!("The filter “{filter}” can't do “{operation}”."));
                }
                self.filters.push((filter.to_owned(), value.split(',').map(str::to_owned).collect()));
            }
        }
        Ok(())
    }

    /// Whether a row passes every filter, one of whose values has to fit.
    pub fn passes(&self, fits: impl Fn(&str, &str) -> bool) -> bool {
        self.filters.iter().all(|(name, values)| values.iter().any(|value| fits(name, value)))
    }

    /// The first value of a filter, for those that only say how another is meant.
    pub fn filter(&self, name: &str) -> Option<&str> {
        self.filters.iter().find(|(filter, _)| filter == name)?.1.first().map(String::as_str)
    }

    /// Another parameter.
    pub fn other(&self, name: &str) -> Option<&str> {
        self.others.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The query for a page of the same list.
    pub fn of_page(&self, page: usize) -> String {
        let own = [format!("limit={}", self.limit), format!("page={page}")];
        self.rest.iter().cloned().chain(own).collect::<Vec<_>>().join("&")
    }
}

fn is_other(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or_default();
    !part.is_empty() && name != "page" && name != "limit"
}

fn pairs(query: &str) -> Result<Vec<(String, String)>, Refusal> {
    let uri = format!("/?{query}").parse().map_err(|_| Refusal::one("The query can't be read."))?;
    let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&uri);
    pairs.map(|pairs| pairs.0).map_err(|_| Refusal::one("The query can't be read."))
}

fn whole(value: &str, largest: usize) -> Option<usize> {
    value.parse().ok().filter(|number| (1..=largest).contains(number))
}
