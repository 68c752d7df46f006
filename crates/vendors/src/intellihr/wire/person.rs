//! People.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{ById, CustomBodies, CustomValues};

/// A person as answers show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// The identifier, a UUID.
    pub id: String,
    /// The name as this company writes it.
    #[serde(default)]
    pub display_name: String,
    /// For example `Mr`.
    #[serde(default)]
    pub title: Option<String>,
    /// Given name.
    #[serde(default)]
    pub first_name: Option<String>,
    /// Middle name.
    #[serde(default)]
    pub middle_name: Option<String>,
    /// Family name.
    pub last_name: String,
    /// The name they go by.
    #[serde(default)]
    pub preferred_name: Option<String>,
    /// `YYYY-MM-DD`.
    #[serde(default)]
    pub date_of_birth: Option<String>,
    /// One of the vendor's five words.
    #[serde(default)]
    pub gender: Option<String>,
    /// The company's number for them.
    #[serde(default)]
    pub employee_number: Option<String>,
    /// All addresses.
    #[serde(default)]
    pub email_addresses: Vec<EmailAddress>,
    /// All numbers.
    #[serde(default)]
    pub phone_numbers: Vec<PhoneNumber>,
    /// All postal addresses.
    #[serde(default)]
    pub addresses: Vec<Address>,
    /// Whom to call.
    #[serde(default)]
    pub emergency_contact: Option<EmergencyContact>,
    /// Whether they work there, will or did.
    #[serde(default)]
    pub employment_status: Option<EmploymentStatus>,
    /// Their jobs in short, the latest first.
    #[serde(default)]
    pub jobs: Vec<PersonJob>,
    /// What lets them work there.
    #[serde(default)]
    pub work_rights: Option<WorkRights>,
    /// The company's own fields.
    #[serde(default)]
    pub custom_fields: CustomValues,
    /// What is not used here.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// An e-mail address. A list of these in a change replaces all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EmailAddress {
    /// Kept in lower case.
    pub email: String,
    /// Private, not for work.
    #[serde(default)]
    pub is_personal: bool,
    /// The one that is written to; one of a person's is.
    #[serde(default)]
    pub is_primary: bool,
    /// The company's own fields of it. An answer says more of each; only values go back.
    #[serde(default, skip_serializing_if = "CustomBodies::is_empty")]
    pub custom_fields: CustomBodies,
}

/// A phone number. A list of these in a change replaces all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhoneNumber {
    /// As it was given.
    pub number: String,
    /// With the country's code, where the vendor could tell it. Never sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_number: Option<String>,
    /// Private, not for work.
    #[serde(default)]
    pub is_personal: bool,
    /// The one that is called; one of a person's is.
    #[serde(default)]
    pub is_primary: bool,
    /// The company's own fields of it. An answer says more of each; only values go back.
    #[serde(default, skip_serializing_if = "CustomBodies::is_empty")]
    pub custom_fields: CustomBodies,
}

/// A postal address. A list of these in a change replaces all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Address {
    /// `Home` or `Postal`.
    pub address_type: String,
    /// All but postcode and country; required unless street, suburb and state are given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_address: Option<String>,
    /// Required.
    #[serde(default)]
    pub country: Option<String>,
    /// Postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// State or territory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Town or suburb.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suburb: Option<String>,
    /// Whether it is the first of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_primary: Option<bool>,
    /// The company's own fields of it. An answer says more of each; only values go back.
    #[serde(default, skip_serializing_if = "CustomBodies::is_empty")]
    pub custom_fields: CustomBodies,
}

/// Whom to call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyContact {
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// For example `Sibling`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relationship: Option<String>,
    /// Their phone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Their e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// Whether a person works there, will or did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmploymentStatus {
    /// Works there.
    #[serde(rename = "Current Staff")]
    Current,
    /// Works there until a known day.
    #[serde(rename = "Exiting Staff")]
    Exiting,
    /// A person without a job.
    #[serde(rename = "No Job Records")]
    NoJob,
    /// Left.
    #[serde(rename = "Past Staff")]
    Past,
    /// Left, and comes back.
    #[serde(rename = "Returning Staff")]
    Returning,
    /// Begins on a day to come.
    #[serde(rename = "Upcoming Staff")]
    Upcoming,
    /// A status that is not known here.
    #[serde(untagged)]
    Unknown(String),
}

/// A person's job in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonJob {
    /// The job's identifier.
    pub id: String,
    /// The position title.
    #[serde(default)]
    pub name: String,
    /// What else is shown.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// What lets a person work there, as answers show it: without the identifier under which it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkRights {
    /// For example `Permanent Resident`.
    #[serde(default)]
    pub name: Option<String>,
    /// Where it counts.
    #[serde(default)]
    pub country: Option<String>,
    /// `YYYY-MM-DD`.
    #[serde(default)]
    pub expiration_date: Option<String>,
}

/// The body of `POST people` and `PATCH people/{id}`. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonBody {
    /// For example `Mr`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Given name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Middle name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub middle_name: Option<String>,
    /// Family name; required for a new person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The name they go by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferred_name: Option<String>,
    /// `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_of_birth: Option<String>,
    /// One of the vendor's five words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<String>,
    /// The company's number for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_number: Option<String>,
    /// All addresses: replaces those that are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_addresses: Option<Vec<EmailAddress>>,
    /// All numbers: replaces those that are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_numbers: Option<Vec<PhoneNumber>>,
    /// All postal addresses: replaces those that are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<Address>>,
    /// Whom to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency_contact: Option<EmergencyContact>,
    /// What lets them work there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_right: Option<ById>,
    /// `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_right_expiry_date: Option<String>,
    /// The company's own fields.
    #[serde(default, skip_serializing_if = "CustomBodies::is_empty")]
    pub custom_fields: CustomBodies,
}
