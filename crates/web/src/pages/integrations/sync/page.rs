//! `/settings/integrations/{id}/sync`: the run under way, the plan, and the runs before.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use engine::{
    Error,
    integrations::get,
    sync::{
        overview::{Can, Overview, overview},
        unfetched::UnfetchedFile,
    },
};
use model::{ConnectionId, sync::RunState};

use super::{
    plan::{PlanView, Typed},
    view::RunView,
};
use crate::{
    Web,
    failure::{Failure, Page},
    pages::{
        integrations::view::{Head, Moment},
        numbers::{counted, grouped},
    },
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "integrations/sync.html")]
struct SyncPage {
    shell: Shell,
    head: Head,
    /// Where it stands, in a sentence: shown where no run is under way, and said when one is over.
    standing: String,
    heading: &'static str,
    current: Option<RunView>,
    can: Can,
    known: Vec<(&'static str, String)>,
    next: Option<Moment>,
    plan: Option<PlanView>,
    /// The files that could not be fetched, as many as are shown, and how many more there are.
    unfetched: Vec<UnfetchedView>,
    more_unfetched: String,
    history: Vec<RunView>,
}

/// A file that could not be fetched.
struct UnfetchedView {
    name: String,
    candidate: Option<String>,
    tries: String,
    why: String,
}

impl From<&UnfetchedFile> for UnfetchedView {
    fn from(file: &UnfetchedFile) -> Self {
        Self {
            name: file.name.clone(),
            candidate: file.candidate.map(|id| format!("/candidates/{id}")),
            tries: counted(file.tries, "try", "tries"),
            why: file.why.clone(),
        }
    }
}

impl SyncPage {
    fn moving(&self) -> bool {
        self.current.as_ref().is_some_and(|run| run.moving)
    }

    fn asks(&self) -> Option<&RunView> {
        self.current.as_ref().filter(|run| run.asks)
    }

    fn errors(&self) -> &[(String, String)] {
        self.plan.as_ref().map_or(&[], |plan| &plan.errors)
    }
}

/// Shows the page; while a run goes on, the page follows it.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
) -> Page {
    draw(&web, &visitor, shell, id, None).await
}

/// The page; with what was typed and what is wrong with it, where the plan was not accepted.
pub(super) async fn draw(
    web: &Web,
    visitor: &SignedIn,
    shell: Shell,
    id: ConnectionId,
    typed: Option<(Typed, Error)>,
) -> Page {
    let connection = get(web, &visitor.actor, id).await?;
    let head = Head::of(web, &connection, "sync");
    if !head.can.records {
        return Err(Failure::not_found("sync of this connection"));
    }
    let found = overview(web, &visitor.actor, id).await?;
    let status = if typed.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let now = web.now();
    let page = match found {
        None => SyncPage {
            shell: shell.at("integrations"),
            standing: if head.is_gone { "Nothing was ever read." } else { "Nothing was read yet." }.into(),
            head,
            heading: "Now",
            current: None,
            can: Can::default(),
            known: vec![],
            next: None,
            plan: None,
            unfetched: vec![],
            more_unfetched: String::new(),
            history: vec![],
        },
        Some(found) => SyncPage {
            shell: shell.at("integrations"),
            standing: standing(&found),
            heading: match found.current.as_ref().map(|run| run.state) {
                Some(RunState::Running) => "Running now",
                Some(RunState::Asking) => "Waits for an answer",
                _ if found.plan.paused => "Paused",
                _ => "Now",
            },
            current: found.current.as_ref().map(|run| RunView::of(run, now)),
            can: found.can,
            known: found.known.iter().map(|(kind, count)| (kind.plural(), grouped(*count))).collect(),
            next: found.next_at.filter(|at| *at > now).map(Into::into),
            history: found.runs.iter().map(|run| RunView::of(run, now)).collect(),
            unfetched: found.unfetched.some.iter().map(Into::into).collect(),
            more_unfetched: match found.unfetched.count - found.unfetched.some.len() as u64 {
                0 => String::new(),
                more => counted(more, "more file", "more files"),
            },
            plan: (!head.is_gone).then(|| PlanView::of(&found, typed)),
            head,
        },
    };
    Ok(page_with(status, &page))
}

fn standing(found: &Overview) -> String {
    if found.plan.paused {
        return "Paused. Nothing is read until somebody resumes it.".into();
    }
    match found.runs.first() {
        None => "Nothing was read yet.".into(),
        Some(last) => {
            let how = match last.state {
                RunState::Done => "saw everything it looked for",
                RunState::Partial => "saw only part",
                RunState::Failed => "could not go on",
                _ => "was stopped",
            };
            let why = last.sentence.as_deref().unwrap_or_default();
            format!("The last run {how}. {why}").trim().to_owned()
        }
    }
}
