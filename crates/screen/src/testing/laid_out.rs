//! The same facts on the page in different ways.

use model::screening::{Fluency, Month};

use super::{Facts, Job};

/// Something on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A line; the second text stands at the right margin.
    Line(String, Option<String>),
    /// An item of a list.
    Item(String),
    /// An empty line.
    Gap,
}

/// How the heading of a position is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Title and dates, the employer below.
    TitleFirst,
    /// Employer and dates, the title below.
    EmployerFirst,
    /// Title, below it employer and dates.
    DatesBelow,
    /// Dates, then title and employer, all in a line.
    OneLine,
    /// Title, employer and dates each in a line.
    ThreeLines,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 5] =
        [Self::TitleFirst, Self::EmployerFirst, Self::DatesBelow, Self::OneLine, Self::ThreeLines];
}

const NAMES: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Two pages or so.
pub fn lay_out(facts: &Facts, layout: Layout, numeric: bool) -> Vec<Block> {
    let line = |text: &str| Block::Line(text.into(), None);
    let person = &facts.person;
    let mut page = vec![
        line(&format!("{} ({})", person.name, person.pronouns)),
        line(&format!("{} | {} | {}", person.email, person.phone, person.town)),
        line(&format!("Date of birth: {} | Nationality: {}", person.born, person.nationality)),
        line(&format!("Marital status: {}", person.family)),
        Block::Gap,
        Block::Heading("SUMMARY".into()),
        line("Works carefully, learns quickly and likes to explain to others what was learnt."),
        Block::Gap,
        Block::Heading("WORK EXPERIENCE".into()),
    ];
    for job in &facts.jobs {
        page.extend(heading(job, layout, numeric));
        for skill in &job.skills {
            page.push(Block::Item(format!(
                "Used {skill} every day and kept a record of what came of it for the team"
            )));
            page.push(Block::Item(
                "Planned the week together with colleagues and reported to those who asked".into(),
            ));
        }
        page.push(Block::Item(format!(
            "{} trained four who had just begun",
            person.name.split(' ').next().unwrap_or("")
        )));
        page.push(Block::Gap);
    }
    page.push(Block::Heading("EDUCATION".into()));
    for course in &facts.courses {
        let years =
            format!("{} – {}", course.years.0 - person.years_back, course.years.1 - person.years_back);
        let joined = if course.written.contains(" of ") { " in" } else { "" };
        page.push(Block::Line(format!("{}{joined} {}", course.written, course.field), Some(years)));
        page.push(line(&course.institution));
        page.push(Block::Gap);
    }
    page.push(Block::Heading("LANGUAGES".into()));
    for (_, name, level) in &facts.languages {
        page.push(line(&format!("{name} – {}", if *level == Fluency::Native { "native" } else { "fluent" })));
    }
    page.extend([Block::Gap, Block::Heading("CERTIFICATES".into())]);
    page.extend(facts.certificates.iter().map(|name| Block::Item(name.clone())));
    page
}

fn heading(job: &Job, layout: Layout, numeric: bool) -> Vec<Block> {
    let month = |month: Month| match numeric {
        true => format!("{:02}/{}", month.month, month.year),
        false => format!("{} {}", NAMES[usize::from(month.month) - 1], month.year),
    };
    let dates = format!("{} – {}", month(job.from), job.until.map_or("Present".into(), month));
    let line = |text: &str, right: Option<&str>| Block::Line(text.into(), right.map(str::to_owned));
    match layout {
        Layout::TitleFirst => vec![line(&job.title, Some(&dates)), line(&job.employer, None)],
        Layout::EmployerFirst => vec![line(&job.employer, Some(&dates)), line(&job.title, None)],
        Layout::DatesBelow => {
            vec![line(&job.title, None), line(&format!("{} | {dates}", job.employer), None)]
        }
        Layout::OneLine => vec![line(&format!("{dates}: {}, {}", job.title, job.employer), None)],
        Layout::ThreeLines => vec![line(&job.title, None), line(&job.employer, None), line(&dates, None)],
    }
}
