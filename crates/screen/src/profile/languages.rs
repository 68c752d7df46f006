//! Languages that a person speaks, and how well.

use model::screening::{Fluency, LanguageShown, SectionKind};

use super::{
    headings,
    lines::{Line, words},
};

/// Names of languages in German, French and Spanish; the English ones are the scorer's.
const NAMES: &[(&str, &[&str])] = &[
    ("de", &["deutsch", "allemand", "alemán"]),
    ("en", &["englisch", "anglais", "inglés"]),
    ("fr", &["französisch", "français", "francés"]),
    ("es", &["spanisch", "espagnol", "español", "castellano"]),
    ("it", &["italienisch", "italien", "italiano"]),
    ("pt", &["portugiesisch", "portugais", "portugués"]),
    ("nl", &["niederländisch", "néerlandais", "neerlandés"]),
    ("pl", &["polnisch", "polonais", "polaco"]),
    ("ru", &["russisch", "russe", "ruso"]),
    ("tr", &["türkisch", "turc", "turco"]),
    ("ar", &["arabisch", "arabe", "árabe"]),
    ("zh", &["mandarin", "chinesisch", "chinois", "chino", "cantonese"]),
    ("ja", &["japanisch", "japonais", "japonés"]),
    ("sv", &["schwedisch"]),
    ("da", &["dänisch"]),
    ("uk", &["ukrainisch"]),
    ("fa", &["farsi"]),
    ("tl", &["filipino"]),
];

const LEVELS: &[(Fluency, &[&str])] = &[
    (
        Fluency::Native,
        &[
            "native",
            "mother",
            "bilingual",
            "muttersprache",
            "muttersprachlich",
            "maternelle",
            "nativo",
            "nativa",
            "materna",
        ],
    ),
    (
        Fluency::Fluent,
        &[
            "fluent",
            "fluently",
            "c1",
            "c2",
            "proficient",
            "advanced",
            "excellent",
            "full",
            "verhandlungssicher",
            "fließend",
            "courant",
            "fluido",
            "avanzado",
        ],
    ),
    (
        Fluency::Working,
        &[
            "b1",
            "b2",
            "intermediate",
            "working",
            "conversational",
            "good",
            "gut",
            "intermédiaire",
            "intermedio",
            "limited",
        ],
    ),
    (
        Fluency::Basic,
        &[
            "a1",
            "a2",
            "basic",
            "basics",
            "beginner",
            "elementary",
            "grundkenntnisse",
            "notions",
            "básico",
            "débutant",
        ],
    ),
];

pub(super) fn of(lines: &[Line<'_>]) -> Vec<LanguageShown> {
    let mut found: Vec<LanguageShown> = Vec::new();
    for line in lines {
        let meant = line.section == Some(SectionKind::Languages)
            || headings::inline(line.text).is_some_and(|(kind, _)| kind == SectionKind::Languages);
        // Elsewhere a name may be a nationality; with a level beside it, it is a language.
        let elsewhere = matches!(
            line.section,
            Some(SectionKind::Skills | SectionKind::Summary | SectionKind::Other | SectionKind::Contact)
        );
        if !meant && !elsewhere {
            continue;
        }
        let mut group = None;
        for segment in segments(line.text) {
            let (mut names, mut level) = (Vec::new(), None);
            for word in words(segment) {
                let low = word.to_lowercase();
                if let Some(code) = code(&low) {
                    names.push((code, word));
                } else if let Some(told) = fluency(&low) {
                    level = level.or(Some(told));
                }
            }
            if names.is_empty() {
                continue;
            }
            // “Fluent: English, French” tells of all that follow.
            let told_before = segment
                .split_once(':')
                .is_some_and(|(head, _)| words(head).any(|w| fluency(&w.to_lowercase()).is_some()));
            if told_before {
                group = level;
            }
            let fluency = level.or(group);
            for (code, word) in names {
                let span = line.at(word);
                match found.iter_mut().find(|known| known.code == code) {
                    Some(known) => known.fluency = known.fluency.or(fluency),
                    None if meant || fluency.is_some() => {
                        found.push(LanguageShown { code: code.into(), fluency, span })
                    }
                    None => {}
                }
            }
        }
    }
    found
}

/// Parts of a line between commas and the like, those inside brackets aside.
fn segments(line: &str) -> Vec<&str> {
    let (mut parts, mut begin, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, letter) in line.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' | ';' | '|' | '•' | '/' | '.' if depth == 0 => {
                parts.push(&line[begin..at]);
                begin = at + letter.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&line[begin..]);
    parts
}

fn code(word: &str) -> Option<&'static str> {
    let other = NAMES.iter().find(|(_, names)| names.contains(&word)).map(|(code, _)| *code);
    other.or_else(|| {
        crate::score::LANGUAGES.iter().find(|(_, name)| name.to_lowercase() == word).map(|(code, _)| *code)
    })
}

fn fluency(word: &str) -> Option<Fluency> {
    LEVELS.iter().find(|(_, names)| names.contains(&word)).map(|(level, _)| *level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{lines, sections};

    fn told(text: &str) -> Vec<(String, Option<Fluency>)> {
        let mut lines = lines::of(text);
        sections::mark(text, &mut lines);
        of(&lines).into_iter().map(|language| (language.code, language.fluency)).collect()
    }

    #[test]
    fn languages_with_levels() {
        let wanted = [
            ("de".to_owned(), Some(Fluency::Native)),
            ("en".to_owned(), Some(Fluency::Fluent)),
            ("fr".to_owned(), None),
        ];
        assert_eq!(told("Languages\nGerman – native\nEnglish\tC1\nFrench"), wanted);
        assert_eq!(
            told("Sprachen\nDeutsch (Muttersprache), Englisch (C1, verhandlungssicher), Französisch"),
            wanted
        );
        assert_eq!(told("Skills\nNative: German. Fluent: English"), wanted[..2]);
        assert_eq!(told("Summary\nGerman engineer in an English firm"), []);
    }
}
