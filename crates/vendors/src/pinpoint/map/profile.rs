//! What is said of a person, by a candidate's record and by an application alike.

use jiff::civil::Date;
use model::{candidate::Profile, note::Note};

use crate::pinpoint::wire::{Application, Candidate, Text};

/// What a candidate's record says.
pub fn of_candidate(candidate: &Candidate, notes: &mut Vec<Note>) -> Profile {
    Profile {
        first_name: text(&candidate.first_name),
        middle_name: text(&candidate.middle_name),
        last_name: text(&candidate.last_name),
        preferred_name: text(&candidate.preferred_name),
        email: text(&candidate.email),
        phone: text(&candidate.phone),
        date_of_birth: day(&candidate.date_of_birth, "date_of_birth", notes),
        address_line1: text(&candidate.address1),
        address_line2: text(&candidate.address2),
        city: text(&candidate.town),
        state: text(&candidate.state_province),
        postcode: text(&candidate.postcode),
        country: first([&candidate.country_name, &candidate.country_code]),
        ..Profile::default()
    }
}

/// What an application says.
pub fn of_application(application: &Application, notes: &mut Vec<Note>) -> Profile {
    Profile {
        first_name: text(&application.first_name),
        last_name: text(&application.last_name),
        preferred_name: text(&application.preferred_name),
        email: text(&application.email),
        phone: text(&application.phone),
        date_of_birth: day(&application.date_of_birth, "date_of_birth", notes),
        address_line1: text(&application.address1),
        address_line2: text(&application.address2),
        city: text(&application.town),
        state: text(&application.state_province),
        postcode: text(&application.postcode),
        country: first([&application.country_name, &application.country_code]),
        profile_url: text(&application.linkedin_url),
        source: first([&application.channel_source, &application.channel]),
        ..Profile::default()
    }
}

/// A text, or nothing where there is none.
pub fn text(text: &Option<Text>) -> String {
    text.as_deref().unwrap_or_default().trim().to_owned()
}

fn first(texts: [&Option<Text>; 2]) -> String {
    texts.into_iter().map(text).find(|text| !text.is_empty()).unwrap_or_default()
}

/// A day. One that is no day is left out and noted.
pub fn day(written: &Option<Text>, field: &str, notes: &mut Vec<Note>) -> Option<Date> {
    let written = written.as_deref().filter(|day| !day.is_empty())?;
    let day = written.parse().ok();
    if day.is_none() {
        notes.push(Note::on(field, "What stands there is not a day and was left out."));
    }
    day
}
