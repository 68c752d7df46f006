//! What a person's own answers show: to questions of the application form and of follow-ups.

use model::remote::Answer;
use model::screening::{Quote, QuoteSource};

use super::evidence::time;
use crate::skills::{Taxonomy, words};

/// An answer that shows something.
pub struct Shown {
    /// The skill, as a place in [`Taxonomy::skills`].
    pub skill: usize,
    /// Months of it, where the answer says.
    pub months: Option<u32>,
    /// The answer.
    pub quote: Quote,
}

/// The skills that answers show: those an answer names, and those a question names where the answer is yes or a time.
pub fn skills(answers: &[Answer]) -> Vec<Shown> {
    let taxonomy = Taxonomy::shipped();
    let mut shown = Vec::new();
    for answer in answers {
        let months = months(answer);
        let mut named: Vec<usize> = taxonomy.find(&answer.answer).into_iter().map(|hit| hit.skill).collect();
        if says_yes(&answer.answer) || months.is_some_and(|months| months > 0) {
            named.extend(taxonomy.find(&answer.question).into_iter().map(|hit| hit.skill));
        }
        named.sort_unstable();
        named.dedup();
        shown.extend(named.into_iter().map(|skill| Shown { skill, months, quote: quote(answer) }));
    }
    shown
}

/// The answer as a quote.
pub fn quote(answer: &Answer) -> Quote {
    let text = answer.answer.trim().chars().take(200).collect();
    Quote { text, source: QuoteSource::Answer { question: answer.question.clone() } }
}

/// Whether an answer is yes, alone or before more.
pub fn says_yes(answer: &str) -> bool {
    words(answer).first().is_some_and(|word| matches!(word.low.as_str(), "yes" | "y" | "true"))
}

/// A time that the answer says; a bare number where the question asks for years.
fn months(answer: &Answer) -> Option<u32> {
    let said = words(&answer.answer);
    let told = said.windows(2).filter_map(|pair| time(&pair[0].low, &pair[1].low)).max();
    let years = words(&answer.question).iter().any(|word| matches!(word.low.as_str(), "years" | "yrs"));
    told.or_else(|| match &said[..] {
        [number] if years => time(&number.low, "years"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shows(question: &str, answer: &str) -> Option<Option<u32>> {
        let postgres = Taxonomy::shipped().named("PostgreSQL")[0];
        let answers = [Answer { question: question.into(), answer: answer.into() }];
        skills(&answers).into_iter().find(|shown| shown.skill == postgres).map(|shown| shown.months)
    }

    #[test]
    fn an_answer_shows_what_it_names_or_affirms() {
        assert_eq!(shows("Tools?", "Mostly Postgres and Redis"), Some(None));
        assert_eq!(shows("Have you used PostgreSQL?", "Yes, for 3 years"), Some(Some(36)));
        assert_eq!(shows("Years of PostgreSQL?", "4"), Some(Some(48)));
        assert_eq!(shows("How many years of PostgreSQL?", "0"), None);
        assert_eq!(shows("Have you used PostgreSQL?", "No"), None);
        assert_eq!(shows("Tools?", "Redis, never used Postgres"), None);
    }
}
