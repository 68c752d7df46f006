//! The stages of a job. The vendor names a job's interview stages and keeps apart, as an application's status, that it
//! ended; here both are stages, so that a board shows where everybody stands.

use model::{job::StageKind, remote::RemoteStage};

/// How an application ended, in the words of this connector: they can't be mistaken for the vendor's numbers.
pub const HIRED: &str = "hired";
/// See [`HIRED`].
pub const REJECTED: &str = "rejected";

/// An interview stage as both versions tell it.
pub struct Told {
    /// Its number.
    pub id: u64,
    /// The name people read.
    pub name: String,
    /// Its place, from 0.
    pub order: i64,
    /// Whether it is in use.
    pub active: bool,
}

/// The identifier of how an application of a job ended.
pub fn ended(job: u64, how: &str) -> String {
    format!("{job}-{how}")
}

/// Which end an identifier names.
pub fn end_of(stage: &str) -> Option<&'static str> {
    let (_, how) = stage.split_once('-')?;
    [HIRED, REJECTED].into_iter().find(|known| *known == how)
}

/// The job's stages in order: those in use, and the two ends.
pub fn all(job: u64, mut told: Vec<Told>) -> Vec<RemoteStage> {
    told.retain(|stage| stage.active);
    told.sort_by_key(|stage| (stage.order, stage.id));
    let of = |(place, stage): (usize, Told)| RemoteStage {
        external_id: stage.id.to_string(),
        kind: kind(place, &stage.name),
        name: stage.name,
    };
    let ends = [(HIRED, "Hired", StageKind::Hired), (REJECTED, "Rejected", StageKind::Rejected)];
    let ends =
        ends.map(|(how, name, kind)| RemoteStage { external_id: ended(job, how), name: name.into(), kind });
    told.into_iter().enumerate().map(of).chain(ends).collect()
}

/// What a stage means. The vendor tells only its name and its place, so that this is our reading of them.
fn kind(place: usize, name: &str) -> StageKind {
    let name = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if place == 0 {
        StageKind::Applied
    } else if has(&["offer"]) {
        StageKind::Offer
    } else if has(&["interview", "screen", "face to face", "onsite", "on-site", "panel", "call"]) {
        StageKind::Interview
    } else {
        StageKind::Review
    }
}

/// Where an application stands, by its status and its interview stage.
pub fn standing(job: u64, status: &str, stage: Option<u64>) -> String {
    match status {
        HIRED => ended(job, HIRED),
        REJECTED => ended(job, REJECTED),
        _ => stage.map(|stage| stage.to_string()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stages_in_use_stand_in_order_before_the_ends() {
        let told = |id, name: &str, order, active| Told { id, name: name.into(), order, active };
        let stages = all(
            7,
            vec![
                told(3, "Face to Face", 2, true),
                told(1, "Application Review", 0, true),
                told(4, "Offer", 3, true),
                told(9, "Old", 1, false),
                told(2, "Take home test", 1, true),
            ],
        );
        let seen: Vec<_> = stages.iter().map(|stage| (stage.external_id.as_str(), stage.kind)).collect();
        assert_eq!(
            seen,
            [
                ("1", StageKind::Applied),
                ("2", StageKind::Review),
                ("3", StageKind::Interview),
                ("4", StageKind::Offer),
                ("7-hired", StageKind::Hired),
                ("7-rejected", StageKind::Rejected),
            ]
        );
        assert_eq!((end_of("7-hired"), end_of("3"), end_of("7-other")), (Some(HIRED), None, None));
        assert_eq!(standing(7, "rejected", Some(2)), "7-rejected");
        assert_eq!(standing(7, "in_process", Some(2)), "2");
    }
}
