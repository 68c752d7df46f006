//! Headings of a résumé's parts, in the words that people use.

use model::screening::SectionKind::{self, *};

/// Headings in small letters without blanks, so that letters set wide apart are recognised too.
const HEADINGS: &[(SectionKind, &[&str])] = &[
    (
        Contact,
        &[
            "contact",
            "contactdetails",
            "contactinformation",
            "contactme",
            "personaldetails",
            "personalinformation",
            "personaldata",
            "details",
            "kontakt",
            "kontaktdaten",
            "persönlichedaten",
            "zurperson",
            "coordonnées",
            "contactez",
            "datospersonales",
            "contacto",
            "informaciónpersonal",
            "étatcivil",
        ],
    ),
    (
        Summary,
        &[
            "summary",
            "profile",
            "aboutme",
            "about",
            "objective",
            "careerobjective",
            "professionalsummary",
            "professionalprofile",
            "careersummary",
            "executivesummary",
            "personalstatement",
            "personalprofile",
            "summaryofqualifications",
            "profil",
            "kurzprofil",
            "übermich",
            "zusammenfassung",
            "àpropos",
            "résumé",
            "objectif",
            "perfil",
            "perfilprofesional",
            "sobremí",
            "resumen",
            "careerprofile",
            "introduction",
        ],
    ),
    (
        Experience,
        &[
            "experience",
            "workexperience",
            "professionalexperience",
            "employment",
            "employmenthistory",
            "workhistory",
            "careerhistory",
            "relevantexperience",
            "jobhistory",
            "positionsheld",
            "professionalbackground",
            "career",
            "professionalhistory",
            "employmentexperience",
            "industryexperience",
            "experiences",
            "workingexperience",
            "selectedexperience",
            "berufserfahrung",
            "berufspraxis",
            "beruflicherwerdegang",
            "werdegang",
            "beruflichererfahrung",
            "beruflicheerfahrung",
            "praktischeerfahrung",
            "arbeitserfahrung",
            "beruflichestationen",
            "expérience",
            "expériences",
            "expérienceprofessionnelle",
            "expériencesprofessionnelles",
            "parcoursprofessionnel",
            "experiencia",
            "experiencialaboral",
            "experienciaprofesional",
            "trayectoria",
            "trayectoriaprofesional",
            "historiallaboral",
        ],
    ),
    (
        Education,
        &[
            "education",
            "academicbackground",
            "educationalbackground",
            "academichistory",
            "qualifications",
            "academicqualifications",
            "educationhistory",
            "studies",
            "educationandtraining",
            "schooling",
            "ausbildung",
            "bildung",
            "bildungsweg",
            "studium",
            "schulbildung",
            "akademischeausbildung",
            "schulischerwerdegang",
            "bildungsgang",
            "formation",
            "formations",
            "études",
            "diplômes",
            "parcoursacadémique",
            "educación",
            "formación",
            "formaciónacadémica",
            "estudios",
        ],
    ),
    (
        Skills,
        &[
            "skills",
            "technicalskills",
            "keyskills",
            "coreskills",
            "corecompetencies",
            "competencies",
            "expertise",
            "areasofexpertise",
            "technologies",
            "techstack",
            "tools",
            "professionalskills",
            "skillset",
            "abilities",
            "strengths",
            "softskills",
            "hardskills",
            "computerskills",
            "itskills",
            "technicalproficiencies",
            "skillshighlights",
            "keycompetencies",
            "kenntnisse",
            "fähigkeiten",
            "kompetenzen",
            "fachkenntnisse",
            "edvkenntnisse",
            "edv-kenntnisse",
            "itkenntnisse",
            "it-kenntnisse",
            "fachlichekompetenzen",
            "stärken",
            "kenntnisseundfähigkeiten",
            "compétences",
            "compétencestechniques",
            "compétencesclés",
            "savoir-faire",
            "habilidades",
            "competencias",
            "aptitudes",
            "conocimientos",
            "habilidadestécnicas",
        ],
    ),
    (
        Languages,
        &[
            "languages",
            "languageskills",
            "languagesspoken",
            "spokenlanguages",
            "foreignlanguages",
            "sprachen",
            "sprachkenntnisse",
            "fremdsprachen",
            "langues",
            "langue",
            "idiomas",
            "lenguas",
            "language",
        ],
    ),
    (
        Certificates,
        &[
            "certificates",
            "certifications",
            "certification",
            "licenses",
            "licences",
            "professionalcertifications",
            "courses",
            "training",
            "trainings",
            "professionaldevelopment",
            "accreditations",
            "credentials",
            "zertifikate",
            "zertifizierungen",
            "weiterbildung",
            "weiterbildungen",
            "fortbildungen",
            "fortbildung",
            "lizenzen",
            "führerschein",
            "certificats",
            "permis",
            "certificados",
            "certificaciones",
            "cursos",
            "furthertraining",
        ],
    ),
    (
        Projects,
        &[
            "projects",
            "keyprojects",
            "personalprojects",
            "selectedprojects",
            "publications",
            "research",
            "portfolio",
            "projekte",
            "publikationen",
            "veröffentlichungen",
            "projets",
            "proyectos",
            "publicaciones",
            "sideprojects",
        ],
    ),
    (
        Other,
        &[
            "interests",
            "hobbies",
            "hobbiesandinterests",
            "references",
            "referees",
            "volunteering",
            "volunteerexperience",
            "volunteerwork",
            "awards",
            "honors",
            "honours",
            "achievements",
            "activities",
            "memberships",
            "affiliations",
            "miscellaneous",
            "other",
            "additionalinformation",
            "extracurricularactivities",
            "voluntarywork",
            "hobbys",
            "interessen",
            "ehrenamt",
            "referenzen",
            "sonstiges",
            "auszeichnungen",
            "engagement",
            "freizeit",
            "loisirs",
            "centresd'intérêt",
            "bénévolat",
            "références",
            "divers",
            "intereses",
            "aficiones",
            "referencias",
            "voluntariado",
            "otros",
            "premios",
            "personalinterests",
            "recognition",
            "patents",
        ],
    ),
];

