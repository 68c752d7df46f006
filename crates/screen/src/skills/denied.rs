//! Whether a word is named only to say that it is missing, or wished for.

use super::words::{Break, Word};

/// Words and phrases that deny what follows them in the same clause, in small letters.
const DENIALS: &[&str] = &[
    "no",
    "not",
    "never",
    "without",
    "lack",
    "lacks",
    "lacking",
    "unfamiliar",
    "haven't",
    "hasn't",
    "don't",
    "didn't",
    "cannot",
    "can't",
    "neither",
    "nor",
    "zero",
    "want to learn",
    "eager to learn",
    "hope to learn",
    "hoping to learn",
    "keen to learn",
    "like to learn",
    "interested in learning",
    "plan to learn",
    "planning to learn",
    "wish to learn",
    "looking to learn",
    "willing to learn",
    "yet to learn",
    "new to",
];

/// Phrases that hold a word of denial and deny nothing.
const NO_DENIALS: &[&str] =
    &["not only", "no less than", "not just", "no fewer than", "not limited to", "not to mention"];

/// How many words a denial reaches over.
const REACH: usize = 7;

/// Whether the word at a place is denied by what stands before it.
pub fn is_denied(found: &[Word], at: usize) -> bool {
    let mut begin = at;
    while begin > 0 && at - begin < REACH && !parts(&found[begin]) {
        begin -= 1;
    }
    let before: Vec<&str> = found[begin..at].iter().map(|word| word.low.as_str()).collect();
    (0..before.len()).any(|from| {
        let starts = |phrase: &str| starts(&before[from..], phrase);
        DENIALS.iter().any(|phrase| starts(phrase)) && !NO_DENIALS.iter().any(|phrase| starts(phrase))
    })
}

/// Whether a denial before this word does not reach it.
fn parts(word: &Word) -> bool {
    word.begins >= Break::Clause
        || matches!(word.low.as_str(), "but" | "however" | "although" | "though" | "except")
}

fn starts(words: &[&str], phrase: &str) -> bool {
    let mut words = words.iter();
    phrase.split(' ').all(|part| words.next() == Some(&part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::skills::words::words;

    fn denied(text: &str) -> bool {
        let found = words(text);
        let at = found.iter().position(|word| word.low == "kafka").unwrap();
        is_denied(&found, at)
    }

    #[test]
    fn what_is_said_to_be_missing_or_wished_for_is_denied() {
        for text in [
            "No experience with Kafka",
            "I have not worked with Kafka yet",
            "no RabbitMQ, no Kafka",
            "Never used Kafka in production",
            "unfamiliar with Kafka",
            "Eager to learn Kafka",
        ] {
            assert!(denied(text), "{text}");
        }
    }

    #[test]
    fn a_denial_ends_with_its_clause() {
        for text in [
            "No experience with RabbitMQ. Five years of Kafka",
            "No RabbitMQ but Kafka",
            "not only RabbitMQ, also Kafka",
            "No RabbitMQ\nKafka",
            "Kafka, no RabbitMQ",
        ] {
            assert!(!denied(text), "{text}");
        }
    }
}
