//! The labelled set: résumés written from planted facts, and for each criterion whether the facts meet it.
//!
//! The label is decided together with the facts, before any text is written; nothing here asks the scorer.

use model::screening::{Asks, Criterion, Degree, Document, DocumentKind, Fluency, Need};

use crate::quality::trades::{Skill, TRADES, Trade};

/// A résumé, a job's criteria, and whether each is met.
pub struct Pair {
    pub resume: Document,
    pub criteria: Vec<Criterion>,
    pub met: Vec<bool>,
}

/// A number after another, mixed so that neighbours differ (splitmix64).
struct Dice(u64);

impl Dice {
    fn of(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap()
    }
}

/// First and last year of the positions, whole years, counted from the pair's own first year. The last two overlap.
const YEARS: [(i32, i32); 4] = [(6, 8), (5, 7), (3, 4), (0, 2)];

#[derive(Default)]
struct Draft {
    summary: Vec<String>,
    /// Sentences of each position, in the order of [`YEARS`].
    work: [Vec<String>; 4],
    employers: [Option<String>; 4],
    titles: [String; 4],
    skills: Vec<String>,
    education: String,
    languages: Vec<String>,
    certificates: Vec<String>,
    hobbies: Vec<String>,
    criteria: Vec<Criterion>,
    met: Vec<bool>,
}

impl Draft {
    fn ask(&mut self, need: Need, asks: Asks, met: bool) {
        let id = format!("c{}", self.criteria.len());
        self.criteria.push(Criterion { id, need, weight: 5, asks });
        self.met.push(met);
    }
}

/// The pairs, always the same ones.
pub fn pairs(count: usize) -> Vec<Pair> {
    (0..count).map(|number| pair(number as u64)).collect()
}

fn pair(number: u64) -> Pair {
    let mut dice = Dice(number);
    let trade = &TRADES[dice.of(TRADES.len())];
    let mut draft = Draft::default();
    for (at, titles) in draft.titles.iter_mut().enumerate() {
        *titles = trade.other_title.into();
        draft.work[at].push(trade.filler[at].into());
    }
    let from = dice.of(5);
    for (at, skill) in (0..4).map(|at| (at, &trade.skills[(from + at) % 5])) {
        if at < 2 { named(&mut draft, skill, &mut dice) } else { for_long(&mut draft, skill, &mut dice) }
    }
    time_and_title(&mut draft, trade, &mut dice);
    education(&mut draft, trade, &mut dice);
    language(&mut draft, &mut dice);
    certificate(&mut draft, trade, &mut dice);
    let resume = Document {
        kind: DocumentKind::Text,
        text: super::layout::write(&draft.text(), &YEARS, number),
        pages: vec![0],
    };
    Pair { resume, criteria: draft.criteria, met: draft.met }
}

/// A skill that is asked for without a time.
fn named(draft: &mut Draft, skill: &Skill, dice: &mut Dice) {
    let place = dice.of(4);
    let met = match dice.of(9) {
        0 => {
            draft.skills.push(skill.name.into());
            true
        }
        1 => {
            draft.work[place].push(format!("Worked daily with {}", skill.name));
            true
        }
        2 => {
            draft.work[place].push(format!("Responsible for {}", skill.alias));
            true
        }
        3 => {
            draft.work[place].push(format!("Introduced {} and trained others in it", skill.narrower));
            true
        }
        4 => {
            draft.summary.push(format!("No experience with {}", skill.name));
            false
        }
        5 => {
            draft.summary.push(format!("Eager to learn {}", skill.name));
            false
        }
        6 => {
            draft.employers[place] = Some(format!("{} Holdings Ltd", skill.name));
            false
        }
        7 => {
            draft.hobbies.push(skill.other_sense.into());
            false
        }
        _ => false,
    };
    draft.ask(Need::Must, Asks::Skill { any_of: vec![skill.name.into()], months: None }, met);
}

