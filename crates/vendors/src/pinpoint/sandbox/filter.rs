//! `filter[name]` and `filter[name][gt]`: what is let through.

use std::collections::HashSet;

use jiff::Timestamp;
use serde_json::Value;

use super::{
    documents::{self, Record, Scene, text},
    errors::Refusal,
    index::{Row, Snapshot},
    moment,
    query::brackets,
    schema::{By, Filter, Resource, Takes},
};

/// Everything a list is narrowed by; all of it has to hold.
#[derive(Default)]
pub struct Narrowing(Vec<(&'static Filter, Test)>);

/// What a value has to be.
#[derive(Clone)]
enum Test {
    /// One of these texts.
    OneOf(Vec<String>),
    /// Later than this.
    After(Timestamp),
    /// Earlier than this.
    Before(Timestamp),
}

impl std::fmt::Debug for Narrowing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(self.0.iter().map(|(filter, _)| filter.name)).finish()
    }
}

/// Adds what one parameter asks for.
///
/// # Errors
/// 400 where the filter, its operator or its value is unknown; 501 for a filter that is not built.
pub fn ask(narrowing: &mut Narrowing, resource: &Resource, name: &str, value: &str) -> Result<(), Refusal> {
    let refused = || Refusal::query(name);
    let (filter, operator) = match brackets(name).as_slice() {
        ["filter", filter] => (find(resource, filter).ok_or_else(refused)?, "eq"),
        ["filter", filter, operator] => (find(resource, filter).ok_or_else(refused)?, *operator),
        _ => return Err(refused()),
    };
    if matches!(filter.by, By::Unbuilt) {
        return Err(Refusal::unbuilt(name));
    }
    let test = match (&filter.takes, operator) {
        (Takes::Time, "gt") => Test::After(moment::asked(value).ok_or_else(refused)?),
        (Takes::Time, "lt") => Test::Before(moment::asked(value).ok_or_else(refused)?),
        (Takes::Time, _) => return Err(refused()),
        (takes, "eq") => Test::OneOf(values(takes, value).ok_or_else(refused)?),
        _ => return Err(refused()),
    };
    narrowing.0.push((filter, test));
    Ok(())
}

fn find(resource: &Resource, name: &str) -> Option<&'static Filter> {
    resource.filters.iter().find(|filter| filter.name == name)
}

/// A list of values, any of which will do; `None` where one does not fit.
fn values(takes: &Takes, value: &str) -> Option<Vec<String>> {
    let fits = |value: &str| match takes {
        Takes::Text => true,
        Takes::Number => value.parse::<u64>().is_ok(),
        Takes::Flag => value == "true" || value == "false",
        Takes::Word(words) => words.contains(&value),
        Takes::Time => false,
    };
    let values = value.split(',').map(str::trim);
    values.map(|value| fits(value).then(|| value.to_owned())).collect()
}

impl Narrowing {
    /// Makes ready to look through the rows of a kind.
    pub fn over<'a>(&self, scene: &Scene<'a>, snapshot: &Snapshot, resource: &'static Resource) -> Sieve<'a> {
        let asked =
            self.0.iter().map(|(filter, test)| Term::of(scene, snapshot, resource, filter, test, true));
        let held_back = resource.unless_asked.and_then(|(name, value)| {
            let filter = find(resource, name).filter(|_| !self.asks(name))?;
            let test = Test::OneOf(vec![value.to_owned()]);
            Some(Term::of(scene, snapshot, resource, filter, &test, false))
        });
        Sieve { documents: scene.documents, resource, terms: asked.chain(held_back).collect() }
    }

    fn asks(&self, name: &str) -> bool {
        self.0.iter().any(|(filter, _)| filter.name == name)
    }
}

/// Lets the rows through that a list shows: what was asked for, without what is held back unless asked for.
pub struct Sieve<'a> {
    documents: &'a Value,
    resource: &'static Resource,
    terms: Vec<Term>,
}

/// One thing that has to hold, or not to hold.
struct Term {
    filter: &'static Filter,
    test: Test,
    /// The ids that pass, where the ways back tell them without a look at every record.
    passing: Option<HashSet<Box<str>>>,
    shows: bool,
}

impl Sieve<'_> {
    /// Whether a list shows a row.
    pub fn lets_through(&self, row: &Row) -> bool {
        self.terms.iter().all(|term| self.passes(term, row) == term.shows)
    }

    fn passes(&self, term: &Term, row: &Row) -> bool {
        if let Some(passing) = &term.passing {
            return passing.contains(&row.id);
        }
        match &term.test {
            Test::After(time) => row.time(term.filter.name).is_some_and(|own| own > *time),
            Test::Before(time) => row.time(term.filter.name).is_some_and(|own| own < *time),
            Test::OneOf(wanted) => {
                let record = documents::find(self.documents, self.resource, &row.id);
                record.is_some_and(|record| is(record, term.filter, wanted))
            }
        }
    }
}

