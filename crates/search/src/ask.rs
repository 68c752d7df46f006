//! What is asked of the index, and how it is put to it.

use std::{collections::BTreeMap, ops::Bound};

use tantivy::{
    Searcher, Term,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery,
        Query, RangeQuery, RegexQuery, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

use crate::{
    document::{Columns, Facet},
    grammar::{Ask, Part},
    words::{folded, words},
};

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// What was typed; `None` for everybody, the newest first.
    pub text: Option<Ask>,
    /// Of each, one of these values at least.
    pub any_of: BTreeMap<Facet, Vec<String>>,
    /// None of these values.
    pub none_of: BTreeMap<Facet, Vec<String>>,
    /// What brings somebody further up without being asked for: a word, and how much.
    pub rather: Vec<(Part, String, f32)>,
    /// Whether at least one of `rather` has to be there.
    pub one_of_rather: bool,
    /// Those alone that changed since, in milliseconds since 1970.
    pub changed_since: Option<u64>,
    /// From which place on.
    pub from: usize,
    /// How many.
    pub most: usize,
    /// Whether values are counted.
    pub counts: bool,
}

/// A question in the index's terms, with the words that nobody has and that were looked for by what is like them.
pub(crate) struct Put {
    pub query: Box<dyn Query>,
    pub respelled: Vec<String>,
}

pub(crate) fn put(question: &Question, columns: &Columns, searcher: &Searcher) -> tantivy::Result<Put> {
    let mut putting = Putting { columns, searcher, respelled: Vec::new() };
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    if let Some(ask) = &question.text {
        clauses.push((Occur::Must, putting.ask(ask)?));
    }
    for (facet, values) in &question.any_of {
        let terms = putting.values(*facet, values);
        clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(terms, 0.0))));
    }
    for (facet, values) in &question.none_of {
        clauses.push((Occur::MustNot, putting.values(*facet, values)));
    }
    if let Some(since) = question.changed_since {
        let least = Bound::Included(Term::from_field_u64(columns.changed, since));
        let range = RangeQuery::new(least, Bound::Unbounded);
        clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(range), 0.0))));
    }
    let rather: Vec<(Occur, Box<dyn Query>)> = question
        .rather
        .iter()
        .filter_map(|(part, text, weight)| {
            let query = putting.phrase(*part, &words(text).map(|(_, word)| word).collect::<Vec<_>>(), 0)?;
            Some((Occur::Should, Box::new(BoostQuery::new(query, *weight)) as Box<dyn Query>))
        })
        .collect();
    if !rather.is_empty() {
        if question.one_of_rather {
            clauses.push((Occur::Must, Box::new(BooleanQuery::new(rather))));
        } else {
            clauses.extend(rather);
        }
    }
    let query: Box<dyn Query> = match clauses.len() {
        0 => Box::new(AllQuery),
        _ if clauses.iter().all(|(occur, _)| *occur != Occur::Must) => {
            clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))));
            Box::new(BooleanQuery::new(clauses))
        }
        1 => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    };
    Ok(Put { query, respelled: putting.respelled })
}

struct Putting<'a> {
    columns: &'a Columns,
    searcher: &'a Searcher,
    respelled: Vec<String>,
}

impl Putting<'_> {
    fn ask(&mut self, ask: &Ask) -> tantivy::Result<Box<dyn Query>> {
        Ok(match ask {
            Ask::Word(part, word) => self.word(*part, word)?,
            Ask::Like(part, word, far) => {
                let term = Term::from_field_text(self.columns.part(*part), &folded(word));
                Box::new(FuzzyTermQuery::new(term, *far, true))
            }
            Ask::Open(part, word) => {
                Box::new(RegexQuery::from_pattern(&pattern(word), self.columns.part(*part))?)
            }
            Ask::Phrase(part, words, between) => {
                self.phrase(*part, words, *between).unwrap_or_else(|| Box::new(EmptyQuery))
            }
            Ask::All(all) => self.several(all, Occur::Must)?,
            Ask::Any(all) => self.several(all, Occur::Should)?,
            Ask::Not(_) => self.several(std::slice::from_ref(ask), Occur::Must)?,
        })
    }

    fn several(&mut self, all: &[Ask], how: Occur) -> tantivy::Result<Box<dyn Query>> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for ask in all {
            clauses.push(match ask {
                Ask::Not(not) if how == Occur::Must => (Occur::MustNot, self.ask(not)?),
                ask => (how, self.ask(ask)?),
            });
        }
        // What is only forbidden is forbidden of everybody.
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// A word; one that nobody has is looked for by what is like it.
    fn word(&mut self, part: Part, word: &str) -> tantivy::Result<Box<dyn Query>> {
        const SHORTEST: usize = 4;
        let field = self.columns.part(part);
        let word = folded(word);
        let term = Term::from_field_text(field, &word);
        let letters = word.chars().count();
        if letters >= SHORTEST && self.searcher.doc_freq(&term)? == 0 {
            self.respelled.push(word.into_owned());
            let far = if letters >= 8 { 2 } else { 1 };
            return Ok(Box::new(FuzzyTermQuery::new(term, far, true)));
        }
        Ok(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
    }

    fn phrase(&self, part: Part, words: &[String], between: u32) -> Option<Box<dyn Query>> {
        let field: Field = self.columns.part(part);
        let mut terms: Vec<Term> =
            words.iter().map(|word| Term::from_field_text(field, &folded(word))).collect();
        match terms.len() {
            0 => None,
            1 => Some(Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::WithFreqs))),
            _ => {
                let mut phrase = PhraseQuery::new(terms);
                phrase.set_slop(between);
                Some(Box::new(phrase))
            }
        }
    }

    fn values(&self, facet: Facet, values: &[String]) -> Box<dyn Query> {
        let field = self.columns.facet(facet);
        let one = |value: &String| -> Box<dyn Query> {
            Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
        };
        if let [value] = values {
            return one(value);
        }
        Box::new(BooleanQuery::union(values.iter().map(one).collect()))
    }
}

/// A word with letters left open as a regular expression, in which every other sign stands for itself.
fn pattern(word: &str) -> String {
    let mut pattern = String::with_capacity(word.len() * 2);
    for letter in word.chars() {
        match letter {
            '*' => pattern.push_str(".*"),
            '?' => pattern.push('.'),
            letter if letter.is_alphanumeric() => pattern.push(letter),
            sign => pattern.extend(['\\', sign]),
        }
    }
    pattern
}
