//! Who is found, in which order, and how they are counted.

use super::*;
use crate::{Facet, grammar};

fn person(id: u128, name: &str, title: &str, city: &str, skills: &[&str]) -> Document {
    Document {
        id,
        name: name.into(),
        title: title.into(),
        city: city.into(),
        skills: skills.iter().map(|skill| (*skill).to_owned()).collect(),
        years: Some(id as u8),
        changed: id as u64,
        ..Document::default()
    }
}

fn pool() -> Index {
    let index = Index::in_memory().unwrap();
    let mut zoe = person(4, "Zoë Smith", "Head of Growth", "Oslo", &["Marketing"]);
    zoe.text = vec!["She once led engineers, and ran Python workshops.".into()];
    let people = [
        person(1, "Ida Larsen", "Software Engineer", "Oslo", &["Python", "C++"]),
        person(2, "Bo Li", "Software Engineer", "Leeds", &["Python", "Kubernetes"]),
        person(3, "Ana Lopez", "Welder", "Leeds", &["Welding"]),
        zoe,
    ];
    index.change(&people, &[], "a").unwrap();
    index
}

fn question(typed: &str) -> Question {
    Question { text: grammar::read(typed).unwrap(), most: 10, counts: true, ..Question::default() }
}

fn found(index: &Index, typed: &str) -> Vec<u128> {
    let mut ids = index.find(&question(typed)).unwrap().ids;
    ids.sort_unstable();
    ids
}

#[test]
fn every_part_of_the_grammar_finds_what_it_says() {
    let index = pool();
    for (typed, expected) in [
        ("python", &[1, 2, 4][..]),
        ("python engineer", &[1, 2]),
        ("python NOT engineer", &[4]),
        ("NOT python", &[3]),
        ("welder OR zoe", &[3, 4]),
        ("(welder OR engineer) AND leeds", &[2, 3]),
        ("\"software engineer\"", &[1, 2]),
        ("\"engineer software\"", &[]),
        ("\"head growth\"", &[]),
        ("\"head growth\"~1", &[4]),
        ("engin*", &[1, 2, 4]),
        ("w?lder", &[3]),
        ("kubernets~", &[2]),
        ("c++", &[1]),
        ("title:engineer", &[1, 2]),
        ("skill:python", &[1, 2]),
        ("name:smith OR place:leeds", &[2, 3, 4]),
    ] {
        assert_eq!(found(&index, typed), expected, "{typed}");
    }
}

#[test]
fn a_word_that_nobody_has_finds_what_is_like_it() {
    let index = pool();
    let found = index.find(&question("pyhton larsen")).unwrap();
    assert_eq!((found.ids, found.respelled), (vec![1], vec!["pyhton".to_owned()]));
    assert!(index.find(&question("larsen")).unwrap().respelled.is_empty());
    assert!(index.find(&question("qqqq")).unwrap().ids.is_empty());
}

#[test]
fn values_filter_and_are_counted_among_those_found() {
    let index = pool();
    let mut asked = question("python");
    let counts = index.find(&asked).unwrap().counts;
    assert_eq!(counts[&Facet::Title][0], ("Software Engineer".into(), 2));
    assert_eq!(counts[&Facet::City], [("Oslo".to_owned(), 2), ("Leeds".to_owned(), 1)]);
    assert_eq!(counts[&Facet::Skill][0], ("Python".into(), 2));
    asked.any_of.insert(Facet::City, vec!["Oslo".into(), "Bergen".into()]);
    asked.none_of.insert(Facet::Skill, vec!["Marketing".into()]);
    let found = index.find(&asked).unwrap();
    assert_eq!((found.ids, found.total), (vec![1], 1));
    assert_eq!(found.counts[&Facet::City], [("Oslo".to_owned(), 1)]);
}

#[test]
fn nothing_typed_tells_the_newest_and_a_wish_only_orders() {
    let index = pool();
    assert_eq!(index.find(&question("")).unwrap().ids, [4, 3, 2, 1]);
    let page = Question { from: 1, most: 2, ..question("") };
    let found = index.find(&page).unwrap();
    assert_eq!((found.ids, found.total), (vec![3, 2], 4));
    let rather = vec![(grammar::Part::Skill, "Kubernetes".to_owned(), 2.0)];
    let wish = Question { rather: rather.clone(), ..question("engineer") };
    assert_eq!(index.find(&wish).unwrap().ids[0], 2);
    let alone = Question { rather, one_of_rather: true, ..question("") };
    assert_eq!(index.find(&alone).unwrap().ids, [2]);
    let since = Question { changed_since: Some(3), ..question("") };
    assert_eq!(index.find(&since).unwrap().ids, [4, 3]);
}

#[test]
fn a_change_is_found_at_once_and_what_is_gone_is_not() {
    let index = pool();
    index.change(&[person(3, "Ana Lopez", "Pilot", "Leeds", &[])], &[2], "b").unwrap();
    assert_eq!(
        (found(&index, "welder"), found(&index, "pilot"), found(&index, "bo")),
        (vec![], vec![3], vec![])
    );
    assert_eq!((index.len(), index.stamp().as_deref()), (3, Some("b")));
    let cities = &index.find(&question("")).unwrap().counts[&Facet::City];
    assert_eq!(cities, &[("Oslo".to_owned(), 2), ("Leeds".to_owned(), 1)], "who is gone is not counted");
}

#[test]
fn an_index_lives_on_in_its_folder_and_is_held_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    index.rebuild((1..=50).map(|id| person(id, "Ida Larsen", "Welder", "Oslo", &[])), "c").unwrap();
    assert!(matches!(Index::open(folder.path()), Err(Error::Held)));
    drop(index);
    let again = Index::open(folder.path()).unwrap();
    assert_eq!((again.len(), again.stamp().as_deref()), (50, Some("c")));
    assert_eq!(again.find(&question("welder")).unwrap().total, 50);
    again.rebuild([person(7, "Bo Li", "Pilot", "Oslo", &[])], "d").unwrap();
    assert_eq!((again.len(), found(&again, "welder")), (1, vec![]));
    again.change(&[person(8, "Bo Lo", "Pilot", "Oslo", &[])], &[], "e").unwrap();
    assert_eq!(again.len(), 2, "changes are followed after that");
}
