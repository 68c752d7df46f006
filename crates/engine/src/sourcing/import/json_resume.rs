//! JSON Resume (jsonresume.org, schema 1.0.0), one person or a list of them.

use model::{
    newcomer::ReachKind,
    pool::{Person, Position, School},
};
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
struct Resume {
    basics: Basics,
    work: Vec<Work>,
    education: Vec<Study>,
    skills: Vec<Skill>,
    languages: Vec<Language>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Basics {
    name: String,
    label: String,
    email: String,
    phone: String,
    url: String,
    summary: String,
    location: Location,
    profiles: Vec<Page>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Location {
    address: String,
    postal_code: String,
    city: String,
    region: String,
    country_code: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Page {
    url: String,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Work {
    #[serde(alias = "company")]
    name: String,
    position: String,
    start_date: String,
    end_date: String,
    summary: String,
    highlights: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Study {
    institution: String,
    area: String,
    study_type: String,
    start_date: String,
    end_date: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Skill {
    name: String,
    keywords: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Language {
    language: String,
}

/// The people of a file, or a sentence that says why there are none.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Person>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "This JSON file isn't written in UTF-8.")?;
    let resumes: Vec<Resume> = if text.trim_start().starts_with('[') {
        serde_json::from_str(text)
    } else {
        serde_json::from_str(text).map(|one| vec![one])
    }
    .map_err(|error| format!("This isn't a JSON Resume: {error}."))?;
    let people: Vec<Person> =
        resumes.into_iter().map(person).filter(|one| !one.full_name().is_empty()).collect();
    if people.is_empty() { Err("No person with a name stands in this file.".into()) } else { Ok(people) }
}

fn person(resume: Resume) -> Person {
    let Basics { name, label, email, phone, url, summary, location, profiles } = resume.basics;
    let (first, last) = name.trim().rsplit_once(' ').unwrap_or((name.trim(), ""));
    let mut person = Person {
        first_name: first.trim().into(),
        last_name: last.into(),
        title: label,
        summary,
        city: location.city,
        region: location.region,
        country: location.country_code,
        street: location.address,
        postcode: location.postal_code,
        languages: resume.languages.into_iter().map(|one| one.language).collect(),
        skills: resume
            .skills
            .into_iter()
            .flat_map(|one| Some(one.name).into_iter().chain(one.keywords))
            .collect(),
        ..Person::default()
    };
    person.skills.retain(|skill| !skill.trim().is_empty());
    person.add_email(&email, ReachKind::Private);
    person.add_phone(&phone, ReachKind::Private);
    profiles
        .iter()
        .map(|page| page.url.as_str())
        .chain([url.as_str()])
        .for_each(|page| person.add_page(page));
    let position = |work: Work| Position {
        title: work.position,
        company: work.name,
        start: work.start_date,
        end: work.end_date,
        summary: Some(work.summary)
            .into_iter()
            .chain(work.highlights)
            .collect::<Vec<_>>()
            .join(" ")
            .trim()
            .into(),
    };
    person.positions = resume.work.into_iter().map(position).collect();
    let school = |study: Study| School {
        school: study.institution,
        degree: study.study_type,
        field: study.area,
        start: study.start_date,
        end: study.end_date,
    };
    person.schools = resume.education.into_iter().map(school).collect();
    if let Some(latest) = person.positions.first() {
        person.company.clone_from(&latest.company);
        if person.title.is_empty() {
            person.title.clone_from(&latest.title);
        }
    }
    person
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resume_in_json_is_a_person() {
        let text = r#"{"basics": {"name": "Ida Marie Larsen", "label": "Welder", "email": "ida@example.com",
            "location": {"city": "Oslo", "countryCode": "NO"},
            "profiles": [{"network": "LinkedIn", "url": "https://linkedin.com/in/ida"}]},
            "work": [{"name": "Acme", "position": "Welder", "startDate": "2020-01", "highlights": ["Hulls"]}],
            "skills": [{"name": "Metal", "keywords": ["TIG", "MIG"]}]}"#;
        let people = read(text.as_bytes()).unwrap();
        let ida = &people[0];
        assert_eq!((ida.first_name.as_str(), ida.last_name.as_str()), ("Ida Marie", "Larsen"));
        assert_eq!((ida.company.as_str(), ida.positions[0].summary.as_str()), ("Acme", "Hulls"));
        assert_eq!(ida.skills, ["Metal", "TIG", "MIG"]);
        assert_eq!(read(format!("[{text},{text}]").as_bytes()).unwrap().len(), 2);
        assert!(read(b"{\"a\": ").unwrap_err().contains("JSON Resume"));
        assert!(read(b"{}").unwrap_err().contains("No person"));
    }
}
