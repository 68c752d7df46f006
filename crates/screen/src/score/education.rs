//! Degrees and what they are in.

use model::screening::{Degree, Education, MatchedBy, SectionKind, Span};

use super::evidence::Evidence;
use super::finding::Finding;
use super::tell::{any_of, degree, sentence};
use crate::skills::words;

/// Fields that employers take for one another.
const KIN: &[&[&str]] = &[
    &[
        "computer science",
        "informatics",
        "computing",
        "software engineering",
        "information technology",
        "computer engineering",
        "information systems",
        "computer studies",
    ],
    &[
        "business administration",
        "business",
        "management",
        "business management",
        "commerce",
        "business studies",
    ],
    &["finance", "accounting", "accountancy", "banking and finance", "accounting and finance"],
    &[
        "electrical engineering",
        "electronics",
        "electronic engineering",
        "electrical and electronic engineering",
    ],
    &["mathematics", "maths", "applied mathematics", "statistics"],
    &["law", "laws", "jurisprudence", "legal studies"],
    &["nursing", "nursing science", "nursing studies", "adult nursing"],
    &["human resources", "human resource management", "personnel management"],
    &["supply chain management", "logistics", "logistics management"],
];

/// Judges “an education at least this far, in one of these fields”.
pub fn judge(evidence: &Evidence<'_>, least: Degree, fields: &[String]) -> Finding {
    let what = match fields {
        [] => degree(least).to_owned(),
        _ => format!("{} in {}", degree(least), any_of(fields)),
    };
    let change = sentence(&format!("{what}."));
    let mut told: Vec<_> =
        evidence.profile.education.iter().filter_map(|education| weigh(education, least, fields)).collect();
    told.sort_by_key(|(share, _, span)| (std::cmp::Reverse(*share), *span));
    let Some((share, shown, span)) = told.into_iter().next() else {
        let sentence = if evidence.profile.education.is_empty() && !evidence.has(&[SectionKind::Education]) {
            "The résumé says nothing of education."
        } else {
            "The résumé does not say how far the education went."
        };
        return Finding::unknown(sentence.into(), change);
    };
    let shown = format!("Shows {shown}; the job asks for {what}.");
    match share {
        100 => Finding::met(MatchedBy::Measure, shown, vec![span]),
        0 => Finding::not_shown(shown, change),
        _ => Finding::partly(MatchedBy::Measure, share, shown, vec![span], change),
    }
}

/// What one education comes to: all where degree and field are there, half where the other field is or is not told or
/// the degree is the one below, nothing otherwise.
fn weigh(education: &Education, least: Degree, fields: &[String]) -> Option<(u8, String, Span)> {
    let reached = education.degree.as_ref()?;
    let field = education.field.as_ref().map(|field| field.value.trim()).filter(|field| !field.is_empty());
    let fits =
        fields.is_empty() || field.is_some_and(|field| fields.iter().any(|asked| is_kin(field, asked)));
    let share = match (reached.value >= least, fits) {
        (true, true) => 100,
        (true, false) => 50,
        (false, true) if next(reached.value) == Some(least) => 50,
        _ => 0,
    };
    let named = field.map_or_else(
        || degree(reached.value).into(),
        |field| format!("{} in {field}", degree(reached.value)),
    );
    Some((share, named, education.span))
}

fn next(degree: Degree) -> Option<Degree> {
    match degree {
        Degree::School => Some(Degree::Vocational),
        Degree::Vocational => Some(Degree::Diploma),
        Degree::Diploma => Some(Degree::Bachelor),
        Degree::Bachelor => Some(Degree::Master),
        Degree::Master => Some(Degree::Doctorate),
        Degree::Doctorate => None,
    }
}

/// Whether a field is the one asked for: it has all its words, or employers take the one for the other.
pub fn is_kin(field: &str, asked: &str) -> bool {
    let stems = |text: &str| -> Vec<String> {
        words(text)
            .into_iter()
            .map(|word| word.stem)
            .filter(|stem| !matches!(stem.as_str(), "of" | "the" | "and" | "in" | "a"))
            .collect()
    };
    let (field, asked) = (stems(field), stems(asked));
    let holds = |part: &[String]| !part.is_empty() && part.iter().all(|word| field.contains(word));
    holds(&asked)
        || KIN.iter().any(|kin| {
            kin.iter().any(|name| stems(name) == asked)
                && kin.iter().any(|name| {
                    let name = stems(name);
                    if name.len() == 1 { name == field } else { holds(&name) }
                })
        })
}

#[cfg(test)]
mod tests {
    use super::is_kin;

    #[test]
    fn fields_that_employers_take_for_one_another() {
        assert!(is_kin("Applied Computer Science", "computer science"));
        assert!(is_kin("Informatics", "Computer Science"));
        assert!(is_kin("Mechanical Engineering", "engineering"));
        assert!(!is_kin("Political Science", "computer science"));
        assert!(!is_kin("Hotel Management", "Business Administration"), "a manager of hotels only");
    }
}
