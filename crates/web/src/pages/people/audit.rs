//! Settings > Audit log.

use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
};
use engine::people::audit_log::{self, Proof, Wanted, audit_log};
use serde::Deserialize;
use url::form_urlencoded::Serializer;
use uuid::Uuid;

use super::account::moment;
use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page},
};

/// The kinds of record that have lines, and what a person calls them.
const SUBJECTS: &[(&str, &str)] = &[
    ("application", "Applications"),
    ("candidate", "Candidates"),
    ("job", "Jobs"),
    ("workflow", "Hiring workflows"),
    ("tag", "Tags"),
    ("tag_category", "Tag categories"),
    ("custom_field", "Custom fields"),
    ("import", "Imports"),
    ("saved_view", "Saved views"),
    ("connection", "Connections"),
    ("handoff", "Hand-offs"),
    ("user", "Users"),
    ("invitation", "Invitations"),
    ("api_key", "API keys"),
    ("workspace", "Workspace"),
];

#[derive(Template)]
#[template(path = "people/audit.html")]
struct AuditPage {
    shell: Shell,
    tab: &'static str,
    text: String,
    subject: String,
    subjects: &'static [(&'static str, &'static str)],
    lines: Vec<Line>,
    older: Option<String>,
    proof: Option<Found>,
}

/// What a look through the log found, for a person.
struct Found {
    is_whole: bool,
    heading: String,
    text: String,
    end: String,
}

struct Line {
    action: String,
    actor: String,
    origin: String,
    detail: String,
    at: String,
    at_text: String,
}

/// The filter, as it stands in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    q: String,
    subject: String,
    before: Option<Uuid>,
}

pub(super) async fn show(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Query(filter): Query<Filter>,
) -> Page {
    draw(&web, shell, &who, filter, None).await
}

/// What somebody kept of an earlier proof.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    kept: String,
}

/// Looks through the whole log and says whether it is as it was written.
pub(super) async fn prove(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Form(kept): Form<Kept>,
) -> Page {
    let proof = audit_log::prove(&web, &who.actor, &kept.kept).await?;
    draw(&web, shell, &who, Filter::default(), Some(found(proof))).await
}

fn found(proof: Proof) -> Found {
    match proof {
        Proof::Whole { end, emptied, .. } => {
            let emptied = match emptied {
                0 => String::new(),
                1 => " What one line said was erased with a person.".into(),
                some => format!(" What {some} lines said was erased with people."),
            };
            Found {
                is_whole: true,
                heading: "The log is whole.".into(),
                text: format!(
                    "{} lines are as they were written, and none is missing.{emptied}",
                    end.position
                ),
                end: format!("{}:{}", end.position, end.hash),
            }
        }
        Proof::Broken { position, why, .. } => Found {
            is_whole: false,
            heading: format!("Not proved from line {position} on."),
            text: format!(
                "{why} The lines before it are proved; from there on nothing is. The database was changed beside Gangway: \
                 compare it with a backup, and find out who could write to it."
            ),
            end: String::new(),
        },
    }
}

async fn draw(web: &Web, shell: Shell, who: &SignedIn, filter: Filter, proof: Option<Found>) -> Page {
    let wanted = Wanted { text: filter.q.clone(), subject: filter.subject.clone(), before: filter.before };
    let (lines, more) = audit_log(web, &who.actor, &wanted).await?;
    let older = lines.last().filter(|_| more).map(|last| {
        let mut query = Serializer::for_suffix(String::from("/settings/audit?"), "/settings/audit?".len());
        query.append_pair("q", &filter.q).append_pair("subject", &filter.subject);
        query.append_pair("before", &last.id.to_string()).finish()
    });
    let lines = lines.into_iter().map(|line| {
        let (at, at_text) = moment(line.at);
        let (action, actor, origin, detail) = (line.action, line.actor, line.origin, line.detail);
        Line { action, actor, origin, detail, at, at_text }
    });
    Ok(page(&AuditPage {
        shell: shell.at("settings"),
        tab: "audit",
        text: filter.q,
        subject: filter.subject,
        subjects: SUBJECTS,
        lines: lines.collect(),
        older,
        proof,
    }))
}
