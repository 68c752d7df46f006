//! Questions to a dataset and their answers.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The body of `POST v2/datasets/{name}/data`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DatasetQuestion {
    /// What each row shows.
    pub fields: Vec<String>,
    /// An expression, for example `status eq 'Active' and department in ('Sales','Data')`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// For example `lastName asc`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_by: Option<String>,
    /// From 1.
    pub page: u32,
    /// At most 1000.
    pub page_size: u32,
}

/// Its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatasetAnswer {
    /// The rows.
    pub data: Vec<DatasetRow>,
    /// Where the neighbouring pages are.
    pub links: DatasetLinks,
    /// Where this page stands.
    pub meta: DatasetMeta,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatasetRow {
    /// The fields asked for.
    pub fields: Map<String, Value>,
}

/// Where the neighbouring pages are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatasetLinks {
    /// The next page.
    pub next: Option<String>,
    /// The page before.
    pub prev: Option<String>,
}

/// Where a page stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DatasetMeta {
    /// From 1.
    pub page: u32,
    /// Rows on a full page.
    pub page_size: u32,
    /// How many pages there are.
    pub total_pages: u32,
    /// How many rows there are.
    pub total_items: u32,
}
