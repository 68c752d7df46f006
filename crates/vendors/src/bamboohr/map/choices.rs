//! What can be chosen in a field.

use model::hire::{Choice, HireFieldKind};

use crate::bamboohr::wire::{Country, FieldType, Id, ListField, YesNo};

/// The words of the two pay types, which no list of the API holds. Inferred from clients.
const PAY_TYPES: [&str; 9] = [
    "Salary",
    "Hourly",
    "Commission",
    "Exception Hourly",
    "Monthly",
    "Piece Rate",
    "Contract",
    "Daily",
    "Pro Rata",
];
const PAID_PER: [&str; 8] =
    ["Hour", "Day", "Week", "Every other week", "Twice a month", "Month", "Quarter", "Year"];

/// The tenant's lists and countries.
pub struct Choices<'a> {
    /// `meta/lists`.
    pub lists: &'a [ListField],
    /// `meta/countries/options`; empty where they could not be had.
    pub countries: &'a [Country],
}

impl Choices<'_> {
    /// What a field of this type holds and what can be chosen; `None` for a type that is not offered.
    pub fn of(&self, id: &Id, kind: &FieldType) -> Option<(HireFieldKind, Vec<Choice>)> {
        if let Some(list) = self.lists.iter().find(|list| list.field_id.to_string() == id.to_string()) {
            let kind =
                if list.multiple == YesNo::Yes { HireFieldKind::MultiChoice } else { HireFieldKind::Choice };
            let current = list.options.iter().filter(|option| option.archived != YesNo::Yes);
            return Some((kind, current.map(|option| choice(&option.name)).collect()));
        }
        let plain = match kind {
            FieldType::PayType => return Some(fixed(&PAY_TYPES)),
            FieldType::PaidPer => return Some(fixed(&PAID_PER)),
            FieldType::Country if !self.countries.is_empty() => {
                let names = self.countries.iter().map(|country| choice(&country.name));
                return Some((HireFieldKind::Choice, names.collect()));
            }
            FieldType::Textarea => HireFieldKind::LongText,
            FieldType::Email => HireFieldKind::Email,
            FieldType::Phone => HireFieldKind::Phone,
            FieldType::Date => HireFieldKind::Date,
            FieldType::Currency => HireFieldKind::Money,
            FieldType::Integer | FieldType::Int => HireFieldKind::Integer,
            FieldType::Percentage => HireFieldKind::Decimal,
            FieldType::Checkbox => HireFieldKind::Boolean,
            FieldType::Text
            | FieldType::State
            | FieldType::Country
            | FieldType::EmployeeNumber
            | FieldType::ContactUrl
            | FieldType::Employee
            // A list-like field without a list: the tenant's words are not known, so that text is all there is.
            | FieldType::Gender
            | FieldType::MaritalStatus
            | FieldType::List => HireFieldKind::Text,
            FieldType::Bool
            | FieldType::Status
            | FieldType::Timestamp
            | FieldType::Ssn
            | FieldType::Sin
            | FieldType::Nin
            | FieldType::Unknown(_) => return None,
        };
        Some((plain, vec![]))
    }
}

fn fixed(words: &[&str]) -> (HireFieldKind, Vec<Choice>) {
    (HireFieldKind::Choice, words.iter().map(|word| choice(word)).collect())
}

fn choice(name: &str) -> Choice {
    Choice { value: name.into(), label: name.into() }
}
