//! Whether a résumé shows a skill, and for how long.

use model::screening::{MatchedBy, Position, Span};

use super::answered::Shown;
use super::evidence::Evidence;
use super::finding::{Finding, share};
use super::meaning::Meanings;
use super::months::covered;
use super::tell::{any_of, duration};
use crate::skills::{Taxonomy, words};

/// A place that shows one of the skills that are asked for.
struct Place {
    by: MatchedBy,
    span: Span,
    /// The skill's name in the taxonomy, or the name that was asked for.
    name: String,
}

/// Judges “any one of these skills”, some months of it where a number stands. Being shown is half of it where a time
/// is asked for, the time is the other half: so a skill without dates is no worse than one with few.
pub fn judge(
    evidence: &Evidence<'_>,
    answers: &[Shown],
    names: &[String],
    months: Option<u32>,
    meanings: Option<&Meanings>,
) -> Finding {
    let asked: Vec<usize> = names.iter().flat_map(|name| Taxonomy::shipped().named(name)).collect();
    let mut places = places(evidence, names, &asked);
    places.sort_by_key(|place| (rank(place.by), place.span));
    let answered: Vec<&Shown> = answers.iter().filter(|shown| covers(&asked, shown.skill)).collect();
    let quotes: Vec<_> = answered.iter().map(|shown| shown.quote.clone()).collect();
    let all = any_of(names);
    let Some(by) = places.first().map(|place| place.by).or((!answered.is_empty()).then_some(MatchedBy::Name))
    else {
        return missing(evidence, names, meanings);
    };
    let naming =
        places.first().map_or_else(|| format!("An answer shows {all}"), |place| how(place, names, evidence));
    let spans = || places.iter().map(|place| place.span).collect::<Vec<_>>();
    let Some(least) = months else {
        return Finding::met(by, format!("{naming}."), spans()).answered(quotes);
    };
    let said = answered.iter().filter_map(|shown| shown.months).max();
    let Some(shown) = time(evidence, &places).max(said) else {
        let sentence = format!(
            "{naming}, but no dated position says for how long; the job asks for {}.",
            duration(least)
        );
        let change = format!("A dated position that names {all}.");
        return Finding::partly(by, 50, sentence, spans(), change).answered(quotes);
    };
    let of = places.first().map_or(&all, |place| &place.name);
    let sentence = format!("Shows {} of {of}; the job asks for {}.", duration(shown), duration(least));
    if shown >= least {
        return Finding::met(by, sentence, spans()).answered(quotes);
    }
    let change = format!("{} more with {all}.", duration(least - shown));
    Finding::partly(by, 50 + share(shown, least) / 2, sentence, spans(), change).answered(quotes)
}

fn missing(evidence: &Evidence<'_>, names: &[String], meanings: Option<&Meanings>) -> Finding {
    let all = any_of(names);
    if let Some((likeness, name)) = meanings.and_then(|meanings| meanings.closest(names)) {
        let quote = evidence.profile.document.quote(likeness.span);
        let sentence = format!("Does not name {name}; a model holds “{quote}” to be close to it in meaning.");
        let change = format!("Naming {name} outright.");
        return Finding::partly(MatchedBy::Semantic, 50, sentence, vec![likeness.span], change);
    }
    let change = format!("A position or a list of skills that names {all}.");
    if evidence.tells_of_work() {
        Finding::not_shown(format!("Nothing in the résumé shows {all}."), change)
    } else {
        Finding::unknown(format!("The résumé has no part in which {all} would stand."), change)
    }
}

fn places(evidence: &Evidence<'_>, names: &[String], asked: &[usize]) -> Vec<Place> {
    let taxonomy = Taxonomy::shipped();
    let mut places = Vec::new();
    for shown in &evidence.profile.skills {
        let Some(skill) = taxonomy.by_id(&shown.skill) else { continue };
        if !covers(asked, skill) {
            continue;
        }
        let implied = !asked.contains(&skill);
        for &span in shown.spans.iter().filter(|span| !evidence.is_firm(**span)) {
            let by = if implied { MatchedBy::Taxonomy } else { recognised(evidence, span, names) };
            places.push(Place { by, span, name: shown.name.clone() });
        }
    }
    for name in names.iter().filter(|name| taxonomy.named(name).is_empty()) {
        let found = evidence.phrase(name).into_iter();
        places.extend(found.map(|(span, by)| Place { by, span, name: name.clone() }));
    }
    places
}

/// Whether a skill is one of those asked for, or narrower than one.
fn covers(asked: &[usize], skill: usize) -> bool {
    asked.iter().any(|&broad| broad == skill || Taxonomy::shipped().implies(skill, broad))
}

/// How a place of the very skill was recognised, measured by the names that were asked for.
fn recognised(evidence: &Evidence<'_>, span: Span, names: &[String]) -> MatchedBy {
    let written = words(evidence.profile.document.quote(span));
    let like = |same: fn(&crate::skills::Word, &crate::skills::Word) -> bool| {
        names.iter().any(|name| {
            let name = words(name);
            name.len() == written.len() && name.iter().zip(&written).all(|(a, b)| same(a, b))
        })
    };
    if like(|a, b| a.low == b.low) {
        MatchedBy::Name
    } else if like(|a, b| a.stem == b.stem) {
        MatchedBy::Stem
    } else {
        MatchedBy::Alias
    }
}

fn how(place: &Place, names: &[String], evidence: &Evidence<'_>) -> String {
    let written = evidence.profile.document.quote(place.span);
    match place.by {
        MatchedBy::Taxonomy => format!("Names {written}, which implies {}", any_of(names)),
        MatchedBy::Alias => format!("Names {written}, another name of {}", place.name),
        _ => format!("Names {written}"),
    }
}

/// Months of dated positions whose text shows it, or more where the text itself says so.
fn time(evidence: &Evidence<'_>, places: &[Place]) -> Option<u32> {
    let within = |position: &&Position| {
        places
            .iter()
            .any(|place| position.span.start <= place.span.start && place.span.end <= position.span.end)
    };
    let dated = covered(evidence.profile.positions.iter().filter(within), evidence.as_of);
    dated.max(places.iter().filter_map(|place| evidence.claimed(place.span)).max())
}

fn rank(by: MatchedBy) -> u8 {
    match by {
        MatchedBy::Name => 0,
        MatchedBy::Stem => 1,
        MatchedBy::Alias => 2,
        MatchedBy::Taxonomy => 3,
        MatchedBy::Semantic | MatchedBy::Measure => 4,
    }
}