impl Term {
    fn of(
        scene: &Scene,
        snapshot: &Snapshot,
        resource: &'static Resource,
        filter: &'static Filter,
        test: &Test,
        shows: bool,
    ) -> Self {
        let passing = match (test, &filter.by) {
            (Test::OneOf(wanted), By::Id(relationship)) => resource.one(relationship).map(|there| {
                let ways = snapshot.ways(scene.documents, resource, relationship, there);
                wanted.iter().filter_map(|id| ways.get(id.as_str())).flatten().cloned().collect()
            }),
            (Test::OneOf(wanted), By::Through(relationship, attribute)) => {
                resource.one(relationship).map(|there| {
                    let ways = snapshot.ways(scene.documents, resource, relationship, there);
                    let all = documents::all(scene.documents, there);
                    let wanted = all.filter(|record| holds(&text(record.stored(attribute)), filter, wanted));
                    wanted.filter_map(|record| ways.get(record.id)).flatten().cloned().collect()
                })
            }
            _ => None,
        };
        Self { filter, test: test.clone(), passing, shows }
    }
}

/// Whether a record has one of the values that are wanted.
fn is(record: Record, filter: &Filter, wanted: &[String]) -> bool {
    let value = match filter.by {
        By::Attribute(name) | By::Search(name) => text(record.stored(name)),
        By::Id(relationship) => record.pointer(relationship).map_or("", |(_, id)| id).into(),
        By::Class(relationship) => record.pointer(relationship).map_or("", |(kind, _)| kind.class).into(),
        By::Through(..) | By::Unbuilt => return false,
    };
    // What was never said is not so.
    let unsaid = value.is_empty() && matches!(filter.takes, Takes::Flag);
    holds(if unsaid { "false" } else { &value }, filter, wanted)
}

fn holds(value: &str, filter: &Filter, wanted: &[String]) -> bool {
    if matches!(filter.by, By::Search(_)) {
        let value = value.to_lowercase();
        return wanted.iter().any(|wanted| value.contains(&wanted.to_lowercase()));
    }
    wanted.iter().any(|wanted| wanted == value)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::pinpoint::sandbox::resources::{applications::APPLICATIONS, jobs::JOBS};

    fn documents() -> Value {
        json!({"resources": {
            "jobs": {"1": {"attributes": {"title": "Night Baker", "visibility": "confidential"}, "rels": {}}},
            "stages": {"9": {"attributes": {"basic_type": "offer"}, "rels": {}}},
            "applications": {"5": {
                "attributes": {"concealed": false, "updated_at": "2026-03-01T10:00:00+01:00"},
                "rels": {"job": "1", "stage": "9"},
            }},
        }})
    }

    fn passes(resource: &'static Resource, id: &str, filters: &[(&str, &str)]) -> bool {
        let documents = documents();
        let scene = Scene { documents: &documents, now: Timestamp::UNIX_EPOCH, base: "" };
        let mut narrowing = Narrowing::default();
        let (hidden, _) = resource.unless_asked.unwrap();
        ask(&mut narrowing, resource, &format!("filter[{hidden}]"), "confidential").unwrap();
        for (name, value) in filters {
            ask(&mut narrowing, resource, name, value).unwrap();
        }
        let snapshot = Snapshot::default();
        let rows = snapshot.rows(&documents, resource);
        let row = rows.iter().find(|row| &*row.id == id).unwrap();
        narrowing.over(&scene, &snapshot, resource).lets_through(row)
    }

    #[test]
    fn values_are_alternatives_and_filters_add_up() {
        assert!(passes(
            &APPLICATIONS,
            "5",
            &[("filter[job_id]", "7,1"), ("filter[stage_basic_type]", "offer")]
        ));
        assert!(!passes(
            &APPLICATIONS,
            "5",
            &[("filter[job_id]", "1"), ("filter[stage_basic_type]", "hired")]
        ));
        assert!(passes(&APPLICATIONS, "5", &[("filter[internal_candidate]", "false")]));
        assert!(passes(&JOBS, "1", &[("filter[search]", "baker")]));
    }

    #[test]
    fn times_compare_as_instants_and_exactly() {
        let after = |time| passes(&APPLICATIONS, "5", &[("filter[updated_at][gt]", time)]);
        assert!(after("2026-03-01T08:59:59Z") && !after("2026-03-01T09:00:00Z"));
        assert!(!after("2026-03-01T09:00:00+00:00") && after("2026-03-01T10:59:59+02:00"));
        assert!(passes(&APPLICATIONS, "5", &[("filter[updated_at][lt]", "2026-03-01T09:00:01Z")]));
    }

    #[test]
    fn what_is_confidential_is_held_back() {
        let documents = documents();
        let scene = Scene { documents: &documents, now: Timestamp::UNIX_EPOCH, base: "" };
        for resource in [&JOBS, &APPLICATIONS] {
            let snapshot = Snapshot::default();
            let rows = snapshot.rows(&documents, resource);
            let shown = |asked: &Narrowing| asked.over(&scene, &snapshot, resource).lets_through(&rows[0]);
            assert!(!shown(&Narrowing::default()), "{}", resource.kind);
            let (filter, value) = resource.unless_asked.unwrap();
            let mut asked = Narrowing::default();
            ask(&mut asked, resource, &format!("filter[{filter}]"), value).unwrap();
            assert!(shown(&asked), "{}", resource.kind);
        }
    }
}
