//! What can be typed, and what is said of what can't.

use proptest::prelude::*;

use super::*;

fn word(text: &str) -> Ask {
    Ask::Word(Part::Anywhere, text.into())
}

fn asks(text: &str) -> Ask {
    read(text).unwrap().unwrap()
}

#[test]
fn words_beside_each_other_must_all_be_there() {
    assert_eq!(asks("java developer"), Ask::All(vec![word("java"), word("developer")]));
    assert_eq!(asks("java AND developer"), asks("java developer"));
    let either = Ask::Any(vec![Ask::All(vec![word("java"), word("developer")]), word("python")]);
    assert_eq!(asks("java developer OR python"), either);
}

#[test]
fn operators_are_capitals_only() {
    assert_eq!(asks("this and that"), Ask::All(vec![word("this"), word("and"), word("that")]));
    let without = Ask::All(vec![word("java"), Ask::Not(Box::new(word("intern")))]);
    for text in ["java NOT intern", "java AND NOT intern"] {
        assert_eq!(asks(text), without, "{text}");
    }
}

#[test]
fn phrases_may_have_words_between() {
    let phrase = |between| Ask::Phrase(Part::Anywhere, vec!["head".into(), "growth".into()], between);
    assert_eq!(asks("\"Head, growth\""), phrase(0));
    assert_eq!(asks("“head growth”~3"), phrase(3));
    assert_eq!(asks("head-growth"), phrase(0));
    assert_eq!(asks("\"Rust\""), word("rust"));
}

#[test]
fn letters_may_be_left_open_but_not_the_first() {
    assert_eq!(asks("Engin*"), Ask::Open(Part::Anywhere, "engin*".into()));
    assert_eq!(asks("w?lder"), Ask::Open(Part::Anywhere, "w?lder".into()));
    assert_eq!(read("*gram"), Err(Unclear::Beginning));
    assert_eq!(asks("kubernets~"), Ask::Like(Part::Anywhere, "kubernets".into(), 2));
    assert_eq!(asks("jva~1"), Ask::Like(Part::Anywhere, "jva".into(), 1));
}

#[test]
fn a_part_can_be_named() {
    assert_eq!(asks("title:welder"), Ask::Word(Part::Title, "welder".into()));
    assert_eq!(asks("Title: welder"), asks("title:welder"));
    let either = Ask::Any(vec![Ask::Word(Part::Skill, "rust".into()), Ask::Word(Part::Skill, "c++".into())]);
    assert_eq!(asks("skill:(rust OR C++)"), either);
    let address = Ask::Phrase(Part::Anywhere, vec!["http".into(), "example".into(), "com".into()], 0);
    assert_eq!(asks("http:example.com"), address, "any other word with a colon is a word");
}

#[test]
fn nothing_typed_looks_for_nothing() {
    for text in ["", "   ", "\"\"", "-- !"] {
        assert_eq!(read(text), Ok(None), "{text}");
    }
}

#[test]
fn what_is_unclear_is_said() {
    for (text, said) in [
        ("\"open", Unclear::Quote),
        ("(a OR b", Unclear::Open),
        ("(", Unclear::Open),
        ("a)", Unclear::Close),
        (")", Unclear::Close),
        ("a OR", Unclear::Alone("OR")),
        ("AND b", Unclear::Alone("AND")),
        ("a AND OR b", Unclear::Alone("OR")),
        ("NOT", Unclear::Alone("NOT")),
        ("title:", Unclear::Alone("a part's name and its colon")),
    ] {
        assert_eq!(read(text), Err(said), "{text}");
    }
    assert_eq!(read(&"(".repeat(300)), Err(Unclear::Long));
    assert_eq!(read(&"a".repeat(2_001)), Err(Unclear::Long));
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_or_refused(text in "[a-zé*?~\"“() :]{0,60}|(AND|OR|NOT|a|\\(|\\)| ){0,20}") {
        let _ = read(&text);
    }
}
