//! The parts of a résumé, by their headings.

use model::screening::{Section, SectionKind};

use super::{
    headings,
    lines::{Line, span},
};

/// Finds the parts and notes on each line which one it belongs to. What stands before the first heading is about
/// the person.
pub(super) fn mark(text: &str, lines: &mut [Line<'_>]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut now = SectionKind::Contact;
    for line in lines.iter_mut() {
        let heading = if line.item { None } else { headings::of(line.text) };
        // “Languages: …” on a line of its own begins a part, but inside a position it tells of the position.
        let inside = matches!(now, SectionKind::Experience | SectionKind::Education | SectionKind::Projects);
        let inline = headings::inline(line.text).filter(|_| !line.item && (line.apart || !inside));
        if let Some(kind) = heading.or(inline.map(|(kind, _)| kind)) {
            now = kind;
            sections.push(Section { kind, span: span(line.start, text.len()) });
        } else if sections.is_empty() {
            sections.push(Section { kind: now, span: span(0, text.len()) });
        }
        line.section = heading.is_none().then_some(now);
    }
    for nth in 1..sections.len() {
        sections[nth - 1].span.end = sections[nth].span.start;
    }
    for section in &mut sections {
        let (start, end) = (section.span.start as usize, section.span.end as usize);
        section.span = span(start, start + text[start..end].trim_end().len());
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::lines;

    #[test]
    fn headings_part_a_resume() {
        let text = "Zoe Brandt\nWelder\n\nExperience\nCook 2019\nTools: knives\n\nLanguages: German\n\nHobbies\nChess\n";
        let mut lines = lines::of(text);
        let sections = mark(text, &mut lines);
        let told: Vec<_> = sections
            .iter()
            .map(|section| (section.kind, &text[section.span.start as usize..section.span.end as usize]))
            .collect();
        assert_eq!(
            told,
            [
                (SectionKind::Contact, "Zoe Brandt\nWelder"),
                (SectionKind::Experience, "Experience\nCook 2019\nTools: knives"),
                (SectionKind::Languages, "Languages: German"),
                (SectionKind::Other, "Hobbies\nChess"),
            ]
        );
        assert_eq!(lines[2].section, None);
        assert_eq!(lines[4].section, Some(SectionKind::Experience));
    }
}
