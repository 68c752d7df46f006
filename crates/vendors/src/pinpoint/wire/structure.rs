//! Where in the company a job belongs.

use serde::{Deserialize, Serialize};

use super::Text;

/// The attributes of a department or division.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named<'a> {
    /// The name people read.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// What another system calls it.
    #[serde(borrow)]
    pub external_system_reference: Option<Text<'a>>,
}

/// A location's attributes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location<'a> {
    /// The name people read.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// Town.
    #[serde(borrow)]
    pub city: Option<Text<'a>>,
    /// State or county.
    #[serde(borrow)]
    pub province: Option<Text<'a>>,
    /// Two letters.
    #[serde(borrow)]
    pub country_code: Option<Text<'a>>,
}