/// Longer lines are no headings, in letters.
const LONGEST: usize = 48;

/// What a line is the heading of.
pub(super) fn of(line: &str) -> Option<SectionKind> {
    if line.chars().count() > LONGEST {
        return None;
    }
    let bare = line.trim_matches(|letter: char| !letter.is_alphanumeric());
    let whole = squeezed(bare);
    // “Skills and tools”: the first part tells.
    let first = [" & ", " and ", " und ", " et ", " y ", " / ", ", "]
        .iter()
        .filter_map(|between| bare.to_lowercase().find(between))
        .min()
        .and_then(|end| bare.get(..end));
    known(&whole)
        .or_else(|| first.filter(|_| bare.split(' ').count() <= 5).and_then(|part| known(&squeezed(part))))
}

/// What a line is about that begins with a heading and a colon, and what it says of it.
pub(super) fn inline(line: &str) -> Option<(SectionKind, &str)> {
    let (heading, rest) = line.split_once([':', '\t'])?;
    let rest = rest.trim();
    (!rest.is_empty()).then(|| of(heading)).flatten().map(|kind| (kind, rest))
}

fn squeezed(heading: &str) -> String {
    heading.to_lowercase().replace('’', "'").replace(char::is_whitespace, "")
}

fn known(squeezed: &str) -> Option<SectionKind> {
    HEADINGS.iter().find(|(_, names)| names.contains(&squeezed)).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_come_in_many_spellings() {
        for heading in
            ["EXPERIENCE", "Work Experience:", "— E X P E R I E N C E —", "Berufserfahrung", "EXPÉRIENCE"]
        {
            assert_eq!(of(heading), Some(Experience), "{heading}");
        }
        assert_eq!(of("Skills & Tools"), Some(Skills));
        assert_eq!(of("Education and Training"), Some(Education));
        assert_eq!(of("Acme Experience Ltd"), None);
        assert_eq!(of("Experience with large teams and with their many different needs"), None);
        assert_eq!(inline("Languages: German (native)"), Some((Languages, "German (native)")));
        assert_eq!(inline("Tel: 030 0000"), None);
    }
}
