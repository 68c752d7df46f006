//! Who may use which route. A [`Route`] can't be made without an [`Access`], so none can be forgotten.

use axum::{
    extract::Request,
    handler::Handler,
    http::{Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
    routing::{MethodFilter, MethodRouter, on},
};
use model::{
    access::{Right, Role},
    permission::Permission,
};

use crate::{Web, api::problem::Problem, failure::Failure, session::SignedIn};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anyone, signed in or not.
    Public,
    /// Another system, whose message carries a proof that the handler looks at before anything else. It has no session,
    /// and comes from another site by nature.
    Proven,
    /// Anyone who is signed in.
    SignedIn,
    /// Whoever's role has the right; a program only with a key that may do all that its user may.
    May(Right),
    /// Whoever's role has the right, and of programs those whose key has the permission.
    Api(Right, Permission),
}

impl Access {
    /// Whether someone of that role may use the route; `None` stands for someone who is not signed in.
    pub fn admits(self, role: Option<Role>) -> bool {
        match (self, role) {
            (Self::Public | Self::Proven, _) | (Self::SignedIn, Some(_)) => true,
            (Self::May(right) | Self::Api(right, _), Some(role)) => role.may(right),
            (_, None) => false,
        }
    }

    /// Whether this visitor may use the route, by their role and, where it is a program, by its key.
    pub fn admits_visitor(self, visitor: Option<&SignedIn>) -> bool {
        let limits = visitor.and_then(|visitor| visitor.key.as_ref()?.permissions.as_ref());
        let within = match (self, limits) {
            (_, None) | (Self::Public | Self::Proven, _) => true,
            (Self::Api(_, permission), Some(permissions)) => permissions.has(permission),
            // What has no permission of its own is beyond every key that is limited to some.
            (Self::SignedIn | Self::May(_), Some(_)) => false,
        };
        within && self.admits(visitor.map(|visitor| visitor.actor.role))
    }

    /// Which permission a program's key needs, where one is enough.
    pub fn permission(self) -> Option<Permission> {
        if let Self::Api(_, permission) = self { Some(permission) } else { None }
    }
}

/// One route: a line of the authorisation table, with what answers it.
pub struct Route {
    /// The HTTP method.
    pub method: Method,
    /// The path, with `{names}`.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    pub(crate) handler: MethodRouter<Web>,
}

/// A route that shows something.
pub fn get<T: 'static>(path: &'static str, access: Access, handler: impl Handler<T, Web>) -> Route {
    route(Method::GET, MethodFilter::GET, path, access, handler)
}

/// A route that changes something.
pub fn post<T: 'static>(path: &'static str, access: Access, handler: impl Handler<T, Web>) -> Route {
    route(Method::POST, MethodFilter::POST, path, access, handler)
}

/// A route of the API that takes something away.
pub fn delete<T: 'static>(path: &'static str, access: Access, handler: impl Handler<T, Web>) -> Route {
    route(Method::DELETE, MethodFilter::DELETE, path, access, handler)
}

/// A route of the API that changes part of something.
pub fn patch<T: 'static>(path: &'static str, access: Access, handler: impl Handler<T, Web>) -> Route {
    route(Method::PATCH, MethodFilter::PATCH, path, access, handler)
}

/// A route of the API that puts something in the place of what was there.
pub fn put<T: 'static>(path: &'static str, access: Access, handler: impl Handler<T, Web>) -> Route {
    route(Method::PUT, MethodFilter::PUT, path, access, handler)
}

fn route<T: 'static>(
    method: Method,
    filter: MethodFilter,
    path: &'static str,
    access: Access,
    handler: impl Handler<T, Web>,
) -> Route {
    let guard = middleware::from_fn(move |request: Request, next: Next| guard(access, request, next));
    Route { method, path, access, handler: on(filter, handler).layer(guard) }
}

async fn guard(access: Access, request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<SignedIn>();
    if access.admits_visitor(visitor) {
        return next.run(request).await;
    }
    let signed_in = visitor.is_some();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    if path.starts_with("/api/") {
        let refusal =
            if signed_in { Problem::forbidden(access.permission()) } else { Problem::unauthorized() };
        return refusal.into_response();
    }
    if signed_in {
        return Failure::denied().into_response();
    }
    // Someone whose session ran out comes back to where they were; after a post, to the page they posted from.
    let back = if request.method() == Method::GET { path.to_owned() } else { referring_path(&request) };
    let target = format!("/sign-in?{}", form_pair("return_to", &back));
    if request.headers().contains_key("hx-request") {
        return (StatusCode::OK, [("hx-redirect", target)]).into_response();
    }
    Redirect::to(&target).into_response()
}

fn referring_path(request: &Request) -> String {
    request
        .headers()
        .get(header::REFERER)
        .and_then(|value| value.to_str().ok())
        .and_then(|address| url::Url::parse(address).ok())
        .map_or_else(|| "/".into(), |url| url.path().to_owned())
}

fn form_pair(name: &str, value: &str) -> String {
    url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish()
}
