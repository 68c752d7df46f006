//! Employees and the company they work for.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Names and values of an employee or of a table's row. Which there are depends on the tenant, on what was asked
/// and on what the key's user may see.
pub type Fields = Map<String, Value>;

/// The answer of `employees/directory`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// What each entry shows.
    pub fields: Vec<DirectoryField>,
    /// The entries, each with its `id`.
    pub employees: Vec<Fields>,
}

/// One thing that the entries of a directory show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryField {
    /// The key in the entries.
    pub id: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: String,
    /// The name people read.
    pub name: String,
}

/// The answer of `company_information`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CompanyInformation {
    /// The name in the register.
    pub legal_name: String,
    /// The name people read.
    pub display_name: String,
    /// Where it sits.
    pub address: CompanyAddress,
    /// Its phone number.
    pub phone: String,
}

/// Where a company sits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyAddress {
    /// Street and number.
    pub line1: String,
    /// May be empty.
    pub line2: String,
    /// Town.
    pub city: String,
    /// Abbreviation of the state.
    pub state: String,
    /// Postal code.
    pub zip: String,
}
