//! Rules that set an application aside: from answers and fields only, and only from what can be read for certain.

use jiff::civil::Date;
use model::field::{boolean, decimal};
use model::remote::Answer;
use model::screening::{Comparison, KnockOut, KnockOutResult, Subject};

use super::tell::any_of;

/// The longest value that is taken for a choice; what is longer is prose, which no rule looks into.
const CHOICE: usize = 60;

/// What a rule says of an application.
pub fn judge(rule: &KnockOut, answers: &[Answer], fields: &[(String, String)]) -> KnockOutResult {
    let (name, values) = match &rule.subject {
        Subject::Answer { question } => {
            let given = answers.iter().filter(|answer| same(&answer.question, question));
            (question, given.map(|answer| answer.answer.trim()).collect::<Vec<_>>())
        }
        Subject::Field { name } => {
            let given = fields.iter().filter(|(field, _)| same(field, name));
            (name, given.map(|(_, value)| value.trim()).collect())
        }
    };
    let result = |aside, sentence| KnockOutResult { rule: rule.id.clone(), aside, sentence };
    let wants = wants(&rule.wants);
    let given: Vec<&str> = values.into_iter().filter(|value| !value.is_empty()).collect();
    // Several answers to one question leave open which one counts.
    let [value] = given[..] else {
        let why = if given.is_empty() { "is not answered" } else { "is answered more than once" };
        return result(None, format!("“{name}” {why}; the job wants {wants}. Nobody is set aside for that."));
    };
    match passes(&rule.wants, value) {
        Some(true) => result(Some(false), format!("“{name}” is “{value}”, as the job wants: {wants}.")),
        Some(false) => result(Some(true), format!("“{name}” is “{value}”; the job wants {wants}.")),
        None => {
            let shown: String = value.chars().take(CHOICE).collect();
            let sentence = format!(
                "“{name}” is “{shown}”, which can't be compared for certain; the job wants {wants}. A person has to read it."
            );
            result(None, sentence)
        }
    }
}

/// Whether a value is what a rule wants; `None` where that can't be told for certain.
fn passes(wants: &Comparison, value: &str) -> Option<bool> {
    match wants {
        Comparison::OneOf { values } => among(values, value),
        Comparison::NoneOf { values } => among(values, value).map(|found| !found),
        Comparison::AtLeast { number: least } => Some(number(value)? >= number(least)?),
        Comparison::AtMost { number: most } => Some(number(value)? <= number(most)?),
        Comparison::By { day } => Some(value.parse::<Date>().ok()? <= *day),
    }
}

/// Whether one of a value's lines is one of these words.
fn among(values: &[String], value: &str) -> Option<bool> {
    let yes_or_no = values.iter().all(|word| boolean(word).is_some());
    let mut found = false;
    for line in value.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if values.iter().any(|word| same(word, line)) {
            found = true;
        } else if yes_or_no {
            let said = boolean(line)?;
            found |= values.iter().any(|word| boolean(word).as_ref() == Some(&said));
        } else if line.chars().count() > CHOICE {
            return None;
        }
    }
    Some(found)
}

/// A number, with a currency's sign or name around it and its thousands grouped by commas or spaces. What could be
/// two numbers (“85.000”, “40-50”) or needs guessing (“85k”) is none.
fn number(text: &str) -> Option<f64> {
    let around = |c: char| c.is_whitespace() || matches!(c, '€' | '$' | '£' | '¥');
    let bare = text.trim_matches(around);
    let named = ["EUR", "USD", "GBP", "CHF"].into_iter();
    let bare = named.fold(bare, |bare, name| {
        let bare = bare.strip_prefix(name).unwrap_or(bare);
        bare.strip_suffix(name).unwrap_or(bare)
    });
    let bare = bare.trim_matches(around);
    let grouped = |sign: char| {
        let (whole, part) = bare.split_once('.').unwrap_or((bare, ""));
        let mut groups = whole.split(sign);
        let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
        (first && whole.contains(sign) && groups.all(|group| group.len() == 3))
            .then(|| format!("{}{}{part}", whole.replace(sign, ""), if part.is_empty() { "" } else { "." }))
    };
    let doubtful =
        bare.split_once('.').is_some_and(|(whole, part)| part.len() == 3 && whole.len() <= 3 && whole != "0");
    if doubtful {
        return None;
    }
    let plain = grouped(',')
        .or_else(|| grouped(' '))
        .or_else(|| grouped('\u{a0}'))
        .unwrap_or_else(|| bare.to_owned());
    decimal(&plain)?.parse().ok()
}

