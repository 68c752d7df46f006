//! Résumés for tests, written part by part, with the places that a reader of profiles would give.

use model::screening::{
    Contact, Degree, Document, DocumentKind, Education, Fluency, Found, LanguageShown, Month, Position,
    ResumeProfile, Section, SectionKind, SkillShown, Span, Until,
};

use crate::skills::Taxonomy;

/// A résumé that is being written.
#[derive(Clone, Debug)]
pub struct Draft(ResumeProfile);

impl Draft {
    pub fn new() -> Self {
        let document = Document { kind: DocumentKind::Text, text: String::new(), pages: vec![0] };
        Self(ResumeProfile {
            document,
            contact: Contact::default(),
            sections: vec![],
            positions: vec![],
            education: vec![],
            skills: vec![],
            languages: vec![],
            certificates: vec![],
            months: None,
        })
    }

    fn write(&mut self, text: &str) -> Span {
        let place = |at: usize| u32::try_from(at).unwrap();
        let start = place(self.0.document.text.len());
        self.0.document.text.push_str(text);
        Span { start, end: place(self.0.document.text.len()) }
    }

    fn section(mut self, kind: SectionKind, heading: &str) -> Self {
        let span = self.write(&format!("\n{heading}\n"));
        self.0.sections.push(Section { kind, span });
        self
    }

    /// A part with free text.
    pub fn part(self, kind: SectionKind, heading: &str, text: &str) -> Self {
        let mut draft = self.section(kind, heading);
        let span = draft.write(&format!("{text}\n"));
        if kind == SectionKind::Certificates {
            draft.0.certificates.push(Found { value: text.into(), span });
        }
        draft
    }

    /// A position; dates are years and months, the end open where it goes on.
    pub fn position(
        mut self,
        title: &str,
        employer: &str,
        from: (i16, u8),
        until: Option<(i16, u8)>,
        text: &str,
    ) -> Self {
        if !self.0.sections.iter().any(|section| section.kind == SectionKind::Experience) {
            self = self.section(SectionKind::Experience, "Experience");
        }
        let month = |(year, month): (i16, u8)| Month { year, month };
        let (title_at, _) = (self.write(title), self.write(", "));
        let employer_at = self.write(employer);
        let dates = self.write(&format!("\n{from:?} to {until:?}\n"));
        let end = self.write(&format!("{text}\n\n")).end;
        self.0.positions.push(Position {
            title: Some(Found { value: title.into(), span: title_at }),
            employer: Some(Found { value: employer.into(), span: employer_at }),
            from: Some(Found { value: month(from), span: dates }),
            until: until.map_or(Until::Now, |until| Until::Month(month(until))),
            span: Span { start: title_at.start, end },
        });
        self
    }

    pub fn education(mut self, degree: Degree, field: &str) -> Self {
        self = self.section(SectionKind::Education, "Education");
        let span = self.write(&format!("{degree:?} in {field}\n"));
        self.0.education.push(Education {
            degree: Some(Found { value: degree, span }),
            field: Some(Found { value: field.into(), span }),
            institution: None,
            span,
        });
        self
    }

    pub fn language(mut self, code: &str, fluency: Option<Fluency>) -> Self {
        self = self.section(SectionKind::Languages, "Languages");
        let span = self.write(&format!("{code} {fluency:?}\n"));
        self.0.languages.push(LanguageShown { code: code.into(), fluency, span });
        self
    }

    /// The profile, with the skills that the text names.
    pub fn done(mut self) -> ResumeProfile {
        let taxonomy = Taxonomy::shipped();
        for hit in taxonomy.find(&self.0.document.text) {
            let skill = &taxonomy.skills()[hit.skill];
            match self.0.skills.iter_mut().find(|shown| shown.skill == skill.id) {
                Some(shown) => shown.spans.push(hit.span),
                None => self.0.skills.push(SkillShown {
                    skill: skill.id.clone(),
                    name: skill.name.clone(),
                    spans: vec![hit.span],
                    months: None,
                }),
            }
        }
        self.0
    }
}
