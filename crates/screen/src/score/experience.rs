//! Time at work, and titles held.

use model::screening::{MatchedBy, Position, Span};

use super::evidence::Evidence;
use super::finding::{Finding, share};
use super::months::covered;
use super::tell::{any_of, duration, sentence};
use super::titles::{Like, like};

/// Judges “so long at work”, under any title or under one of these.
pub fn judge(evidence: &Evidence<'_>, least: u32, titled: &[String]) -> Finding {
    let what = if titled.is_empty() { "of work".to_owned() } else { format!("as {}", any_of(titled)) };
    let held: Vec<&Position> = evidence
        .profile
        .positions
        .iter()
        .filter(|position| {
            titled.is_empty() || matches!(of(position, titled), Some(Like::Same | Like::Words))
        })
        .collect();
    let spans: Vec<Span> =
        held.iter().map(|position| position.title.as_ref().map_or(position.span, |t| t.span)).collect();
    let total = covered(held.iter().copied(), evidence.as_of);
    let total = if titled.is_empty() { total.or(evidence.profile.months) } else { total };
    let change = format!("Dated positions that show {} {what}.", duration(least));
    let Some(months) = total else {
        if held.is_empty() && evidence.profile.positions.iter().any(|position| position.title.is_some()) {
            return Finding::not_shown(format!("No position shows time {what}."), change);
        }
        return Finding::unknown(format!("No dated position says how long the time {what} was."), change);
    };
    let told = format!("Shows {} {what}; the job asks for {}.", duration(months), duration(least));
    if months >= least {
        return Finding::met(MatchedBy::Measure, told, spans);
    }
    let change = sentence(&format!("{} more {what}.", duration(least - months)));
    Finding::partly(MatchedBy::Measure, share(months, least), told, spans, change)
}

/// Judges “held one of these titles”.
pub fn title(evidence: &Evidence<'_>, titles: &[String]) -> Finding {
    let all = any_of(titles);
    let held =
        evidence.profile.positions.iter().filter_map(|position| Some((of(position, titles)?, position)));
    let mut held: Vec<_> =
        held.filter_map(|(like, position)| Some((like, position.title.as_ref()?))).collect();
    held.sort_by_key(|(like, title)| (*like, title.span));
    let spans = || held.iter().map(|(_, title)| title.span).collect::<Vec<_>>();
    match held.first() {
        Some((Like::Same, title)) => Finding::met(MatchedBy::Name, format!("Was {}.", title.value), spans()),
        Some((Like::Words, title)) => {
            Finding::met(MatchedBy::Stem, format!("Was {}, the same as {all}.", title.value), spans())
        }
        Some((Like::Below, title)) => Finding::partly(
            MatchedBy::Stem,
            50,
            format!("Was {}, which comes close to {all}.", title.value),
            spans(),
            format!("A position as {all}."),
        ),
        None if evidence.profile.positions.iter().any(|position| position.title.is_some()) => {
            Finding::not_shown(format!("No position was as {all}."), format!("A position as {all}."))
        }
        None => Finding::unknown("The résumé names no titles.".into(), format!("A position as {all}.")),
    }
}

fn of(position: &Position, titles: &[String]) -> Option<Like> {
    let held = &position.title.as_ref()?.value;
    titles.iter().filter_map(|title| like(held, title)).min()
}