/// Whether two texts are the same but for letter case and the signs that forms put after a question.
fn same(a: &str, b: &str) -> bool {
    let bare = |text: &str| text.trim().trim_end_matches(['?', '*', ':', ' ', '.']).to_lowercase();
    bare(a) == bare(b)
}

fn wants(wants: &Comparison) -> String {
    match wants {
        Comparison::OneOf { values } => format!("“{}”", any_of(values)),
        Comparison::NoneOf { values } => format!("anything but “{}”", any_of(values)),
        Comparison::AtLeast { number } => format!("at least {number}"),
        Comparison::AtMost { number } => format!("at most {number}"),
        Comparison::By { day } => format!("{day} or earlier"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aside(wants: Comparison, value: &str) -> Option<bool> {
        let subject = Subject::Answer { question: "May you work here?".into() };
        let rule = KnockOut { id: "k".into(), subject, wants };
        let answers = [Answer { question: "may you work here".into(), answer: value.into() }];
        judge(&rule, &answers, &[]).aside
    }

    fn one_of(words: &[&str]) -> Comparison {
        Comparison::OneOf { values: words.iter().map(|&word| word.into()).collect() }
    }

    #[test]
    fn choices_are_compared_and_prose_is_left_to_a_person() {
        assert_eq!(aside(one_of(&["Yes"]), " yes "), Some(false));
        assert_eq!(aside(one_of(&["yes"]), "true"), Some(false), "a box that was ticked");
        assert_eq!(aside(one_of(&["Yes"]), "No"), Some(true));
        assert_eq!(aside(one_of(&["Yes"]), "Yes, with a visa until May"), None);
        assert_eq!(
            aside(one_of(&["Berlin", "Remote"]), "Remote\nParis"),
            Some(false),
            "one of several choices"
        );
        assert_eq!(aside(one_of(&["Berlin"]), "Paris"), Some(true));
        assert_eq!(aside(one_of(&["Berlin"]), &"word ".repeat(30)), None);
        assert_eq!(aside(Comparison::NoneOf { values: vec!["No".into()] }, "no"), Some(true));
        assert_eq!(aside(one_of(&["Yes"]), ""), None, "missing sets nobody aside");
    }

    #[test]
    fn numbers_are_read_where_they_are_certain() {
        let most = || Comparison::AtMost { number: "90000".into() };
        assert_eq!(aside(most(), "€ 90,000"), Some(false));
        assert_eq!(aside(most(), "90 001.50 EUR"), Some(true));
        assert_eq!(aside(most(), "95.000"), None, "ninety-five or ninety-five thousand");
        assert_eq!(aside(most(), "95k"), None);
        assert_eq!(aside(most(), "90000 - 100000"), None);
        assert_eq!(aside(Comparison::AtLeast { number: "2".into() }, "1.5"), Some(true));
    }

    #[test]
    fn days_and_fields() {
        let by = || Comparison::By { day: jiff::civil::date(2024, 3, 1) };
        assert_eq!(aside(by(), "2024-03-01"), Some(false));
        assert_eq!(aside(by(), "2024-03-02"), Some(true));
        assert_eq!(aside(by(), "as soon as I can"), None);
        let rule = KnockOut {
            id: "k".into(),
            subject: Subject::Field { name: "Licence".into() },
            wants: one_of(&["B"]),
        };
        let fields = [("licence".to_owned(), "A".to_owned())];
        assert_eq!(judge(&rule, &[], &fields).aside, Some(true));
        assert_eq!(judge(&rule, &[], &fields).sentence, "“Licence” is “A”; the job wants “B”.");
        assert_eq!(judge(&rule, &[], &[]).aside, None);
    }
}