/// A skill that is asked for with a time. Positions last 36, 36, 24 and 36 months; the first two together 48.
fn for_long(draft: &mut Draft, skill: &Skill, dice: &mut Dice) {
    let writes = [skill.name, skill.alias, skill.narrower][dice.of(3)];
    let mut used = |places: &[usize]| {
        for &place in places {
            draft.work[place].push(format!("Responsible for {writes}"));
        }
    };
    let (months, met) = match dice.of(7) {
        0 => {
            used(&[3]);
            (24, true)
        }
        1 => {
            used(&[2, 3]);
            (48, true)
        }
        2 => {
            used(&[0, 1]);
            (60, false)
        }
        3 => {
            used(&[2]);
            (36, false)
        }
        4 => {
            draft.skills.push(writes.into());
            (24, false)
        }
        5 => {
            draft.summary.push(format!("7 years of experience in {writes}"));
            (60, true)
        }
        _ => (24, false),
    };
    draft.ask(Need::Preferred, Asks::Skill { any_of: vec![skill.name.into()], months: Some(months) }, met);
}

fn time_and_title(draft: &mut Draft, trade: &Trade, dice: &mut Dice) {
    // All positions together last 108 months; counted twice where they overlap, 132.
    let (months, met) = [(96, true), (108, true), (120, false), (180, false)][dice.of(4)];
    draft.ask(Need::Preferred, Asks::Experience { months, titled: vec![] }, met);
    let place = dice.of(4);
    let (title, met) = [
        (trade.title, true),
        (trade.title_like, true),
        (trade.title_below, false),
        (trade.other_title, false),
    ][dice.of(4)];
    draft.titles[place] = title.into();
    draft.ask(Need::Must, Asks::Title { any_of: vec![trade.title.into()] }, met);
}

fn education(draft: &mut Draft, trade: &Trade, dice: &mut Dice) {
    let (text, met) = match dice.of(5) {
        0 => (format!("Bachelor of Science in {}", trade.field), true),
        1 => (format!("Master of Science in {}", trade.field_kin), true),
        2 => ("Bachelor of Arts in Art History".into(), false),
        3 => (format!("Associate Degree in {}", trade.field), false),
        _ => (format!("BSc {}", trade.field), true),
    };
    draft.education = text;
    let asks = Asks::Education { at_least: Degree::Bachelor, fields: vec![trade.field.into()] };
    draft.ask(Need::Preferred, asks, met);
}

fn language(draft: &mut Draft, dice: &mut Dice) {
    const ASKED: [(&str, &str, &str); 3] = [
        ("pl", "Polish", "Liked to polish old cars"),
        ("fr", "French", "Collected French press coffee makers"),
        ("de", "German", "Bred German shepherd dogs"),
    ];
    let (code, name, other_sense) = ASKED[dice.of(3)];
    draft.languages.push("English (native)".into());
    let met = match dice.of(5) {
        0 => {
            draft.languages.push(format!("{name} (fluent)"));
            true
        }
        1 => {
            draft.languages.push(format!("{name} (C1)"));
            true
        }
        2 => {
            draft.languages.push(format!("{name} (basic)"));
            false
        }
        3 => {
            draft.hobbies.push(other_sense.into());
            false
        }
        _ => false,
    };
    draft.ask(Need::Nice, Asks::Language { code: code.into(), at_least: Some(Fluency::Fluent) }, met);
}

fn certificate(draft: &mut Draft, trade: &Trade, dice: &mut Dice) {
    draft.certificates.push("Course in public speaking, 2015".into());
    let [name, short] = trade.certificate;
    let met = match dice.of(4) {
        0 => {
            draft.certificates.push(format!("{name}, 2018"));
            true
        }
        1 => {
            draft.certificates.push(format!("{short}, 2019"));
            true
        }
        2 => {
            draft.summary.push(format!("No {short} yet"));
            false
        }
        _ => false,
    };
    draft.ask(Need::Preferred, Asks::Certificate { any_of: vec![name.into()] }, met);
}

impl Draft {
    fn text(&self) -> super::layout::Parts<'_> {
        super::layout::Parts {
            summary: &self.summary,
            work: &self.work,
            employers: &self.employers,
            titles: &self.titles,
            skills: &self.skills,
            education: &self.education,
            languages: &self.languages,
            certificates: &self.certificates,
            hobbies: &self.hobbies,
        }
    }
}
