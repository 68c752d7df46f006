//! What a tenant's set-up looks like: fields, lists, tables, users, countries.

use serde::{Deserialize, Serialize};

use super::{Id, YesNo};

/// A field of `meta/fields`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// A number, or `"4340.4"` for a column of a table.
    pub id: Id,
    /// The name people read.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// The name used in calls, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    /// Only there when it should no longer be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<bool>,
}

/// What a field holds. The vendor publishes no full list of types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One line.
    Text,
    /// Several lines.
    Textarea,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// `YYYY-MM-DD`.
    Date,
    /// One or several of the tenant's list.
    List,
    /// A gender.
    Gender,
    /// A marital status.
    MaritalStatus,
    /// A state or province.
    State,
    /// A country.
    Country,
    /// An amount with its currency.
    Currency,
    /// A whole number.
    Integer,
    /// A whole number.
    Int,
    /// A number of hundredths.
    Percentage,
    /// Ticked or not.
    Checkbox,
    /// True or false, worked out.
    Bool,
    /// Another employee.
    Employee,
    /// The company's number for an employee.
    EmployeeNumber,
    /// Salary, hourly and so on.
    PayType,
    /// Year, hour and so on.
    PaidPer,
    /// An address on the web.
    ContactUrl,
    /// Active or inactive, worked out.
    Status,
    /// A time, worked out.
    Timestamp,
    /// A national identity number of the United States.
    Ssn,
    /// A national identity number of Canada.
    Sin,
    /// A national identity number of another country.
    Nin,
    /// A type that is not known here.
    #[serde(untagged)]
    Unknown(String),
}

/// A list of `meta/lists`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListField {
    /// The field it belongs to; a text in the specification, a number in older samples.
    pub field_id: Id,
    /// The name people read.
    pub name: String,
    /// The field's alias, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    /// Whether options can be changed through the API.
    pub manageable: YesNo,
    /// Whether several can be chosen.
    pub multiple: YesNo,
    /// What can be chosen.
    pub options: Vec<ListOption>,
}

/// One option of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListOption {
    /// Its identifier.
    pub id: Id,
    /// What people read and what is sent.
    pub name: String,
    /// Kept for old records only.
    pub archived: YesNo,
    /// When it was made.
    #[serde(default)]
    pub created_date: Option<String>,
    /// When it was archived.
    #[serde(default)]
    pub archived_date: Option<String>,
}

/// A table of `meta/tables`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableDefinition {
    /// The name used in calls.
    pub alias: String,
    /// Its columns.
    pub fields: Vec<Column>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The field it is.
    pub id: Id,
    /// The name people read.
    pub name: String,
    /// The name used in calls.
    pub alias: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldType,
}

/// A user of `meta/users`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Its identifier.
    pub id: u64,
    /// The employee the user is; 0 for none.
    pub employee_id: u64,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// The best address known.
    pub email: String,
    /// `enabled` or `disabled`.
    pub status: String,
    /// When the user last signed in; missing for never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_login: Option<String>,
}

/// A country of `meta/countries/options`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Country {
    /// A number as text.
    pub id: String,
    /// The name people read and what is sent.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub iso_code: Option<String>,
}
