//! What a made-up résumé says.

use model::screening::{Degree, Fluency, Month};
use rand::{Rng, RngExt};

/// Who somebody is: nothing of it may move a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// First and last name.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// Town.
    pub town: String,
    /// Day of birth.
    pub born: String,
    /// Pronouns.
    pub pronouns: String,
    /// Nationality.
    pub nationality: String,
    /// Marital status.
    pub family: String,
    /// Years between school and the first position that the schools' years are moved back by.
    pub years_back: i16,
}

/// A position held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Title.
    pub title: String,
    /// Employer.
    pub employer: String,
    /// First month.
    pub from: Month,
    /// Last month; `None` where it goes on.
    pub until: Option<Month>,
    /// Skills that its items name.
    pub skills: Vec<String>,
}

/// A course of education.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// How far.
    pub degree: Degree,
    /// The degree as written.
    pub written: String,
    /// Its field.
    pub field: String,
    /// Where.
    pub institution: String,
    /// First and last year.
    pub years: (i16, i16),
}

/// All that a résumé says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Who.
    pub person: Person,
    /// The latest first.
    pub jobs: Vec<Job>,
    /// The latest first.
    pub courses: Vec<Course>,
    /// Code, name and how well.
    pub languages: Vec<(String, String, Fluency)>,
    /// Certificates.
    pub certificates: Vec<String>,
}

const FIRST: &[&str] = &[
    "Mirela", "Anselm", "Zoë", "Tomasz", "Ngozi", "Priya", "Jonas", "Lucía", "Amadou", "Ingrid", "Wei",
    "Farida",
];
const LAST: &[&str] = &[
    "Brandt",
    "Okafor",
    "Lindqvist",
    "Kowalczyk",
    "Ferreira",
    "Achterberg",
    "Duarte",
    "Sørensen",
    "Nakagawa",
    "Ivanova",
];
const TOWNS: &[&str] = &["Kiel", "Leeds", "Lyon", "Porto", "Sopot", "Utrecht"];
const PRONOUNS: &[&str] = &["she/her", "he/him", "they/them"];
const NATIONS: &[&str] = &["Danish", "Nigerian", "Portuguese", "Polish"];
const FAMILIES: &[&str] = &["married", "divorced", "widowed"];
const TITLES: &[(&str, &[&str])] = &[
    ("Software Engineer", &["Rust", "PostgreSQL", "Kubernetes", "Python"]),
    ("Data Analyst", &["SQL", "Python", "Excel", "Tableau"]),
    ("Registered Nurse", &["wound care", "triage", "patient care"]),
    ("Welder", &["MIG welding", "TIG welding", "blueprint reading"]),
    ("Line Cook", &["food safety", "menu planning"]),
    ("Account Manager", &["Salesforce", "negotiation", "CRM"]),
    ("Warehouse Supervisor", &["forklift operation", "inventory management"]),
    ("Marketing Coordinator", &["SEO", "Google Analytics", "copywriting"]),
];
const RANKS: &[&str] = &["", "Senior ", "Junior ", "Lead "];
const HOUSES: &[&str] = &[
    "Northwind",
    "Alder",
    "Quarry Hill",
    "Blue Heron",
    "Tamarisk",
    "Osprey",
    "Juniper",
    "Saltmarsh",
    "Kestrel",
    "Larkspur",
];
const KINDS: &[&str] = &["GmbH", "Ltd", "Inc", "Logistics", "Hospital", "Foods", "", "& Sons"];
const FIELDS: &[&str] =
    &["Computer Science", "Nursing", "Business Administration", "Physics", "Mechanical Engineering"];
const DEGREES: &[(Degree, &str)] = &[
    (Degree::Bachelor, "BSc"),
    (Degree::Bachelor, "Bachelor of Science"),
    (Degree::Master, "MSc"),
    (Degree::Master, "Master of Arts"),
    (Degree::Doctorate, "PhD"),
    (Degree::Diploma, "Diploma"),
];
const SCHOOLS: &[&str] = &[
    "University of Harrowgate",
    "Seaton College",
    "Moorland Institute of Technology",
    "Eastvale University",
];
const LANGUAGES: &[(&str, &str)] =
    &[("en", "English"), ("de", "German"), ("fr", "French"), ("es", "Spanish"), ("pl", "Polish")];
const CERTIFICATES: &[&str] =
    &["First Aid Certificate", "Forklift Licence", "Certified Scrum Master", "Food Hygiene Certificate"];

fn pick<'t, T>(from: &'t [T], dice: &mut impl Rng) -> &'t T {
    &from[dice.random_range(0..from.len())]
}

/// Somebody.
pub fn person(dice: &mut impl Rng) -> Person {
    let (first, last) = (pick(FIRST, dice), pick(LAST, dice));
    Person {
        name: format!("{first} {last}"),
        email: format!("person{}@example.org", dice.random_range(1..10_000)),
        phone: format!("+49 30 {:07}", dice.random_range(0..10_000_000)),
        town: (*pick(TOWNS, dice)).into(),
        born: format!(
            "{:02}.{:02}.{}",
            dice.random_range(1..28),
            dice.random_range(1..13),
            dice.random_range(1960..2000)
        ),
        pronouns: (*pick(PRONOUNS, dice)).into(),
        nationality: (*pick(NATIONS, dice)).into(),
        family: (*pick(FAMILIES, dice)).into(),
        years_back: dice.random_range(0..20),
    }
}

/// A résumé's facts. The latest position ends, or goes on, in 2025.
pub fn facts(dice: &mut impl Rng) -> Facts {
    let person = person(dice);
    let mut jobs = Vec::new();
    let mut end = 2025 * 12 + dice.random_range(0..12);
    let going_on = dice.random_range(0..2) == 0;
    for nth in 0..dice.random_range(3..6) {
        let begin = end - dice.random_range(6..50);
        let month = |number: i32| Month { year: (number / 12) as i16, month: (number % 12) as u8 + 1 };
        let (title, skills) = pick(TITLES, dice);
        let employer = format!("{} {}", pick(HOUSES, dice), pick(KINDS, dice)).trim_end().to_owned();
        jobs.push(Job {
            title: format!("{}{title}", pick(RANKS, dice)),
            employer,
            from: month(begin),
            until: (nth > 0 || !going_on).then(|| month(end)),
            skills: skills.iter().map(|&skill| skill.into()).collect(),
        });
        end = begin - dice.random_range(1..10);
    }
    let courses = (0..dice.random_range(1..3)).map(|nth: i16| {
        let (degree, written) = pick(DEGREES, dice);
        let last = (end / 12) as i16 - 4 * nth;
        Course {
            degree: *degree,
            written: (*written).into(),
            field: (*pick(FIELDS, dice)).into(),
            institution: (*pick(SCHOOLS, dice)).into(),
            years: (last - 3, last),
        }
    });
    let courses = courses.collect();
    let known = dice.random_range(0..LANGUAGES.len() - 1);
    let levels = [Fluency::Native, Fluency::Fluent];
    let languages = LANGUAGES[known..known + 2].iter().zip(levels);
    Facts {
        person,
        jobs,
        courses,
        languages: languages.map(|((code, name), level)| ((*code).into(), (*name).into(), level)).collect(),
        certificates: vec![(*pick(CERTIFICATES, dice)).into()],
    }
}
