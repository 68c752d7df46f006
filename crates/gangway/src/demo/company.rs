//! The company as a whole: who works in hiring, what they hire for, and who has applied.

use jiff::civil::Date;
use model::{access::Role, field::FieldKind};

use super::{
    jobs::{JOBS, Job, WORKFLOWS, Workflow},
    people::{Person, people},
};

/// A company in the middle of hiring. Positions in one list are referred to by index from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// What the workspace is called.
    pub name: &'static str,
    /// Those who hire, and so write the comments and become managers.
    pub team: &'static [TeamMember],
    /// The workflows that jobs use.
    pub workflows: &'static [Workflow],
    /// The jobs with applicants.
    pub jobs: &'static [Job],
    /// The fields that the company added to its candidates, one of each kind.
    pub fields: &'static [Field],
    /// The tags on its candidates, in their categories.
    pub tag_categories: &'static [TagCategory],
    /// Everybody who applied.
    pub people: Vec<Person>,
}

/// Someone of the hiring team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamMember {
    /// First and last name.
    pub name: &'static str,
    /// Work address.
    pub email: &'static str,
    /// What they do in the company.
    pub title: &'static str,
    /// What they may do in Gangway.
    pub role: Role,
}

/// A field that the company added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name people read.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// What can be chosen, where the kind has options.
    pub options: &'static [&'static str],
}

/// Tags that share a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagCategory {
    /// The name people read.
    pub name: &'static str,
    /// One of [`model::tag::COLOURS`].
    pub colour: &'static str,
    /// Its tags. A tag's name is in one category only.
    pub tags: &'static [&'static str],
}

/// The company as it stands on a day; the same seed and day give the same company.
pub fn company(seed: u64, today: Date) -> Company {
    Company {
        name: "Larkmoor Robotics",
        team: &TEAM,
        workflows: &WORKFLOWS,
        jobs: &JOBS,
        fields: &FIELDS,
        tag_categories: &TAG_CATEGORIES,
        people: people(seed, today),
    }
}

/// The hiring team.
pub const TEAM: [TeamMember; 8] = [
    member("Maya Okafor", "maya.okafor@larkmoor.example.com", "Head of Talent", Role::Administrator),
    member("Tom Lindqvist", "tom.lindqvist@larkmoor.example.com", "Senior Recruiter", Role::Recruiter),
    member("Priya Raman", "priya.raman@larkmoor.example.com", "VP Engineering", Role::HiringManager),
    member("Jonas Weber", "jonas.weber@larkmoor.example.com", "Design Director", Role::HiringManager),
    member("Hannah Doyle", "hannah.doyle@larkmoor.example.com", "Head of Sales, APAC", Role::HiringManager),
    member(
        "Marcus Bell",
        "marcus.bell@larkmoor.example.com",
        "Director of Customer Success",
        Role::HiringManager,
    ),
    member("Sofia Marino", "sofia.marino@larkmoor.example.com", "Chief People Officer", Role::HiringManager),
    member("Ella Novak", "ella.novak@larkmoor.example.com", "Head of Marketing", Role::HiringManager),
];

const fn member(name: &'static str, email: &'static str, title: &'static str, role: Role) -> TeamMember {
    TeamMember { name, email, title, role }
}

/// The added fields; [`people`] fills them by their position.
pub const FIELDS: [Field; 8] = [
    field("T-shirt size", FieldKind::ShortText, &[]),
    field("Recruiter's summary", FieldKind::LongText, &[]),
    field("Years of experience", FieldKind::Integer, &[]),
    field("Expected pay", FieldKind::Decimal, &[]),
    field("Available from", FieldKind::Date, &[]),
    field("Needs visa sponsorship", FieldKind::Boolean, &[]),
    field("Notice period", FieldKind::SingleSelect, &["None", "2 weeks", "1 month", "3 months"]),
    field(
        "Languages",
        FieldKind::MultiSelect,
        &[
            "English",
            "French",
            "German",
            "Hindi",
            "Mandarin",
            "Polish",
            "Portuguese",
            "Spanish",
            "Turkish",
            "Arabic",
        ],
    ),
];

const fn field(name: &'static str, kind: FieldKind, options: &'static [&'static str]) -> Field {
    Field { name, kind, options }
}

/// The tags; those of the first category are skills that [`super::trades`] speaks of.
pub const TAG_CATEGORIES: [TagCategory; 3] = [
    TagCategory {
        name: "Skill",
        colour: "blue",
        tags: &[
            "Rust",
            "TypeScript",
            "Kubernetes",
            "PostgreSQL",
            "Figma",
            "User research",
            "Design systems",
            "Salesforce",
            "Negotiation",
            "Renewals",
            "Onboarding",
            "Employment law",
            "Coaching",
            "SEO",
            "Copywriting",
        ],
    },
    TagCategory {
        name: "Status",
        colour: "amber",
        tags: &["Silver medallist", "Top choice", "On hold", "Keep in touch"],
    },
    TagCategory { name: "Mobility", colour: "teal", tags: &["Open to relocation", "Remote only", "Hybrid"] },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use model::tag::COLOURS;

    use super::*;

    #[test]
    fn the_same_seed_and_day_give_the_same_company() {
        let today = date(2026, 3, 2);
        assert_eq!(company(7, today), company(7, today));
        assert_ne!(company(7, today).people, company(8, today).people);
    }

    #[test]
    fn there_is_one_field_of_each_kind_and_every_tag_is_in_one_category() {
        assert_eq!(FIELDS.map(|field| field.kind), FieldKind::ALL);
        for field in FIELDS {
            assert_eq!(field.kind.has_options(), !field.options.is_empty(), "{}", field.name);
        }
        let tags: Vec<_> = TAG_CATEGORIES.iter().flat_map(|category| category.tags).collect();
        assert_eq!(tags.iter().collect::<BTreeSet<_>>().len(), tags.len());
        assert!(TAG_CATEGORIES.iter().all(|category| COLOURS.contains(&category.colour)));
    }
}
