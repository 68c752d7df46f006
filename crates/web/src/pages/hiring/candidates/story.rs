//! What happened to a candidate, as lines of the timeline.

use engine::hiring::profile::{Event, What};
use model::{CommentId, job::StageKind};

use super::there::{There, Way};
use crate::pages::integrations::view::Moment;

/// One line of the timeline.
pub(super) struct Line {
    pub(super) icon: &'static str,
    /// The tone of its mark.
    pub(super) tone: &'static str,
    pub(super) actor: String,
    pub(super) text: String,
    /// A comment's text.
    pub(super) note: String,
    /// The comment that the reader may change.
    pub(super) own: Option<CommentId>,
    /// How far it came on its way to other systems.
    pub(super) ways: Vec<Way>,
    pub(super) at: Moment,
}

/// The lines of a timeline.
pub(super) fn lines(events: Vec<Event>, there: &There) -> Vec<Line> {
    events.into_iter().map(|event| line(event, there)).collect()
}

fn line(event: Event, there: &There) -> Line {
    let at = event.at.into();
    let plain = |icon, text| Line {
        icon,
        tone: "",
        actor: event.actor.clone(),
        text,
        note: String::new(),
        own: None,
        ways: vec![],
        at,
    };
    match event.what {
        What::Moved(step, job) => {
            let (icon, tone) = match step.kind {
                StageKind::Hired => ("check", "is-ok"),
                StageKind::Rejected => ("x", "is-error"),
                _ => ("arrow-right", ""),
            };
            let text = match step.from {
                Some(from) => format!("moved from {from} to {} for {job}", step.to),
                None => format!("started at {} for {job}", step.to),
            };
            Line { tone, ..plain(icon, text) }
        }
        What::Said(comment, own) => {
            let text = if comment.edited_at.is_some() { "commented (changed since)" } else { "commented" };
            let (own, ways) = (own.then_some(comment.id), there.ways_of(comment.id));
            Line { note: comment.text, own, ways, ..plain("comment", text.into()) }
        }
        What::Did(action, detail) => {
            let icon = match action.split_once('.').map_or("", |(kind, _)| kind) {
                "attachment" => "file",
                "comment" => "comment",
                "application" => "briefcase",
                _ if action.contains("tag") => "tag",
                _ if action.contains("merged") => "merge",
                _ => "pencil",
            };
            let mut letters = detail.chars();
            let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
            plain(icon, first + letters.as_str())
        }
    }
}
