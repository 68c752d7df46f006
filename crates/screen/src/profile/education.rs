//! Education: degrees, what of and where.

mod degrees;

use model::screening::{Education, Found, SectionKind};

use super::{
    dates,
    lines::{Line, span, words},
};

/// Words by which a school is told.
const SCHOOLS: &[&str] = &[
    "university",
    "universität",
    "universite",
    "université",
    "universidad",
    "universiteit",
    "uni",
    "college",
    "institute",
    "institut",
    "instituto",
    "school",
    "schule",
    "hochschule",
    "fachhochschule",
    "berufsschule",
    "academy",
    "akademie",
    "académie",
    "academia",
    "polytechnic",
    "école",
    "escuela",
    "gymnasium",
    "lycée",
    "realschule",
    "gesamtschule",
    "faculty",
    "berufskolleg",
    "handelskammer",
    "conservatory",
    "seminary",
    "campus",
];

/// Marks between the parts of a line.
const BETWEEN: &[char] = &['\t', ',', '|', '–', '—', '·', ';', '(', ')', ':'];

struct Draft {
    education: Education,
    dated: bool,
}

pub(super) fn of(lines: &[Line<'_>]) -> Vec<Education> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut open = false;
    for line in lines {
        if line.section != Some(SectionKind::Education) {
            open = false;
            continue;
        }
        let degree = degrees::find(line.text);
        let school = school(line);
        let dated = !dates::all(line.text).is_empty();
        let last = drafts.last().filter(|_| open);
        let again = last.is_some_and(|last| {
            let has = &last.education;
            (degree.is_some() && has.degree.is_some())
                || (school.is_some() && has.institution.is_some())
                || (dated && last.dated)
                || (line.apart && (degree.is_some() || school.is_some() || dated) && complete(last))
        });
        let silent = degree.is_none() && school.is_none() && !dated;
        // In a column beside another one, what comes next in the file may be of something else altogether.
        open &= !(line.apart && silent && last.is_some_and(complete));
        if !open || again {
            if silent {
                continue;
            }
            let nothing = Education { degree: None, field: None, institution: None, span: line.span() };
            drafts.push(Draft { education: nothing, dated: false });
            open = true;
        }
        let Some(draft) = drafts.last_mut() else { continue };
        draft.dated |= dated;
        let education = &mut draft.education;
        education.span = span(education.span.start as usize, line.end());
        if let Some(found) = degree {
            education.degree = Some(Found { value: found.degree, span: line.at(found.told) });
            education.field =
                found.field.map(|field| Found { value: field.to_owned(), span: line.at(field) });
        }
        education.institution = education.institution.take().or(school);
    }
    drafts
        .into_iter()
        .map(|draft| draft.education)
        .filter(|e| e.degree.is_some() || e.institution.is_some())
        .collect()
}

fn complete(draft: &Draft) -> bool {
    draft.education.degree.is_some() && (draft.education.institution.is_some() || draft.dated)
}

/// The part of a line that names a school.
fn school(line: &Line<'_>) -> Option<Found<String>> {
    let named = |part: &&str| {
        words(part).any(|word| {
            let low = word.to_lowercase();
            SCHOOLS.contains(&low.as_str()) || low.ends_with("schule") || low.ends_with("universität")
        })
    };
    let parts =
        line.text.split(BETWEEN).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" at "));
    let part = parts.map(str::trim).find(named)?;
    // “University of Somewhere 2010” without the year.
    let cut = dates::all(part).first().map_or(part.len(), |date| date.0);
    let part = part[..cut].trim();
    (!part.is_empty()).then(|| Found { value: part.to_owned(), span: line.at(part) })
}

#[cfg(test)]
mod tests {
    use model::screening::Degree;

    use super::*;
    use crate::profile::{lines, sections};

    fn told(text: &str) -> Vec<(Option<Degree>, Option<String>, Option<String>)> {
        let text = format!("Education\n{text}");
        let mut lines = lines::of(&text);
        sections::mark(&text, &mut lines);
        let of = of(&lines);
        of.into_iter()
            .map(|e| (e.degree.map(|d| d.value), e.field.map(|f| f.value), e.institution.map(|i| i.value)))
            .collect()
    }

    fn one(degree: Degree, field: &str, school: &str) -> (Option<Degree>, Option<String>, Option<String>) {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (Some(degree), some(field), some(school))
    }

    #[test]
    fn degrees_fields_and_schools() {
        assert_eq!(
            told(
                "BSc Physics\t2010 – 2014\nUniversity of Somewhere\n\nMSc in Computer Science, Hill College, 2016"
            ),
            [
                one(Degree::Bachelor, "Physics", "University of Somewhere"),
                one(Degree::Master, "Computer Science", "Hill College")
            ]
        );
        assert_eq!(
            told(
                "2010 – 2014\tHill University\nBachelor of Science in Physics\n2008 – 2010\tTown Academy\nDiploma in Nursing"
            ),
            [
                one(Degree::Bachelor, "Physics", "Hill University"),
                one(Degree::Diploma, "Nursing", "Town Academy")
            ]
        );
        assert_eq!(
            told("Ausbildung zur Köchin, Berufsschule Kiel, 2009\nAbitur, Gymnasium am See, 2006"),
            [
                one(Degree::Vocational, "Köchin", "Berufsschule Kiel"),
                one(Degree::School, "", "Gymnasium am See")
            ]
        );
    }

    #[test]
    fn what_stands_apart_from_a_whole_entry_and_says_nothing_of_it_is_not_quoted() {
        let text = "Education\n\nBSc Computer Science\nUniversidad de Valdoria\n2012 – 2015\n\nLeilani Parata\nEngineer\n";
        let mut lines = lines::of(text);
        sections::mark(text, &mut lines);
        let found = of(&lines);
        assert_eq!(found.len(), 1);
        let span = found[0].span;
        assert!(!text[span.start as usize..span.end as usize].contains("Leilani"));
    }
}
