//! What a list is asked for.

use std::collections::BTreeSet;

use url::form_urlencoded;

use super::{
    cursor::Cursor,
    errors::Refusal,
    lists::{Filter, List},
    window::Window,
};

/// The most values that one parameter takes.
const MOST_VALUES: usize = 50;

/// A page of a list, as it is asked for.
#[derive(Debug)]
pub struct Query {
    /// The query of the first page, as it was written.
    pub written: String,
    /// The last id of the page before.
    pub after: Option<u64>,
    /// How many rows a page has.
    pub per_page: usize,
    /// Which rows by their ids, ascending.
    pub ids: Option<Vec<u64>>,
    /// Which keys of a row.
    pub fields: Option<Vec<String>>,
    /// Which rows by their keys.
    pub narrow: Vec<(Filter, Wanted)>,
}

/// What a filter was given.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// Whole numbers.
    Numbers(Vec<u64>),
    /// Texts.
    Texts(Vec<String>),
    /// Yes or no.
    Flag(bool),
    /// Times.
    Window(Window),
}

impl Query {
    /// Reads the query of a call.
    ///
    /// # Errors
    /// 422 with what is wrong.
    pub fn read(list: &'static List, query: &str) -> Result<Self, Refusal> {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        let Some((_, cursor)) = pairs.clone().find(|(name, _)| name == "cursor") else {
            return Self::first(list, query);
        };
        if pairs.any(|(name, _)| name != "cursor") {
            return Err(Refusal::unprocessable("When passing a cursor, do not include other query params."));
        }
        let cursor = Cursor::read(list.name, &cursor)?;
        Ok(Self { after: Some(cursor.after), ..Self::first(list, &cursor.query)? })
    }

    fn first(list: &'static List, query: &str) -> Result<Self, Refusal> {
        let mut read = Self {
            written: query.to_owned(),
            after: None,
            per_page: 100,
            ids: None,
            fields: None,
            narrow: vec![],
        };
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
        let unknown: BTreeSet<&str> =
            pairs.iter().map(|(name, _)| name.as_ref()).filter(|name| !is_known(list, name)).collect();
        if !unknown.is_empty() {
            let unknown: Vec<_> = unknown.into_iter().collect();
            return Err(Refusal::unprocessable(format!("Invalid query params: {}", unknown.join(", "))));
        }
        let is_there = |name: &str| pairs.iter().any(|(written, _)| split(written).0 == name);
        if is_there("created_at") && is_there("updated_at") {
            return Err(Refusal::unprocessable("Pass either created_at or updated_at, not both."));
        }
        for (name, value) in &pairs {
            read.take(list, name, value)?;
        }
        Ok(read)
    }

    fn take(&mut self, list: &'static List, written: &str, value: &str) -> Result<(), Refusal> {
        let (name, bracket) = split(written);
        match name {
            "per_page" => self.per_page = per_page(value)?,
            "ids" => {
                let mut ids = numbers(name, value)?;
                ids.sort_unstable();
                ids.dedup();
                self.ids = Some(ids);
            }
            "fields" => self.fields = Some(fields(list, value)?),
            _ => {
                // Only known names come here.
                if let Some(filter) = filter(list, name) {
                    self.narrow.push((filter, wanted(filter, name, bracket, value)?));
                }
            }
        }
        Ok(())
    }
}

/// A parameter's name, and the operator in brackets behind it.
fn split(written: &str) -> (&str, Option<&str>) {
    let bracket = written.strip_suffix(']').and_then(|open| open.split_once('['));
    bracket.map_or((written, None), |(name, operator)| (name, Some(operator)))
}

fn filter(list: &'static List, name: &str) -> Option<Filter> {
    match name {
        "created_at" => Some(Filter::Window("created_at")),
        "updated_at" => Some(Filter::Window("updated_at")),
        _ => list.filters.iter().find(|(known, _)| *known == name).map(|(_, filter)| *filter),
    }
}

fn is_known(list: &'static List, written: &str) -> bool {
    let (name, bracket) = split(written);
    let filter = filter(list, name);
    match bracket {
        Some(_) => matches!(filter, Some(Filter::Window(_))),
        None => filter.is_some() || ["per_page", "ids", "fields"].contains(&name),
    }
}

fn per_page(value: &str) -> Result<usize, Refusal> {
    let told = match value.parse::<i64>() {
        Err(_) => format!("`{value}` is not an integer"),
        Ok(..1) => format!("`{value}` number is less than: 1"),
        Ok(501..) => format!("`{value}` number is greater than: 500"),
        Ok(count) => return Ok(usize::try_from(count).unwrap_or(500)),
    };
    Err(Refusal::field("per_page", told))
}

fn several<'v>(name: &str, value: &'v str) -> Result<Vec<&'v str>, Refusal> {
    let values: Vec<_> = value.split(',').map(str::trim).filter(|value| !value.is_empty()).collect();
    if values.len() > MOST_VALUES {
        return Err(Refusal::field(name, format!("array size is greater than: {MOST_VALUES}")));
    }
    Ok(values)
}

fn number(name: &str, value: &str) -> Result<u64, Refusal> {
    value.parse().map_err(|_| Refusal::field(name, format!("`{value}` is not an integer")))
}

fn numbers(name: &str, value: &str) -> Result<Vec<u64>, Refusal> {
    several(name, value)?.into_iter().map(|value| number(name, value)).collect()
}

fn fields(list: &'static List, value: &str) -> Result<Vec<String>, Refusal> {
    let fields = several("fields", value)?;
    if let Some(unknown) = fields.iter().find(|field| !list.keys().any(|key| key == **field)) {
        return Err(Refusal::field("fields", format!("`{unknown}` is not one of the keys of {}", list.name)));
    }
    Ok(fields.into_iter().map(str::to_owned).collect())
}

fn wanted(filter: Filter, name: &str, bracket: Option<&str>, value: &str) -> Result<Wanted, Refusal> {
    Ok(match filter {
        Filter::One(_) | Filter::Member(_) | Filter::Choice => Wanted::Numbers(vec![number(name, value)?]),
        Filter::Any(_) | Filter::Members(_) | Filter::Tagged(_) => Wanted::Numbers(numbers(name, value)?),
        Filter::Text(_) | Filter::Listed(_) | Filter::Through(..) => Wanted::Texts(vec![value.to_owned()]),
        Filter::Texts(_) => Wanted::Texts(several(name, value)?.into_iter().map(str::to_owned).collect()),
        Filter::Words(_, words) => {
            let told = words.iter().find(|(asked, _)| *asked == value).map(|(_, told)| *told);
            let known: Vec<_> = words.iter().map(|(asked, _)| *asked).collect();
            let told = told.ok_or_else(|| {
                Refusal::field(name, format!("`{value}` is not one of: {}", known.join(", ")))
            })?;
            Wanted::Texts(vec![told.to_owned()])
        }
        Filter::Flag(_) | Filter::Shows(_) => Wanted::Flag(match value {
            "true" => true,
            "false" => false,
            _ => return Err(Refusal::field(name, format!("`{value}` is not a boolean"))),
        }),
        Filter::Window(_) => Wanted::Window(Window::read(name, bracket, value)?),
    })
}
