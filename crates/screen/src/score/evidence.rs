//! A résumé made ready to be asked: its words, what is no evidence in it, and the quotes it gives.

use model::screening::{MatchedBy, Month, Quote, QuoteSource, ResumeProfile, SectionKind, Span};

use crate::skills::{Break, Word, is_denied, words};

/// How many quotes a reason shows.
const QUOTES: usize = 3;

/// The longest quote, in bytes.
const LONG: usize = 160;

/// A résumé with its words.
pub struct Evidence<'a> {
    /// What the résumé says.
    pub profile: &'a ResumeProfile,
    /// The month up to which what goes on is counted.
    pub as_of: Month,
    words: Vec<Word>,
    /// Names of firms and schools: whoever worked at Oracle Corporation has not worked with its database.
    firms: Vec<Span>,
}

impl<'a> Evidence<'a> {
    /// Reads the words.
    pub fn of(profile: &'a ResumeProfile, as_of: Month) -> Self {
        let employers = profile.positions.iter().filter_map(|position| position.employer.as_ref());
        let schools = profile.education.iter().filter_map(|education| education.institution.as_ref());
        let firms = employers.chain(schools).map(|found| found.span).collect();
        Self { profile, as_of, words: words(&profile.document.text), firms }
    }

    /// Whether there is enough text to ask it anything.
    pub fn is_readable(&self) -> bool {
        self.words.len() >= 10
    }

    /// Whether it has one of these parts.
    pub fn has(&self, kinds: &[SectionKind]) -> bool {
        self.profile.sections.iter().any(|section| kinds.contains(&section.kind))
    }

    /// Whether it has the part in which work and skills would stand. A text without headings is all one part.
    pub fn tells_of_work(&self) -> bool {
        use SectionKind::{Experience, Projects, Skills, Summary};
        !self.profile.positions.is_empty()
            || self.profile.sections.is_empty()
            || self.has(&[Experience, Projects, Skills, Summary])
    }

    /// Whether a place is part of a firm's or a school's name.
    pub fn is_firm(&self, span: Span) -> bool {
        self.firms.iter().any(|firm| span.start < firm.end && firm.start < span.end)
    }

    /// Places that say a name or a phrase, in this or another form of its words, and do not deny it.
    pub fn phrase(&self, name: &str) -> Vec<(Span, MatchedBy)> {
        let wanted = words(name);
        let exact =
            matches!(&wanted[..], [one] if one.low.len() <= 4 && name.trim() == name.trim().to_uppercase());
        if wanted.is_empty() {
            return vec![];
        }
        let mut found = Vec::new();
        for (at, run) in self.words.windows(wanted.len()).enumerate() {
            let meets = run.iter().zip(&wanted).all(|(word, wanted)| word.stem == wanted.stem);
            if !meets || run[1..].iter().any(|word| word.begins >= Break::Clause) {
                continue;
            }
            let span = Span { start: run[0].span.start, end: run[run.len() - 1].span.end };
            let cased = !exact || self.profile.document.quote(span) == name.trim();
            if cased && !self.is_firm(span) && !is_denied(&self.words, at) {
                let same = run.iter().zip(&wanted).all(|(word, wanted)| word.low == wanted.low);
                found.push((span, if same { MatchedBy::Name } else { MatchedBy::Stem }));
            }
        }
        found
    }

    /// Months that the text itself says of the thing named at a place: “5 years of Python”, “Python (5 years)”.
    pub fn claimed(&self, span: Span) -> Option<u32> {
        let at = self.words.partition_point(|word| word.span.start < span.start);
        let end = self.words.partition_point(|word| word.span.start < span.end);
        let mut begin = at;
        while begin > 0 && at - begin < 9 && self.words.get(begin)?.begins < Break::Clause {
            begin -= 1;
        }
        let before = self.words.get(begin..at)?;
        let after = self.words.get(end..self.words.len().min(end + 3))?;
        let after = after.first().filter(|word| word.begins == Break::Comma).map_or(&[][..], |_| after);
        let of = |run: &[Word]| run.windows(2).filter_map(|pair| time(&pair[0].low, &pair[1].low)).max();
        // “5 years … Python”: the time must lead to the name, not end another thing's.
        let leads = |run: &[Word]| {
            let place = run.windows(2).rposition(|pair| time(&pair[0].low, &pair[1].low).is_some())?;
            let link = run.get(place + 2)?;
            matches!(
                link.low.as_str(),
                "of" | "experience"
                    | "with"
                    | "in"
                    | "using"
                    | "as"
                    | "working"
                    | "hands"
                    | "professional"
                    | "commercial"
                    | "practical"
            )
            .then(|| of(&run[place..]))?
        };
        leads(before).max(of(after))
    }

    /// Quotes for places, those that stand apart first, at most three.
    pub fn quotes(&self, spans: &[Span]) -> Vec<Quote> {
        let mut quotes: Vec<Quote> = Vec::new();
        for &span in spans {
            let around = self.around(span);
            let source = QuoteSource::Resume {
                span: around,
                page: u32::try_from(self.profile.document.page_of(around)).unwrap_or(1),
            };
            if quotes.len() < QUOTES && !quotes.iter().any(|quote| quote.source == source) {
                quotes.push(Quote { text: self.profile.document.quote(around).into(), source });
            }
        }
        quotes
    }

    /// The line around a place, or the place itself where the line is long.
    fn around(&self, span: Span) -> Span {
        let text = &self.profile.document.text;
        let (start, end) = (span.start as usize, span.end as usize);
        let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return span };
        let from = before.rfind('\n').map_or(0, |at| at + 1);
        let until = end + after.find('\n').unwrap_or(after.len());
        if until - from > LONG {
            return span;
        }
        let line = &text[from..until];
        let from = from + (line.len() - line.trim_start_matches([' ', '\t', '•', '-', '*', '–', '·']).len());
        let until = until - (line.len() - line.trim_end().len());
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { start: place(from.min(start)), end: place(until.max(end)) }
    }
}

/// Months that two words say: “5 years”, “eighteen months”.
pub fn time(number: &str, unit: &str) -> Option<u32> {
    const NAMES: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let number = match number.parse::<f32>() {
        Ok(number) if (0.0..=60.0).contains(&number) => number,
        Ok(_) => return None,
        Err(_) => NAMES
            .iter()
            .position(|name| *name == number)
            .and_then(|at| u8::try_from(at).ok())
            .map(f32::from)?,
    };
    let months = match unit {
        "year" | "years" | "yr" | "yrs" => number * 12.0,
        "month" | "months" => number,
        _ => return None,
    };
    // At most 60 years, so it fits.
    Some(months as u32)
}
