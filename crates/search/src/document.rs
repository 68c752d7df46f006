//! What the index knows of a person, and how it keeps it.

use tantivy::{
    TantivyDocument,
    schema::{
        BytesOptions, FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STRING, Schema,
        TextFieldIndexing, TextOptions,
    },
};

use crate::{grammar::Part, words::NAME};

/// What is looked for of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Which profile it is.
    pub id: u128,
    /// The name.
    pub name: String,
    /// Current or last job title.
    pub title: String,
    /// Where they work.
    pub company: String,
    /// Town.
    pub city: String,
    /// State, county or province.
    pub region: String,
    /// Country.
    pub country: String,
    /// The branch of business.
    pub industry: String,
    /// What they can do.
    pub skills: Vec<String>,
    /// Labels.
    pub tags: Vec<String>,
    /// From where they are known: systems and files.
    pub sources: Vec<String>,
    /// On which lists they are.
    pub lists: Vec<String>,
    /// Whether they may be written to, in a word.
    pub consent: String,
    /// Years of work.
    pub years: Option<u8>,
    /// Everything else that can be looked for: summary, places of work and learning, notes.
    pub text: Vec<String>,
    /// When anything changed, in milliseconds since 1970: the newest come first where nothing is typed.
    pub changed: u64,
}

/// What people can be filtered by and are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// Current or last job title.
    Title,
    /// What they can do.
    Skill,
    /// Town.
    City,
    /// Country.
    Country,
    /// Years of work, in steps.
    Years,
    /// The branch of business.
    Industry,
    /// Where they work.
    Company,
    /// From where they are known.
    Source,
    /// Labels.
    Tag,
    /// On which lists they are.
    List,
    /// Whether they may be written to.
    Consent,
}

impl Facet {
    /// Every one, in the order in which a page shows them.
    pub const ALL: [Self; 11] = [
        Self::Title,
        Self::Skill,
        Self::City,
        Self::Country,
        Self::Years,
        Self::Industry,
        Self::Company,
        Self::Source,
        Self::Tag,
        Self::List,
        Self::Consent,
    ];

    /// Those that are counted: too many different companies, and few enough lists, need no counting.
    pub const COUNTED: [Self; 7] =
        [Self::Title, Self::Skill, Self::City, Self::Country, Self::Years, Self::Industry, Self::Source];

    /// The word that stands for it in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Skill => "skill",
            Self::City => "city",
            Self::Country => "country",
            Self::Years => "years",
            Self::Industry => "industry",
            Self::Company => "company",
            Self::Source => "source",
            Self::Tag => "tag",
            Self::List => "list",
            Self::Consent => "consent",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.as_str() == word)
    }
}

/// The steps in which years of work are counted.
pub fn years_step(years: u8) -> &'static str {
    match years {
        0..=2 => "0–2 years",
        3..=5 => "3–5 years",
        6..=10 => "6–10 years",
        11..=20 => "11–20 years",
        _ => "More than 20 years",
    }
}

/// The columns of the index.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    pub schema: Schema,
    pub id: Field,
    pub changed: Field,
    pub everything: Field,
    parts: [Field; 5],
    facets: [Field; Facet::ALL.len()],
}

impl Columns {
    pub fn new() -> Self {
        let mut made = Schema::builder();
        let words = |positions: IndexRecordOption| {
            let indexing = TextFieldIndexing::default().set_tokenizer(NAME).set_index_option(positions);
            TextOptions::default().set_indexing_options(indexing)
        };
        let id = made.add_bytes_field("id", BytesOptions::default().set_indexed());
        // The same in two halves, to be read quickly.
        made.add_u64_field("high", NumericOptions::default() | FAST);
        made.add_u64_field("low", NumericOptions::default() | FAST);
        let changed = made.add_u64_field("changed", NumericOptions::default() | FAST | INDEXED);
        let everything = made.add_text_field("everything", words(IndexRecordOption::WithFreqsAndPositions));
        let parts = ["in_name", "in_title", "in_skill", "in_company", "in_place"]
            .map(|name| made.add_text_field(name, words(IndexRecordOption::WithFreqsAndPositions)));
        let facets = Facet::ALL.map(|facet| made.add_text_field(facet.as_str(), STRING | FAST));
        Self { schema: made.build(), id, changed, everything, parts, facets }
    }

    pub fn part(&self, part: Part) -> Field {
        match part {
            Part::Anywhere => self.everything,
            Part::Name => self.parts[0],
            Part::Title => self.parts[1],
            Part::Skill => self.parts[2],
            Part::Company => self.parts[3],
            Part::Place => self.parts[4],
        }
    }

    pub fn facet(&self, facet: Facet) -> Field {
        self.facets[facet as usize]
    }

    pub fn document(&self, of: &Document) -> TantivyDocument {
        let field = |name: &str| self.schema.get_field(name).ok();
        let mut made = TantivyDocument::new();
        made.add_bytes(self.id, &of.id.to_be_bytes());
        for (name, half) in [("high", (of.id >> 64) as u64), ("low", of.id as u64)] {
            field(name).into_iter().for_each(|field| made.add_u64(field, half));
        }
        made.add_u64(self.changed, of.changed);
        let place = [&of.city, &of.region, &of.country].map(String::as_str).join(" ");
        for (part, texts) in [
            (Part::Name, std::slice::from_ref(&of.name)),
            (Part::Title, std::slice::from_ref(&of.title)),
            (Part::Skill, &of.skills),
            (Part::Company, std::slice::from_ref(&of.company)),
            (Part::Place, std::slice::from_ref(&place)),
        ] {
            for text in texts.iter().filter(|text| !text.trim().is_empty()) {
                made.add_text(self.part(part), text);
                made.add_text(self.everything, text);
                // Who is called so, or is one, comes before who mentions it: a word that stands twice weighs more.
                if matches!(part, Part::Name | Part::Title) {
                    made.add_text(self.everything, text);
                }
            }
        }
        for text in of.text.iter().chain(&of.tags).chain(Some(&of.industry)) {
            made.add_text(self.everything, text);
        }
        self.add_facets(of, &mut made);
        made
    }

    fn add_facets(&self, of: &Document, made: &mut TantivyDocument) {
        let years = of.years.map_or("", years_step).to_owned();
        for (facet, values) in [
            (Facet::Title, std::slice::from_ref(&of.title)),
            (Facet::Skill, &of.skills),
            (Facet::City, std::slice::from_ref(&of.city)),
            (Facet::Country, std::slice::from_ref(&of.country)),
            (Facet::Years, std::slice::from_ref(&years)),
            (Facet::Industry, std::slice::from_ref(&of.industry)),
            (Facet::Company, std::slice::from_ref(&of.company)),
            (Facet::Source, &of.sources),
            (Facet::Tag, &of.tags),
            (Facet::List, &of.lists),
            (Facet::Consent, std::slice::from_ref(&of.consent)),
        ] {
            for value in values.iter().filter(|value| !value.trim().is_empty()) {
                made.add_text(self.facet(facet), value.trim());
            }
        }
    }
}
