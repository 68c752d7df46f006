//! The impact report: whether groups of applicants meet with the same, by what they said of themselves of their own will.
//!
//! Nobody's name is in it, and nothing that scores knows what it counts by. A ratio is a sign to look closer, no verdict.

use std::collections::{BTreeMap, HashMap};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use model::{
    JobId,
    access::Right,
    screening::{Standing, Threshold, UNDISCLOSED, VoluntaryQuestion},
};
use screen::fair::{self, Person};
pub use screen::fair::{Rate, Test, TestKind};
use store::{
    hiring::job,
    screening::{
        organisation, preference,
        voluntary::{self, Counted, Span},
    },
};

use crate::{Actor, App, error::Result};

pub mod file;
#[cfg(test)]
mod tests;

/// What is counted as met with something good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// More points than the median of everybody: the scoring rate of New York's rule.
    Scoring,
    /// At the job's threshold or above, and not set aside by a knock-out rule.
    Sorted,
    /// A person said that they qualify, of those on whom a person decided.
    Qualified,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 3] = [Self::Scoring, Self::Sorted, Self::Qualified];

    /// The word in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scoring => "scoring",
            Self::Sorted => "sorted",
            Self::Qualified => "qualified",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.as_str() == word)
    }
}

/// Whom a report counts: those who applied on these days, both included, for a job or for any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// For which job.
    pub job: Option<JobId>,
    /// From which day on, in UTC.
    pub from: Option<Date>,
    /// Until which day, in UTC.
    pub until: Option<Date>,
}

impl Asked {
    fn span(&self) -> Span {
        let begins = |day: Date| TimeZone::UTC.to_timestamp(day.into()).ok();
        let ends = |day: Date| day.tomorrow().ok().and_then(begins).unwrap_or(Timestamp::MAX);
        Span { job: self.job, from: self.from.and_then(begins), until: self.until.map(ends) }
    }
}

/// What became of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its words, one for each question of the breakdown.
    pub words: Vec<String>,
    /// How many applications.
    pub people: u32,
    /// Whether it is below 2 % of all, so that it is counted but has no ratio.
    pub small: bool,
    /// What they met with, in the order of [`Measure::ALL`].
    pub rates: [Rate; 3],
}

impl Group {
    /// What it is called, under the questions of its breakdown.
    pub fn name(&self, by: &[VoluntaryQuestion]) -> String {
        let names = by.iter().zip(&self.words).map(|(question, word)| question.name_of(word));
        names.collect::<Vec<_>>().join(", ")
    }

    /// What it met with by a measure.
    pub fn rate(&self, measure: Measure) -> &Rate {
        &self.rates[measure as usize]
    }
}

/// Everybody by one question, or by two crossed with each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// The questions.
    pub by: Vec<VoluntaryQuestion>,
    /// How many left one of them open, or preferred not to say.
    pub unknown: u32,
    /// The groups.
    pub groups: Vec<Group>,
}

/// Rates and ratios of those who were scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Impact {
    /// How many applications.
    pub people: u32,
    /// The median of their points; `None` where nobody has points.
    pub median: Option<f64>,
    /// By each question that somebody answered, and by gender and ethnicity together.
    pub breakdowns: Vec<Breakdown>,
}

/// One job's part of a report on all jobs.
#[derive(Clone, Debug, PartialEq)]
pub struct JobImpact {
    /// Which job.
    pub job: JobId,
    /// Its title.
    pub title: String,
    /// What its applicants met with.
    pub impact: Impact,
}

/// The report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The title of the job, where it is of one.
    pub title: Option<String>,
    /// Everybody asked for.
    pub all: Impact,
    /// Job by job; empty where only one was asked for.
    pub jobs: Vec<JobImpact>,
}

const BREAKDOWNS: [&[VoluntaryQuestion]; 5] = [
    &[VoluntaryQuestion::Gender],
    &[VoluntaryQuestion::Ethnicity],
    &[VoluntaryQuestion::Gender, VoluntaryQuestion::Ethnicity],
    &[VoluntaryQuestion::Age],
    &[VoluntaryQuestion::Disability],
];

