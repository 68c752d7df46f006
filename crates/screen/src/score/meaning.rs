//! Likeness of meaning, for skills that no name, alias, form or narrower skill shows. Off unless a model is given.
//!
//! The model is asked beforehand, in one call, so that a score stays arithmetic over what is known.

use std::collections::BTreeMap;

use model::screening::{Asks, Criteria, ResumeProfile, Span};

/// A model that places texts so that those of like meaning lie close to each other.
pub trait Embed {
    /// Why it gave nothing.
    type Error;

    /// Its name and version, which stand on every score that it took part in.
    fn model(&self) -> &str;

    /// One vector for each text, all of the same length.
    ///
    /// # Errors
    /// Whatever kept the model from answering.
    fn embed(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, Self::Error>;
}

/// How like a line of a résumé is to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// The line.
    pub span: Span,
    /// Cosine of the angle between them, in hundredths.
    pub hundredths: u8,
}

/// For names of skills, the line of the résumé that is closest in meaning, where it is close enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanings {
    model: String,
    closest: BTreeMap<String, Likeness>,
}

/// The longest résumé that a model is asked about, in lines.
const LINES: usize = 400;

impl Meanings {
    /// Asks a model which lines of a résumé come close to the skills that criteria name. `least` is the cosine, in
    /// hundredths, from which on a line counts.
    ///
    /// # Errors
    /// The model's own.
    pub fn ask<E: Embed>(
        profile: &ResumeProfile,
        criteria: &Criteria,
        model: &E,
        least: u8,
    ) -> Result<Self, E::Error> {
        let mut names: Vec<String> = criteria
            .criteria
            .iter()
            .filter_map(|criterion| match &criterion.asks {
                Asks::Skill { any_of, .. } => Some(any_of.clone()),
                _ => None,
            })
            .flatten()
            .collect();
        names.sort();
        names.dedup();
        let lines = lines(&profile.document.text);
        let quotes = lines.iter().map(|&span| profile.document.quote(span).to_owned());
        let texts: Vec<String> = names.iter().cloned().chain(quotes).collect();
        let vectors = if names.is_empty() || lines.is_empty() { vec![] } else { model.embed(&texts)? };
        let (of_names, of_lines) = vectors.split_at(names.len().min(vectors.len()));
        let mut closest = BTreeMap::new();
        for (name, asked) in names.into_iter().zip(of_names) {
            let like = lines
                .iter()
                .zip(of_lines)
                .map(|(&span, line)| Likeness { span, hundredths: cosine(asked, line) });
            // The first of equals, so that the same input gives the same line.
            let best = like.reduce(|best, next| if next.hundredths > best.hundredths { next } else { best });
            if let Some(best) = best.filter(|best| best.hundredths >= least) {
                closest.insert(name, best);
            }
        }
        Ok(Self { model: model.model().to_owned(), closest })
    }

    /// The model's name.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// The closest line for any of these names.
    pub fn closest<'n>(&self, names: &'n [String]) -> Option<(Likeness, &'n str)> {
        let found = names.iter().filter_map(|name| Some((*self.closest.get(name)?, name.as_str())));
        found.reduce(|best, next| if next.0.hundredths > best.0.hundredths { next } else { best })
    }
}

/// Lines that say more than a word.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let from = start + (line.len() - line.trim_start().len());
        let until = start + line.trim_end().len();
        if line.split_whitespace().nth(1).is_some() && lines.len() < LINES {
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            lines.push(Span { start: place(from), end: place(until) });
        }
        start += line.len() + 1;
    }
    lines
}

/// The cosine of the angle between two vectors in hundredths; 0 where they can't be compared.
fn cosine(a: &[f32], b: &[f32]) -> u8 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| f64::from(*x) * f64::from(*y)).sum::<f64>();
    let lengths = (dot(a, a) * dot(b, b)).sqrt();
    if a.len() != b.len() || !lengths.is_normal() {
        return 0;
    }
    // Within 0 and 100, so it fits.
    (dot(a, b) / lengths * 100.0).round().clamp(0.0, 100.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_in_hundredths() {
        assert_eq!(cosine(&[1.0, 0.0], &[2.0, 0.0]), 100);
        assert_eq!(cosine(&[1.0, 0.0], &[1.0, 1.0]), 71);
        assert_eq!(cosine(&[1.0, 0.0], &[-1.0, 0.0]), 0);
        assert_eq!(cosine(&[1.0], &[1.0, 1.0]), 0, "of different models");
        assert_eq!(cosine(&[0.0], &[0.0]), 0);
    }

    #[test]
    fn lines_have_places() {
        let text = "Skills\n  Ran a bakery \n\nTwo words";
        let quotes: Vec<_> = lines(text).iter().map(|s| &text[s.start as usize..s.end as usize]).collect();
        assert_eq!(quotes, ["Ran a bakery", "Two words"]);
    }
}
