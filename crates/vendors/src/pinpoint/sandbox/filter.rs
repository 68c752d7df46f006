//! `filter[name]` and `filter[name][gt]`: what is let through.

use std::{borrow::Cow, collections::HashSet};

use jiff::Timestamp;
use serde_json::Value;

use super::{
    documents::{self, Record, Scene, text},
    errors::Refusal,
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
    /// Makes ready to look through the records of a kind.
    pub fn over<'q, 'a>(&'q self, scene: &Scene<'a>, resource: &'static Resource) -> Sieve<'q, 'a> {
        let asked =
            self.0.iter().map(|(filter, test)| Term::of(scene, resource, filter, Cow::Borrowed(test), true));
        let held_back = resource.unless_asked.and_then(|(name, value)| {
            let filter = find(resource, name).filter(|_| !self.asks(name))?;
            let test = Cow::Owned(Test::OneOf(vec![value.to_owned()]));
            Some(Term::of(scene, resource, filter, test, false))
        });
        Sieve(asked.chain(held_back).collect())
    }

    fn asks(&self, name: &str) -> bool {
        self.0.iter().any(|(filter, _)| filter.name == name)
    }
}

/// Lets the records through that a list shows: what was asked for, without what is held back unless asked for.
pub struct Sieve<'q, 'a>(Vec<Term<'q, 'a>>);

struct Term<'q, 'a> {
    filter: &'static Filter,
    test: Cow<'q, Test>,
    /// For a filter on what a relationship leads to: the ids there that pass. They are far fewer than the rows.
    there: Option<HashSet<&'a str>>,
    /// Whether the records that pass are shown, or those that don't.
    shows: bool,
}

impl<'a> Sieve<'_, 'a> {
    /// Whether a list shows a record.
    pub fn lets_through(&self, record: Record<'a>) -> bool {
        self.0.iter().all(|term| term.passes(record) == term.shows)
    }
}

impl<'q, 'a> Term<'q, 'a> {
    fn of(
        scene: &Scene<'a>,
        resource: &'static Resource,
        filter: &'static Filter,
        test: Cow<'q, Test>,
        shows: bool,
    ) -> Self {
        let there = match (&filter.by, &filter.by.leads_to(resource)) {
            (By::Through(_, attribute), Some(there)) => {
                let all = documents::all(scene.documents, there);
                let passing = all.filter(|record| is(record.stored(attribute), filter, &test));
                Some(passing.map(|record| record.id).collect())
            }
            _ => None,
        };
        Self { filter, test, there, shows }
    }

    fn passes(&self, record: Record<'a>) -> bool {
        match self.filter.by {
            By::Attribute(name) | By::Search(name) => is(record.stored(name), self.filter, &self.test),
            By::Through(relationship, _) => {
                let pointer = record.pointer(relationship);
                pointer.is_some_and(|(_, id)| self.there.as_ref().is_some_and(|there| there.contains(id)))
            }
            By::Id(relationship) => {
                record.pointer(relationship).is_some_and(|(_, id)| holds(id, self.filter, &self.test))
            }
            By::Class(relationship) => record
                .pointer(relationship)
                .is_some_and(|(kind, _)| holds(kind.class, self.filter, &self.test)),
            By::Unbuilt => false,
        }
    }
}

/// Whether a stored value is what is asked for.
fn is(stored: &Value, filter: &Filter, test: &Test) -> bool {
    match test {
        Test::OneOf(_) if matches!(filter.takes, Takes::Flag) && stored.is_null() => {
            holds("false", filter, test)
        }
        Test::OneOf(_) => holds(&text(stored), filter, test),
        Test::After(time) => moment::stored(stored).is_some_and(|stored| stored > *time),
        Test::Before(time) => moment::stored(stored).is_some_and(|stored| stored < *time),
    }
}

fn holds(value: &str, filter: &Filter, test: &Test) -> bool {
    let Test::OneOf(wanted) = test else { return false };
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
        narrowing.over(&scene, resource).lets_through(documents::find(&documents, resource, id).unwrap())
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
            let record = documents::all(&documents, resource).next().unwrap();
            let shown = |narrowing: &Narrowing| narrowing.over(&scene, resource).lets_through(record);
            assert!(!shown(&Narrowing::default()), "{}", resource.kind);
            let (filter, value) = resource.unless_asked.unwrap();
            let mut asked = Narrowing::default();
            ask(&mut asked, resource, &format!("filter[{filter}]"), value).unwrap();
            assert!(shown(&asked), "{}", resource.kind);
        }
    }
}
