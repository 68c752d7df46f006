//! The list's filters, as they stand in its address.

use engine::hiring::{After, Filter};
use jiff::Timestamp;
use model::job::StageKind;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

/// The list's filters, as they stand in its address. What can't be read narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) q: String,
    pub(super) job: String,
    /// A kind of stage, or one stage.
    pub(super) stage: String,
    pub(super) tag: String,
    pub(super) source: String,
    /// The connection through which they are kept in step.
    pub(super) from_system: String,
    /// The place after which the page begins, and how many came before it.
    pub(super) after: String,
    pub(super) from: u64,
}

impl Asked {
    pub(super) fn filter(&self) -> Filter {
        let kind = StageKind::parse(&self.stage);
        Filter {
            text: self.q.trim().to_owned(),
            job: self.job.parse().ok(),
            stage: self.stage.parse().ok(),
            kind,
            tag: self.tag.parse().ok(),
            source: Some(self.source.clone()).filter(|source| !source.is_empty()),
            connection: self.from_system.parse().ok(),
        }
    }

    pub(super) fn after(&self) -> Option<After> {
        let (at, id) = self.after.split_once('.')?;
        let created_at = Timestamp::from_millisecond(at.parse().ok()?).ok()?;
        Some(After { created_at, id: id.parse().ok()? })
    }

    /// The filters as a query, without the place in the list.
    pub(super) fn query(&self) -> String {
        let mut query = Serializer::new(String::new());
        let pairs = [
            ("q", &self.q),
            ("job", &self.job),
            ("stage", &self.stage),
            ("tag", &self.tag),
            ("source", &self.source),
            ("from_system", &self.from_system),
        ];
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.trim().is_empty()) {
            query.append_pair(name, value.trim());
        }
        query.finish()
    }

    /// The list's address with these filters.
    pub(super) fn address(&self) -> String {
        back(&self.query())
    }

    /// The address of the page that begins after a place.
    pub(super) fn next(&self, after: After, from: u64) -> String {
        let mut query = Serializer::new(self.query());
        query.append_pair("after", &format!("{}.{}", after.created_at.as_millisecond(), after.id));
        query.append_pair("from", &from.to_string());
        back(&query.finish())
    }

    /// The same filters without one.
    pub(super) fn without(&self, name: &str) -> Self {
        let mut less = self.clone();
        match name {
            "q" => less.q.clear(),
            "job" => less.job.clear(),
            "stage" => less.stage.clear(),
            "tag" => less.tag.clear(),
            "from_system" => less.from_system.clear(),
            _ => less.source.clear(),
        }
        less
    }
}

/// The list's address with a query.
pub(super) fn back(query: &str) -> String {
    if query.is_empty() { "/candidates".into() } else { format!("/candidates?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_stand_in_the_address_and_read_back() {
        let asked = Asked {
            q: " ana & co ".into(),
            stage: "hired".into(),
            source: "Job board".into(),
            ..Asked::default()
        };
        assert_eq!(asked.address(), "/candidates?q=ana+%26+co&stage=hired&source=Job+board");
        let filter = asked.filter();
        assert_eq!((filter.kind, filter.stage), (Some(StageKind::Hired), None));
        assert_eq!(asked.without("source").address(), "/candidates?q=ana+%26+co&stage=hired");
        let after = After {
            created_at: Timestamp::from_second(7).unwrap(),
            id: model::CandidateId(uuid::Uuid::nil()),
        };
        let next = Asked { after: format!("7000.{}", after.id), ..Asked::default() };
        assert_eq!(next.after(), Some(after));
        assert_eq!(Asked { after: "nonsense".into(), ..Asked::default() }.after(), None);
    }
}
