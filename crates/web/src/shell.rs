//! What surrounds every signed-in page: who one is, where one is, what waits.

use askama::Template;
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use model::{access::Right, workspace::WorkspaceKind};

use crate::{
    Web,
    failure::Failure,
    flash::{self, Flash},
    session::SignedIn,
};

/// The surroundings of a page; every page's template has one by the name `shell`.
#[derive(Clone, Debug, Default)]
pub struct Shell {
    /// The user's name.
    pub user_name: String,
    /// One or two letters for the user's face.
    pub user_initials: String,
    /// What the user is.
    pub role_label: String,
    /// The company.
    pub workspace_name: String,
    /// Whether this workspace only speaks to stand-ins.
    pub is_sandbox: bool,
    /// Which entry of the navigation is lit.
    pub active: &'static str,
    /// How much waits for a person.
    pub attention_count: u32,
    /// Whether candidates may be seen.
    pub may_candidates: bool,
    /// Whether the talent pool may be used.
    pub may_sourcing: bool,
    /// Whether integrations may be managed.
    pub may_integrations: bool,
    /// Whether the workspace may be managed.
    pub may_workspace: bool,
    /// A sentence shown once.
    pub flash: Option<Flash>,
}

impl Shell {
    /// The same surroundings with an entry of the navigation lit.
    pub fn at(mut self, active: &'static str) -> Self {
        self.active = active;
        self
    }
}

impl FromRequestParts<Web> for Shell {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Self::Rejection> {
        let visitor = parts
            .extensions
            .get::<SignedIn>()
            .cloned()
            .ok_or_else(|| StatusCode::UNAUTHORIZED.into_response())?;
        let actor = &visitor.actor;
        let workspace =
            engine::workspace::current(web, actor).await.map_err(|e| Failure(e).into_response())?;
        let waiting = match engine::attention::count(web, actor).await {
            Err(engine::Error::Denied(_)) => 0,
            counted => counted.map_err(|e| Failure(e).into_response())?,
        };
        Ok(Self {
            user_name: actor.name.clone(),
            user_initials: initials(&actor.name),
            role_label: actor.role.label().into(),
            workspace_name: workspace.name,
            is_sandbox: actor.kind == WorkspaceKind::Sandbox,
            active: "",
            attention_count: u32::try_from(waiting).unwrap_or(u32::MAX),
            may_candidates: actor.role.may(Right::CandidatesRead),
            may_sourcing: actor.role.may(Right::SourcingUse),
            may_integrations: actor.role.may(Right::IntegrationsManage),
            may_workspace: actor.role.may(Right::WorkspaceManage),
            flash: flash::read(&CookieJar::from_headers(&parts.headers)),
        })
    }
}

fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}

/// A page out of its template. The sentence that was shown once is forgotten with it.
pub fn page(template: &impl Template) -> Response {
    page_with(StatusCode::OK, template)
}

/// A page with a status of its own, for example a form that comes back with errors (422).
pub fn page_with(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => {
            let mut response = (status, Html(text)).into_response();
            if let Ok(forget) = HeaderValue::from_str(&flash::forget()) {
                response.headers_mut().append(header::SET_COOKIE, forget);
            }
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
