//! Languages, certificates and plain words: there or not there.

use model::screening::{Fluency, MatchedBy, SectionKind, Span};

use super::evidence::Evidence;
use super::finding::Finding;
use super::tell::{any_of, fluency, language, sentence};
use crate::skills::Taxonomy;

/// Judges “speaks this language, so well”.
pub fn spoken(evidence: &Evidence<'_>, code: &str, least: Option<Fluency>) -> Finding {
    let name = language(code);
    let wanted = least.map_or_else(|| name.clone(), |least| format!("{} {name}", fluency(least)));
    let change = sentence(&format!("{wanted} among the languages."));
    let shown = evidence.profile.languages.iter().filter(|shown| shown.code.eq_ignore_ascii_case(code));
    let Some(shown) = shown.max_by_key(|shown| (shown.fluency, std::cmp::Reverse(shown.span))) else {
        if evidence.profile.languages.is_empty() && !evidence.has(&[SectionKind::Languages]) {
            return Finding::unknown("The résumé says nothing of languages.".into(), change);
        }
        return Finding::not_shown(format!("{name} is not among the languages."), change);
    };
    let spans = vec![shown.span];
    match (shown.fluency, least) {
        (_, None) => Finding::met(MatchedBy::Name, format!("Speaks {name}."), spans),
        (Some(told), Some(least)) if told >= least => {
            Finding::met(MatchedBy::Measure, format!("Speaks {} {name}.", fluency(told)), spans)
        }
        (Some(told), Some(_)) => {
            let told = format!("Speaks {} {name}; the job asks for {wanted}.", fluency(told));
            Finding::partly(MatchedBy::Measure, 50, told, spans, change)
        }
        (None, Some(_)) => {
            let told = format!("Speaks {name}, but does not say how well; the job asks for {wanted}.");
            Finding::partly(MatchedBy::Name, 50, told, spans, change)
        }
    }
}

/// Judges “has one of these certificates”.
pub fn certified(evidence: &Evidence<'_>, names: &[String]) -> Finding {
    let all = any_of(names);
    let mut places: Vec<(MatchedBy, Span)> =
        names.iter().flat_map(|name| evidence.phrase(name)).map(|(span, by)| (by, span)).collect();
    let taxonomy = Taxonomy::shipped();
    let asked: Vec<usize> = names.iter().flat_map(|name| taxonomy.named(name)).collect();
    for shown in &evidence.profile.skills {
        let Some(skill) = taxonomy.by_id(&shown.skill) else { continue };
        let by = match asked.contains(&skill) {
            true => MatchedBy::Alias,
            false if asked.iter().any(|&broad| taxonomy.implies(skill, broad)) => MatchedBy::Taxonomy,
            false => continue,
        };
        places.extend(shown.spans.iter().filter(|span| !evidence.is_firm(**span)).map(|&span| (by, span)));
    }
    // Found by its name wins over the same place found by an alias.
    places.sort_by_key(|&(by, span)| {
        (by != MatchedBy::Name, by != MatchedBy::Stem, by != MatchedBy::Alias, span)
    });
    let change = format!("{all} among the certificates.");
    let Some(&(by, first)) = places.first() else {
        if evidence.profile.certificates.is_empty() && !evidence.has(&[SectionKind::Certificates]) {
            return Finding::unknown("The résumé says nothing of certificates.".into(), change);
        }
        return Finding::not_shown(format!("{all} is not among the certificates."), change);
    };
    let written = evidence.profile.document.quote(first);
    let spans = places.iter().map(|&(_, span)| span).collect();
    Finding::met(by, format!("Names {written}."), spans)
}

/// Judges “says one of these words”.
pub fn said(evidence: &Evidence<'_>, phrases: &[String]) -> Finding {
    let mut places: Vec<(Span, MatchedBy)> =
        phrases.iter().flat_map(|phrase| evidence.phrase(phrase)).collect();
    places.sort_by_key(|&(span, by)| (by != MatchedBy::Name, span));
    let Some(&(first, by)) = places.first() else {
        let all = phrases.join("” or “");
        return Finding::not_shown(
            format!("Does not say “{all}”."),
            format!("A sentence that says “{all}”."),
        );
    };
    let written = evidence.profile.document.quote(first);
    Finding::met(by, format!("Says “{written}”."), places.iter().map(|&(span, _)| span).collect())
}
