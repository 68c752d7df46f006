//! Plain pages for people, in place of the vendor's own: nobody signs in, one chooses whom one is.

pub mod admin;
pub mod app;
pub mod client;
mod content;
pub mod home;

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use serde_json::Value;

/// The pages run no script, and stand in nobody's frame.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

/// Text inside HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A page.
pub fn page(title: &str, body: &str) -> Response {
    page_with(StatusCode::OK, title, body)
}

/// A page with another status.
pub fn page_with(status: StatusCode, title: &str, body: &str) -> Response {
    framed(status, title, body, "")
}

/// A page that looks again by itself while something is under way.
pub fn page_under_way(title: &str, body: &str, under_way: bool) -> Response {
    let again = if under_way { "<meta http-equiv=\"refresh\" content=\"1\">" } else { "" };
    framed(StatusCode::OK, title, body, again)
}

fn framed(status: StatusCode, title: &str, body: &str, head: &str) -> Response {
    let title = escape(title);
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">{head}\
         <title>{title} · Slack sandbox</title><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/page.css\"></head>\
         <body><header><strong>Slack sandbox</strong> <nav aria-label=\"Pages\"><a href=\"/client\">Messages</a> <a href=\"/admin/apps\">Approval of apps</a> \
         <a href=\"/apps\">The app’s addresses</a> <a href=\"/_gangway\">Control</a></nav></header>\
         <main><h1>{title}</h1>{body}</main></body></html>"
    );
    let headers: [(HeaderName, HeaderValue); 2] = [
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, Html(html)).into_response()
}

/// A form on which one chooses whom one is.
pub fn choose_person(documents: &Value, action: &str, person: &str, hidden: &str) -> String {
    let users = documents["users"].as_object().into_iter().flatten();
    let there = users.filter(|(_, user)| user["is_bot"] != true && user["deleted"] != true);
    let option = |(id, user): (&String, &Value)| {
        let role = match (user["is_owner"] == true, user["is_admin"] == true) {
            (true, _) => " (owner)",
            (_, true) => " (app manager)",
            _ => "",
        };
        let chosen = if id == person { " selected" } else { "" };
        let name = escape(user["real_name"].as_str().unwrap_or_default());
        format!("<option value=\"{}\"{chosen}>{name}{role}</option>", escape(id))
    };
    let options: String = there.map(option).collect();
    format!(
        "<form class=\"who\" action=\"{action}\">{hidden}<label>You are <select name=\"as\">{options}</select></label><button>Change</button></form>"
    )
}

/// `GET /page.css`
pub async fn style() -> impl IntoResponse {
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], include_str!("page.css"))
}

/// Refuses what a page elsewhere makes a browser send: nobody signs in here.
pub async fn same_site(request: Request, next: Next) -> Response {
    let from = request.headers().get("sec-fetch-site").and_then(|from| from.to_str().ok());
    if request.method() != Method::GET && from == Some("cross-site") {
        return (StatusCode::FORBIDDEN, "Another site may not press anything here.").into_response();
    }
    next.run(request).await
}
