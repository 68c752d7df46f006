//! What can be announced.

/// One thing that can be announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// The word of the audit log, which is the event's type.
    pub name: &'static str,
    /// In words for a person.
    pub label: &'static str,
}

const fn event(name: &'static str, label: &'static str) -> Event {
    Event { name, label }
}

/// Everything that can be announced. The words are promised: one is added, none changed.
pub const EVENTS: [Event; 23] = [
    event("job.created", "A job was made"),
    event("job.edited", "A job was changed"),
    event("job.opened", "A job was opened"),
    event("job.closed", "A job was closed"),
    event("job.drafted", "A job was taken back to draft"),
    event("candidate.added", "A candidate was added"),
    event("candidate.edited", "What is known of a candidate was changed"),
    event("candidate.applied", "A candidate applied for a job"),
    event("candidate.moved", "A candidate was moved to another stage"),
    event("candidate.tagged", "A candidate was given a tag"),
    event("candidate.untagged", "A tag was taken off a candidate"),
    event("candidate.field_set", "A custom attribute of a candidate was set"),
    event("candidate.offer_changed", "An offer was changed"),
    event("candidate.merged", "Two candidates were made one"),
    event("candidate.erased", "A candidate was erased"),
    event("application.field_set", "A custom attribute of an application was set"),
    event("attachment.added", "A file was added"),
    event("comment.added", "Somebody commented"),
    event("comment.edited", "A comment was changed"),
    event("comment.deleted", "A comment was taken away"),
    event("screening.decided", "Somebody decided on a screened application"),
    event("handoff.delivered", "A hire was handed over"),
    event("handoff.waits", "A hand-off waits for a person"),
];
