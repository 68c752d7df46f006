//! What is compared of a person.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What is compared of a person, each in the form in which it is compared. Empty means "not known".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Phone numbers: digits.
    pub phones: Vec<String>,
    /// Addresses of pages.
    pub pages: Vec<String>,
    /// Given name.
    pub first: String,
    /// Family name.
    pub last: String,
    /// Date of birth as eight digits.
    pub birth: String,
    /// Number of the house.
    pub number: String,
    /// Street.
    pub street: String,
    /// Second line of the address.
    pub line: String,
    /// Town.
    pub city: String,
    /// Postal code.
    pub postcode: String,
    /// State, county or province.
    pub region: String,
    /// Where they work.
    pub company: String,
}

/// One thing that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(usize)]
pub enum Trait {
    /// E-mail addresses.
    Email,
    /// Phone numbers.
    Phone,
    /// Pages.
    Page,
    /// Given name.
    First,
    /// Family name.
    Last,
    /// Date of birth.
    Birth,
    /// Number of the house.
    Number,
    /// Street.
    Street,
    /// Second line of the address.
    Line,
    /// Town.
    City,
    /// Postal code.
    Postcode,
    /// State, county or province.
    Region,
    /// Where they work.
    Company,
}

impl Trait {
    /// Every one, in the order in which they are told.
    pub const ALL: [Self; 13] = [
        Self::Email,
        Self::Phone,
        Self::Page,
        Self::First,
        Self::Last,
        Self::Birth,
        Self::Number,
        Self::Street,
        Self::Line,
        Self::City,
        Self::Postcode,
        Self::Region,
        Self::Company,
    ];

    /// What a person calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Email => "e-mail address",
            Self::Phone => "phone number",
            Self::Page => "profile page",
            Self::First => "first name",
            Self::Last => "last name",
            Self::Birth => "date of birth",
            Self::Number => "house number",
            Self::Street => "street",
            Self::Line => "second line of the address",
            Self::City => "town",
            Self::Postcode => "postal code",
            Self::Region => "state or county",
            Self::Company => "company",
        }
    }
}

/// Text as it is compared: lower case, without accents and signs, single spaces.
pub fn plain(text: &str) -> String {
    let letters = text.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
    let spaced: String = letters.map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Digits alone.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_compares_without_accents_case_and_signs() {
        assert_eq!(plain("  Élodie   O'Brien-Ng "), "elodie o brien ng");
        assert_eq!(digits("1980-04-01"), "19800401");
        assert_eq!(Trait::ALL.map(|t| t as usize), std::array::from_fn::<_, 13, _>(|nth| nth));
    }
}