/// Reports on everybody who was scored and applied in a span of time.
///
/// # Errors
/// [`crate::Error::Denied`]; [`crate::Error::NotFound`] where the job isn't here.
pub async fn report(app: &App, actor: &Actor, asked: &Asked) -> Result<Report> {
    actor.require(Right::WorkspaceManage)?;
    let (db, space) = (app.db.snapshot().await?, actor.workspace);
    let title = match asked.job {
        Some(id) => Some(super::the_job(&db, space, id).await?.title),
        None => None,
    };
    let everybody = voluntary::counted(&db, space, &asked.span()).await?;
    let own: HashMap<JobId, Threshold> = preference::all(&db, space)
        .await?
        .into_iter()
        .filter_map(|(job, preference)| Some((job, preference.threshold?)))
        .collect();
    let usual = organisation::get(&db, space).await?.threshold;
    let threshold = |job: JobId| own.get(&job).copied().unwrap_or(usual);
    let all = impact(&everybody.iter().collect::<Vec<_>>(), &threshold);
    let mut jobs = Vec::new();
    if asked.job.is_none() {
        let mut by_job: BTreeMap<JobId, Vec<&Counted>> = BTreeMap::new();
        for one in &everybody {
            by_job.entry(one.job).or_default().push(one);
        }
        let known = job::of_ids(&db, space, &by_job.keys().copied().collect::<Vec<_>>()).await?;
        for (job, people) in by_job {
            let title = known.get(&job).map(|job| job.title.clone()).unwrap_or_default();
            jobs.push(JobImpact { job, title, impact: impact(&people, &threshold) });
        }
        jobs.sort_by(|one, other| (&one.title, one.job).cmp(&(&other.title, other.job)));
    }
    Ok(Report { title, all, jobs })
}

fn impact(people: &[&Counted], threshold: &dyn Fn(JobId) -> Threshold) -> Impact {
    let qualified: Vec<Person> = people
        .iter()
        .map(|one| Person {
            groups: disclosed(&one.answers),
            selected: one.decision.map(|decision| decision == Standing::Qualified),
            points: one.points,
        })
        .collect();
    let sorted = |(person, one): (&Person, &&Counted)| Person {
        selected: match Standing::at(one.points, one.aside, threshold(one.job)) {
            Standing::Unscored => None,
            standing => Some(standing == Standing::PreQualified),
        },
        ..person.clone()
    };
    let sorted: Vec<Person> = qualified.iter().zip(people).map(sorted).collect();
    let breakdowns = BREAKDOWNS.iter().map(|by| breakdown(by, &qualified, &sorted));
    let median = fair::report(&qualified, &[]).twice_median.map(|twice| f64::from(twice) / 2.0);
    Impact {
        people: u32::try_from(people.len()).unwrap_or(u32::MAX),
        median,
        breakdowns: breakdowns.filter(|one| !one.groups.is_empty()).collect(),
    }
}

/// What somebody said, without what they preferred not to.
fn disclosed(answers: &voluntary::Answers) -> BTreeMap<String, String> {
    answers
        .iter()
        .filter(|(_, word)| *word != UNDISCLOSED)
        .map(|(q, word)| (q.clone(), word.clone()))
        .collect()
}

fn breakdown(by: &[VoluntaryQuestion], qualified: &[Person], sorted: &[Person]) -> Breakdown {
    let questions: Vec<&str> = by.iter().map(|question| question.as_str()).collect();
    let first = fair::report(qualified, &questions);
    let second = fair::report(sorted, &questions);
    // Both count the same people by the same questions, so that their groups are the same.
    let groups = first.groups.into_iter().zip(second.groups).map(|(group, other)| Group {
        words: group.names,
        people: group.people,
        small: group.small,
        rates: [group.scoring, other.selection, group.selection],
    });
    Breakdown { by: by.to_vec(), unknown: first.unknown, groups: groups.collect() }
}
