//! What somebody does, as it is compared: the words of their title in one form, the skills it names, how far up.

use std::collections::BTreeSet;

use model::network::Level;
use screen::{score::titles::in_one_form, skills::Taxonomy};
pub use store::referrals::network::headline::Headline;

/// Words that say how far up, each with the level.
const LEVELS: &[(&str, Level)] = &[
    ("intern", Level::Learning),
    ("internship", Level::Learning),
    ("trainee", Level::Learning),
    ("apprentice", Level::Learning),
    ("student", Level::Learning),
    ("aspiring", Level::Learning),
    ("volunteer", Level::Learning),
    ("junior", Level::Junior),
    ("jr", Level::Junior),
    ("graduate", Level::Junior),
    ("assistant", Level::Junior),
    ("associate", Level::Junior),
    ("senior", Level::Senior),
    ("sr", Level::Senior),
    ("expert", Level::Senior),
    ("experienced", Level::Senior),
    ("lead", Level::Lead),
    ("leader", Level::Lead),
    ("teamlead", Level::Lead),
    ("principal", Level::Lead),
    ("staff", Level::Lead),
    ("manager", Level::Lead),
    ("mgr", Level::Lead),
    ("supervisor", Level::Lead),
    ("head", Level::Head),
    ("director", Level::Head),
    ("chief", Level::Head),
    ("president", Level::Head),
    ("vp", Level::Head),
    ("founder", Level::Head),
    ("owner", Level::Head),
    ("ceo", Level::Head),
    ("cto", Level::Head),
    ("cfo", Level::Head),
    ("coo", Level::Head),
];

/// Words that say how far up and nothing of the work: they are left out of what is compared.
const ONLY_LEVEL: &[&str] = &[
    "intern",
    "internship",
    "trainee",
    "apprentice",
    "student",
    "aspiring",
    "volunteer",
    "junior",
    "graduate",
    "senior",
    "expert",
    "experienced",
    "lead",
    "principal",
    "staff",
    "head",
    "i",
    "ii",
    "iii",
    "iv",
    "1",
    "2",
    "3",
    "m",
    "f",
    "d",
    "w",
    "x",
    "div",
    "team",
];

/// What comes after these is an employer or a slogan, not the work.
const ENDS: &[&str] = &[" at ", " @ ", " @", " | ", " bei ", " chez ", " • ", " · "];

/// Reads a title.
pub(crate) fn of(title: &str) -> Headline {
    let title = work(title);
    let (words, level) = (role(title), level(title));
    let taxonomy = Taxonomy::shipped();
    let mut skills = BTreeSet::new();
    for hit in taxonomy.find(title) {
        with_broader(taxonomy, hit.skill, &mut skills);
    }
    let words = words.into_iter().collect::<Vec<_>>().join(" ");
    Headline { words, skills: skills.into_iter().collect::<Vec<_>>().join(" "), level }
}

/// A skill and all that it shows besides.
fn with_broader<'t>(taxonomy: &'t Taxonomy, skill: usize, found: &mut BTreeSet<&'t str>) {
    let skill = &taxonomy.skills()[skill];
    if found.insert(&skill.id) {
        for broader in &skill.broader {
            with_broader(taxonomy, *broader, found);
        }
    }
}

/// The part of a title that says what the work is.
fn work(title: &str) -> &str {
    let end = ENDS.iter().filter_map(|end| title.find(end)).filter(|at| *at > 0).min();
    title[..end.unwrap_or(title.len())].trim()
}

/// The words of a title that say what the work is, in one form and in the order of the alphabet.
pub(super) fn role(title: &str) -> BTreeSet<String> {
    let only_level: BTreeSet<String> = ONLY_LEVEL.iter().flat_map(|word| in_one_form(word)).collect();
    in_one_form(title).into_iter().filter(|word| !only_level.contains(word)).collect()
}

/// How far up a title is: the highest that it names, unless it is still learning or assists.
pub(super) fn level(title: &str) -> Level {
    let low = title.to_lowercase();
    let words = low.split(|c: char| !c.is_alphanumeric());
    let named =
        words.filter_map(|word| LEVELS.iter().find(|(known, _)| *known == word)).map(|(_, level)| *level);
    let named: Vec<Level> = named.collect();
    match named.iter().min() {
        Some(lowest) if *lowest <= Level::Junior => *lowest,
        Some(_) => named.into_iter().max().unwrap_or(Level::Usual),
        None => Level::Usual,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_one_kind_of_work_have_one_headline() {
        let a = of("Backend Engineer");
        assert_eq!(a.words, of("Back End Developer at Harbour Mills").words);
        assert_eq!(a.words, of("Senior Backend Engineer | We are hiring!").words);
        assert_ne!(a.level, of("Senior Backend Engineer").level);
        assert_eq!(of("Head of Sales").words, of("Sales Lead").words);
        assert_eq!(of("").words, "");
    }

    #[test]
    fn skills_come_with_what_they_show() {
        let skills = of("PostgreSQL Administrator").skills;
        let skills: Vec<&str> = skills.split(' ').collect();
        assert!(skills.contains(&"postgresql") && skills.contains(&"sql"), "{skills:?}");
    }

    #[test]
    fn levels_are_read() {
        for (title, expected) in [
            ("Engineer", Level::Usual),
            ("Jr. Engineer", Level::Junior),
            ("Sr. Engineer", Level::Senior),
            ("Engineering Manager", Level::Lead),
            ("Assistant Store Manager", Level::Junior),
            ("Marketing Intern", Level::Learning),
            ("VP of Sales", Level::Head),
            ("Senior Director", Level::Head),
        ] {
            assert_eq!(level(title), expected, "{title}");
        }
    }
}
