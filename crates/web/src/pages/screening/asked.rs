//! Which of a job's people are shown, as it stands in the address.

use engine::screening::{After, Filter};
use model::{JobId, screening::Standing};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

/// Which people are shown, as it stands in the address. What can't be read narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub standing: String,
    pub tag: String,
    /// The place after which the page begins.
    pub after: String,
}

impl Asked {
    /// The same as the engine takes it.
    pub fn filter(&self) -> Filter {
        Filter { standing: Standing::parse(&self.standing), tag: self.tag.parse().ok() }
    }

    /// The place after which the page begins.
    pub fn after(&self) -> Option<After> {
        let (points, application) = self.after.split_once('.')?;
        Some(After { points: points.parse().ok(), application: application.parse().ok()? })
    }

    /// The address of the list with another standing, from its first page.
    pub fn standing(&self, job: JobId, standing: &str) -> String {
        let standing = standing.to_owned();
        Self { standing, after: String::new(), ..self.clone() }.address(job)
    }

    /// The address of the page that begins after a place.
    pub fn next(&self, job: JobId, after: After) -> String {
        let points = after.points.map_or("none".to_owned(), |points| points.to_string());
        Self { after: format!("{points}.{}", after.application), ..self.clone() }.address(job)
    }

    /// The address of this list.
    pub fn address(&self, job: JobId) -> String {
        let mut query = Serializer::new(String::new());
        let pairs = [("standing", &self.standing), ("tag", &self.tag), ("after", &self.after)];
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        match query.finish() {
            query if query.is_empty() => format!("/jobs/{job}/screening"),
            query => format!("/jobs/{job}/screening?{query}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use model::ApplicationId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_place_stands_in_the_address_and_reads_back() {
        let job = JobId(Uuid::nil());
        let asked = Asked { standing: "qualified".into(), ..Asked::default() };
        for points in [Some(7), None] {
            let after = After { points, application: ApplicationId(Uuid::nil()) };
            let address = asked.next(job, after);
            let place = address.rsplit("after=").next().unwrap();
            let read = Asked { after: place.into(), ..Asked::default() };
            assert_eq!(read.after(), Some(after));
            assert!(address.contains("standing=qualified&"));
        }
        assert_eq!(asked.standing(job, ""), format!("/jobs/{job}/screening"));
        assert_eq!(Asked { after: "7.nobody".into(), ..Asked::default() }.after(), None);
    }
}
