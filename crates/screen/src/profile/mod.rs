//! The text of a résumé becomes a profile: who, where, when, what, each with its place in the text.
//!
//! Only the text is read; what it does not say stays unknown. Skills and months are counted by what the positions
//! say, and a gap between positions means nothing.

mod certificates;
mod contact;
pub(crate) mod dates;
mod education;
mod headings;
mod languages;
pub(crate) mod lines;
mod positions;
mod sections;
mod skills;
mod wording;

use model::screening::{Document, Month, ResumeProfile};

use crate::{blind, score::covered, skills::Taxonomy};

/// What a document says, read in this month: positions that go on are counted up to it.
pub fn read(document: Document, as_of: Month, taxonomy: &Taxonomy) -> ResumeProfile {
    let mut lines = lines::of(&document.text);
    let sections = sections::mark(&document.text, &mut lines);
    let positions = positions::of(&lines);
    let mut profile = ResumeProfile {
        contact: contact::of(&lines),
        sections,
        education: education::of(&lines),
        skills: vec![],
        languages: languages::of(&lines),
        certificates: certificates::of(&lines),
        months: covered(&positions, as_of),
        positions,
        document,
    };
    // A person called Ruby has not thereby shown that they know it.
    let blinded = blind::masked(&profile, taxonomy);
    profile.skills = skills::of(&blinded, &profile.positions, as_of, taxonomy);
    profile
}
