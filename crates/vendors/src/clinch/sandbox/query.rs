//! The parameters of a list: known ones only, and which page is wanted.

use axum::http::Uri;
use serde_json::{Value, json};
use url::form_urlencoded;

use super::refusal::Refusal;

/// How many rows a page has where nothing is said.
const USUAL: usize = 25;

/// The most rows that a page may have.
const MOST: usize = 100;

/// What a call asks of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pairs: Vec<(String, String)>,
    path: String,
    page: usize,
    size: usize,
}

impl Query {
    /// Reads the parameters; `known` are those of this list beside the page's.
    ///
    /// # Errors
    /// 400 at one that is unknown, and at a page that is none.
    pub fn read(uri: &Uri, known: &[&str]) -> Result<Self, Refusal> {
        let pairs: Vec<(String, String)> =
            form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
        let (mut page, mut size) = (1, USUAL);
        for (name, value) in &pairs {
            let number = value.parse().ok().filter(|number| *number > 0);
            let number = number.ok_or_else(|| Refusal::parameter(name));
            match name.as_str() {
                "page" | "page[number]" => page = number?,
                "per_page" | "page[size]" => size = number?,
                name if known.contains(&name) => {}
                name => return Err(Refusal::parameter(name)),
            }
            if size > MOST {
                return Err(Refusal::parameter(name));
            }
        }
        Ok(Self { pairs, path: uri.path().to_owned(), page, size })
    }

    /// A parameter's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.as_str())
    }

    /// The rows of the page, in a document with the links to its neighbours.
    pub fn page<T>(&self, rows: &[T], show: impl Fn(&T) -> Value) -> Value {
        let last = rows.len().div_ceil(self.size).max(1);
        let data = rows.iter().skip((self.page - 1) * self.size).take(self.size).map(show);
        json!({
            "data": data.collect::<Vec<_>>(),
            "links": {
                "self": self.link(self.page),
                "first": self.link(1),
                "last": self.link(last),
                "prev": (self.page > 1).then(|| self.link(self.page - 1)),
                "next": (self.page < last).then(|| self.link(self.page + 1)),
            },
            "meta": {"total": rows.len()},
        })
    }

    fn link(&self, page: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let is_page = |name: &str| matches!(name, "page" | "page[number]");
        for (name, value) in self.pairs.iter().filter(|pair| !is_page(&pair.0)) {
            query.append_pair(name, value);
        }
        query.append_pair("page", &page.to_string());
        format!("{}?{}", self.path, query.finish())
    }
}
