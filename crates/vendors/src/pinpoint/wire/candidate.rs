//! Persons: those who apply and those who hire, and what these remark.

use serde::{Deserialize, Serialize};

use super::{Text, Time, ToMany};

/// A candidate's attributes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate<'a> {
    /// Given name.
    #[serde(borrow)]
    pub first_name: Option<Text<'a>>,
    /// Middle name.
    #[serde(borrow)]
    pub middle_name: Option<Text<'a>>,
    /// Family name.
    #[serde(borrow)]
    pub last_name: Option<Text<'a>>,
    /// What the person wants to be called.
    #[serde(borrow)]
    pub preferred_name: Option<Text<'a>>,
    /// E-mail address.
    #[serde(borrow)]
    pub email: Option<Text<'a>>,
    /// Phone number.
    #[serde(borrow)]
    pub phone: Option<Text<'a>>,
    /// `YYYY-MM-DD`.
    #[serde(borrow)]
    pub date_of_birth: Option<Text<'a>>,
    /// First line of the address.
    #[serde(borrow)]
    pub address1: Option<Text<'a>>,
    /// Second line of the address.
    #[serde(borrow)]
    pub address2: Option<Text<'a>>,
    /// Town.
    #[serde(borrow)]
    pub town: Option<Text<'a>>,
    /// Only in the United States.
    #[serde(borrow)]
    pub state_province: Option<Text<'a>>,
    /// Postal code.
    #[serde(borrow)]
    pub postcode: Option<Text<'a>>,
    /// Two letters.
    #[serde(borrow)]
    pub country_code: Option<Text<'a>>,
    /// In words, where the vendor gives it.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub country_name: Option<Text<'a>>,
    /// When the record was made.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

/// A candidate's relationships.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CandidateRelations<'a> {
    /// Values of the fields that administrators added.
    #[serde(borrow)]
    pub custom_attributes: ToMany<'a>,
}

/// A comment's attributes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment<'a> {
    /// The remark.
    #[serde(borrow)]
    pub body_text: Option<Text<'a>>,
    /// What was commented.
    pub commentable_id: Option<u64>,
    /// Its kind, by the name of a class: `Application`.
    #[serde(borrow)]
    pub commentable_type: Option<Text<'a>>,
    /// When it was made.
    pub created_at: Time,
}

/// A user's attributes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User<'a> {
    /// Given name.
    #[serde(borrow)]
    pub first_name: Option<Text<'a>>,
    /// Family name.
    #[serde(borrow)]
    pub last_name: Option<Text<'a>>,
    /// E-mail address.
    #[serde(borrow)]
    pub email: Option<Text<'a>>,
}
