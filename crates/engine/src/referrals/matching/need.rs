//! What a job looks for: its criteria where a recruiter has accepted some, its own words otherwise.

use model::{
    job::Job,
    network::Level,
    screening::{Asks, Criteria},
};
use screen::{skills::Taxonomy, suggest};
use serde::{Deserialize, Serialize};

use super::headline::{level, role};

/// What a job looks for in people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Need {
    /// Titles, each as its words in one form.
    pub titles: Vec<Vec<String>>,
    /// How far up it is.
    pub level: Option<Level>,
    /// Skills.
    pub skills: Vec<Wanted>,
    /// Towns, or the country where it names none, as they are compared.
    pub places: Vec<String>,
    /// Its words, in which an employer may be named.
    pub text: String,
}

/// A skill that a job asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wanted {
    /// As the job calls it.
    pub name: String,
    /// The skills of the taxonomy that will do.
    pub ids: Vec<String>,
}

/// Words that stand where a place is expected and are none.
const NO_PLACE: &[&str] = &["remote", "hybrid", "on-site", "onsite", "anywhere", "home office", "worldwide"];

impl Need {
    /// What a job looks for.
    pub fn of(job: &Job, criteria: Option<&Criteria>) -> Self {
        let suggested;
        let criteria = match criteria.filter(|criteria| !criteria.criteria.is_empty()) {
            Some(accepted) => accepted,
            None => {
                suggested = suggest::criteria(&suggest::suggest(&job.title, &job.description));
                &suggested
            }
        };
        let (mut titles, mut skills) = (vec![job.title.as_str()], Vec::new());
        for criterion in &criteria.criteria {
            match &criterion.asks {
                Asks::Title { any_of } => titles.extend(any_of.iter().map(String::as_str)),
                Asks::Skill { any_of, .. } | Asks::Certificate { any_of } => skills.extend(wanted(any_of)),
                _ => {}
            }
        }
        let mut titles: Vec<Vec<String>> =
            titles.into_iter().map(|title| role(bare(title)).into_iter().collect()).collect();
        titles.retain(|title: &Vec<String>| !title.is_empty());
        titles.sort();
        titles.dedup();
        let text = format!("{}\n{}", job.title, job.description);
        Self { titles, level: Some(level(&job.title)), skills, places: places(&job.location), text }
    }
}

/// A title without what stands in brackets behind it.
fn bare(title: &str) -> &str {
    title.split('(').next().map(str::trim).filter(|bare| !bare.is_empty()).unwrap_or(title)
}

fn wanted(any_of: &[String]) -> Option<Wanted> {
    let taxonomy = Taxonomy::shipped();
    let places = any_of.iter().flat_map(|name| taxonomy.named(name));
    let ids: Vec<String> = places.map(|at| taxonomy.skills()[at].id.clone()).collect();
    let name = any_of.first()?.clone();
    (!ids.is_empty()).then_some(Wanted { name, ids })
}

/// The towns of a text such as “Berlin, Germany / Riga”.
pub(super) fn places(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for one in text.split(['/', ';', '|', '\n']).flat_map(|part| part.split(" or ")) {
        let parts = parts_of_place(one);
        found.extend(parts.into_iter().next().filter(|town| !found.contains(town)));
    }
    found
}

/// A place's parts, from the town to the country.
pub(super) fn parts_of_place(text: &str) -> Vec<String> {
    let parts = text.split([',', '(', ')']).map(model::contact::normal_name);
    parts.filter(|part| !part.is_empty() && !NO_PLACE.contains(&part.as_str())).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use model::{JobId, WorkflowId, job::JobStatus};
    use uuid::Uuid;

    use super::*;

    pub(crate) fn job(title: &str, location: &str, description: &str) -> Job {
        Job {
            id: JobId(Uuid::from_u128(1)),
            title: title.into(),
            status: JobStatus::Open,
            workflow: WorkflowId(Uuid::from_u128(2)),
            department: String::new(),
            division: String::new(),
            location: location.into(),
            employment_type: String::new(),
            description: description.into(),
        }
    }

    #[test]
    fn a_job_says_itself_what_it_looks_for() {
        let job = job(
            "Senior Backend Engineer (m/f/d)",
            "Berlin, Germany / Riga",
            "Requirements:\n- PostgreSQL\n- Docker",
        );
        let need = Need::of(&job, None);
        assert_eq!(need.titles, [["back", "end", "engineer"]], "{need:?}");
        assert_eq!(
            (need.level, need.places),
            (Some(Level::Senior), vec!["berlin".to_owned(), "riga".into()])
        );
        let names: Vec<&str> = need.skills.iter().map(|skill| skill.name.as_str()).collect();
        assert!(names.contains(&"PostgreSQL") && names.contains(&"Docker"), "{names:?}");
    }

    #[test]
    fn a_place_is_its_town() {
        assert_eq!(places("Remote"), Vec::<String>::new());
        assert_eq!(places("Remote (Germany)"), ["germany"]);
        assert_eq!(places("New York, NY, USA; Oslo"), ["new york", "oslo"]);
    }
}
