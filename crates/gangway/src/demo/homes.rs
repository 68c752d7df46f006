//! Where candidates live: towns near the company's sites, streets that don't exist, and phone numbers that
//! ring nowhere.
//!
//! Sources of the number ranges: Ofcom's "numbers for use in TV and radio drama" (07700 900xxx and
//! 020 7946 0xxx), the North American plan's 555-0100 to 555-0199, Germany's Bundesnetzagentur
//! (030 23125 xxx) and Australia's ACMA ((02) 5550 xxxx).

use rand::{Rng, RngExt, seq::IndexedRandom};

/// A town where candidates live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Home {
    /// The town.
    pub city: &'static str,
    /// A town nearby, where earlier jobs were.
    pub nearby: &'static str,
    /// County, state or Land.
    pub state: &'static str,
    /// The postal code, `#` standing for any digit.
    pub postcode: &'static str,
    /// The country.
    pub country: &'static str,
    /// What most people speak there.
    pub language: &'static str,
    /// The phone number, `###` standing for three digits and `##` for two.
    phones: &'static [&'static str],
    /// Endings of street names.
    streets: &'static [&'static str],
}

const UK_PHONES: &[&str] = &["+44 7700 900###", "07700 900###", "020 7946 0###"];
const UK_STREETS: &[&str] =
    &["Larkfield Road", "Tannery Lane", "Orchard Rise", "Saltmarsh Street", "Beech Grove"];
const GERMAN_STREETS: &[&str] = &["Ahornweg", "Lindenallee", "Mühlenstraße", "Am Kanal", "Kastanienhof"];
const US_STREETS: &[&str] =
    &["Juniper Avenue", "Old Mill Road", "Harbor Street", "Maple Court", "Fulling Place"];
const AU_STREETS: &[&str] = &["Banksia Street", "Wharf Parade", "Jacaranda Avenue", "Lorikeet Close"];

#[rustfmt::skip]
const HOMES: [Home; 11] = [
    home("London", "Reading", "Greater London", "E99 #ZX", "United Kingdom", "English", UK_PHONES, UK_STREETS),
    home("Manchester", "Stockport", "Greater Manchester", "M79 #ZX", "United Kingdom", "English", UK_PHONES, UK_STREETS),
    home("Bristol", "Bath", "Bristol", "BS79 #ZX", "United Kingdom", "English", UK_PHONES, UK_STREETS),
    home("Berlin", "Potsdam", "Berlin", "10#4#", "Germany", "German", &["030 23125 ###", "+49 30 23125###"], GERMAN_STREETS),
    home("Leipzig", "Halle", "Saxony", "041#7", "Germany", "German", &["030 23125 ###"], GERMAN_STREETS),
    home("New York", "Newark", "NY", "100##", "United States", "English", &["(212) 555-01##", "+1 646-555-01##"], US_STREETS),
    home("Boston", "Worcester", "MA", "021##", "United States", "English", &["(617) 555-01##"], US_STREETS),
    home("Chicago", "Evanston", "IL", "606##", "United States", "English", &["(312) 555-01##", "+1 773-555-01##"], US_STREETS),
    home("Austin", "San Antonio", "TX", "787##", "United States", "English", &["(512) 555-01##"], US_STREETS),
    home("Sydney", "Newcastle", "NSW", "20##", "Australia", "English", &["(02) 5550 0###", "+61 2 5550 1###"], AU_STREETS),
    home("Melbourne", "Geelong", "VIC", "30##", "Australia", "English", &["(03) 5550 2###"], AU_STREETS),
];

#[expect(clippy::too_many_arguments, reason = "it makes one row of the table above")]
const fn home(
    city: &'static str,
    nearby: &'static str,
    state: &'static str,
    postcode: &'static str,
    country: &'static str,
    language: &'static str,
    phones: &'static [&'static str],
    streets: &'static [&'static str],
) -> Home {
    Home { city, nearby, state, postcode, country, language, phones, streets }
}

/// Where those live who apply for work at a location: mostly there, always in reach of it.
pub fn near(rng: &mut impl Rng, location: &str) -> &'static Home {
    let homes: &[usize] = match location {
        "London" => &[0, 0, 0, 2, 1],
        "Manchester" => &[1, 1, 1, 2],
        "Berlin" => &[3, 3, 3, 4, 0],
        "New York" => &[5, 5, 5, 6],
        "Sydney" => &[9, 9, 9, 10],
        _ => &[5, 6, 7, 7, 8, 8, 0, 10],
    };
    &HOMES[homes.choose(rng).copied().unwrap_or(0)]
}

impl Home {
    /// Street and number as written in this country.
    pub fn street(&self, rng: &mut impl Rng) -> String {
        let street = self.streets.choose(rng).copied().unwrap_or_default();
        let number = rng.random_range(2..180);
        if self.country == "Germany" { format!("{street} {number}") } else { format!("{number} {street}") }
    }

    /// A postal code of the town.
    pub fn postcode(&self, rng: &mut impl Rng) -> String {
        with_digits(rng, self.postcode)
    }

    /// A phone number that a regulator keeps free for fiction.
    pub fn phone(&self, rng: &mut impl Rng) -> String {
        let pattern = self.phones.choose(rng).copied().unwrap_or_default();
        with_digits(rng, pattern)
    }
}

fn with_digits(rng: &mut impl Rng, pattern: &str) -> String {
    pattern.chars().map(|c| if c == '#' { char::from(b'0' + rng.random_range(0..10u8)) } else { c }).collect()
}
