//! Certificates and licences, as they are written.

use model::screening::{Found, SectionKind};

use super::{
    dates, headings,
    lines::{Line, words},
};

/// Words by which a certificate is told outside its own part.
const TOLD: &[&str] = &[
    "certified",
    "certificate",
    "certification",
    "licence",
    "license",
    "licensed",
    "zertifikat",
    "zertifiziert",
    "führerschein",
    "certificat",
    "certifié",
    "certificado",
    "permis",
];

pub(super) fn of(lines: &[Line<'_>]) -> Vec<Found<String>> {
    let mut found = Vec::new();
    for line in lines {
        let short = line.text.split_whitespace().count() <= 12;
        let told = words(line.text).any(|word| TOLD.contains(&word.to_lowercase().as_str()));
        let text = match line.section {
            Some(SectionKind::Certificates) if short => {
                headings::inline(line.text).map_or(line.text, |(_, rest)| rest)
            }
            Some(SectionKind::Skills | SectionKind::Education | SectionKind::Other) if short && told => {
                line.text
            }
            _ => continue,
        };
        // The date beside it is not its name.
        let end =
            dates::all(text).first().map_or(text.len(), |date| if date.0 > 0 { date.0 } else { text.len() });
        for part in text[..end].split([';', '|', '\t']).flat_map(|part| part.split(", ")) {
            let name = part.trim_matches([' ', ',', '(', '–', '-', '\t']);
            if name.contains(char::is_alphabetic) {
                found.push(Found { value: name.to_owned(), span: line.at(name) });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{lines, sections};

    #[test]
    fn names_without_dates() {
        let text = "Certificates\n• Forklift licence (2019)\nFirst aid, Welding EN 9606\nSkills\nCertified Scrum Master\nSQL";
        let mut lines = lines::of(text);
        sections::mark(text, &mut lines);
        let names: Vec<_> = of(&lines).into_iter().map(|found| found.value).collect();
        assert_eq!(names, ["Forklift licence", "First aid", "Welding EN 9606", "Certified Scrum Master"]);
    }
}
