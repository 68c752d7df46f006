//! What a résumé says of a person, as the pool keeps it.

use model::{
    newcomer::ReachKind,
    pool::{Person, Position, School},
    screening::{Month, ResumeProfile, Until},
};

/// A person as their résumé tells them. What the résumé does not say stays empty.
pub(crate) fn person(resume: &ResumeProfile) -> Person {
    let contact = &resume.contact;
    let name = contact.name.as_ref().map_or("", |name| name.value.trim());
    let (first, last) = name.rsplit_once(' ').unwrap_or((name, ""));
    let mut person = Person { first_name: first.into(), last_name: last.into(), ..Person::default() };
    contact.emails.iter().for_each(|email| person.add_email(&email.value, ReachKind::Private));
    contact.phones.iter().for_each(|phone| person.add_phone(&phone.value, ReachKind::Private));
    contact.links.iter().for_each(|link| person.add_page(&link.value));
    person.skills = resume.skills.iter().map(|skill| skill.name.clone()).collect();
    person.languages = resume.languages.iter().map(|language| language.code.clone()).collect();
    person.years = resume.months.map(|months| u8::try_from(months / 12).unwrap_or(u8::MAX));
    person.positions = resume
        .positions
        .iter()
        .map(|position| Position {
            title: position.title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
            company: position.employer.as_ref().map(|employer| employer.value.clone()).unwrap_or_default(),
            start: position.from.as_ref().map(|from| month(from.value)).unwrap_or_default(),
            end: match position.until {
                Until::Month(until) => month(until),
                Until::Now | Until::Unknown => String::new(),
            },
            summary: String::new(),
        })
        .collect();
    person.schools = resume
        .education
        .iter()
        .map(|school| School {
            school: school.institution.as_ref().map(|school| school.value.clone()).unwrap_or_default(),
            degree: String::new(),
            field: school.field.as_ref().map(|field| field.value.clone()).unwrap_or_default(),
            ..School::default()
        })
        .collect();
    if let Some(latest) = person.positions.first() {
        (person.title, person.company) = (latest.title.clone(), latest.company.clone());
    }
    person
}

fn month(month: Month) -> String {
    format!("{:04}-{:02}", month.year, month.month)
}
