//! The page on which a person allows the app, and what it does.

use std::sync::Arc;

use axum::{
    Form,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use connect::World;
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::{SCOPES, Standing, standing};
use crate::slack::sandbox::{
    ids,
    pages::{choose_person, escape, page, page_with},
};

/// A code is good for so long, in seconds.
const GOOD_FOR: i64 = 600;

/// What the app asks for in the address.
#[derive(Clone, Debug, Deserialize)]
pub struct Wish {
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    user_scope: String,
    #[serde(default)]
    redirect_uri: String,
    #[serde(default)]
    pub state: String,
    /// Who is signed in; chosen on the page.
    #[serde(default, rename = "as")]
    pub person: String,
}

/// The form below.
#[derive(Deserialize)]
pub struct Decision {
    #[serde(flatten)]
    wish: Wish,
    decision: String,
}

/// A wish that is in order.
pub struct Asked {
    /// The scopes.
    pub scopes: Vec<String>,
    /// Where the person goes back to.
    pub back: Url,
    /// Who is signed in.
    pub person: String,
}

impl Wish {
    /// Holds the wish to the app's settings.
    ///
    /// # Errors
    /// A sentence for the page.
    pub fn check(&self, documents: &Value) -> Result<Asked, String> {
        let app = &documents["app"];
        if self.client_id.is_empty() || app["client_id"] != self.client_id.as_str() {
            return Err("Invalid client_id parameter.".into());
        }
        if !self.user_scope.is_empty() {
            return Err("This sandbox builds no user scopes.".into());
        }
        let scopes: Vec<_> =
            self.scope.split([',', ' ']).filter(|one| !one.is_empty()).map(str::to_owned).collect();
        if scopes.is_empty() {
            return Err("No scopes requested.".into());
        }
        if let Some(unknown) = scopes.iter().find(|scope| !SCOPES.iter().any(|(known, _)| known == scope)) {
            return Err(format!(
                "Invalid permissions requested: {unknown} is no scope that this sandbox knows."
            ));
        }
        let mut allowed = app["redirect_urls"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let back = Url::parse(&self.redirect_uri).ok();
        let back = back.filter(|back| allowed.any(|allowed| is_below(back, allowed)));
        let back = back.ok_or(
            "redirect_uri did not match any configured URIs. Passed URI is none of the app's redirect URLs.",
        )?;
        let there = documents["users"][&self.person].is_object();
        let person = if there { self.person.clone() } else { first_member(documents) };
        Ok(Asked { scopes, back, person })
    }

    /// The wish as hidden fields of a form.
    fn fields(&self, person: &str) -> String {
        let all = [
            ("client_id", self.client_id.as_str()),
            ("scope", &self.scope),
            ("redirect_uri", &self.redirect_uri),
            ("state", &self.state),
            ("as", person),
        ];
        let field = |(name, value): (&str, &str)| {
            format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escape(value))
        };
        all.map(field).concat()
    }
}

/// Whether an address is one of the app's, or lies below it: same scheme, host and port, and the path begins alike.
fn is_below(address: &Url, allowed: &str) -> bool {
    let Ok(allowed) = Url::parse(allowed) else { return false };
    let (path, root) = (address.path(), allowed.path().trim_end_matches('/'));
    address.origin() == allowed.origin()
        && (path == root || path.strip_prefix(root).is_some_and(|rest| rest.starts_with('/')))
}

fn first_member(documents: &Value) -> String {
    let users = documents["users"].as_object().into_iter().flatten();
    let mut members = users
        .filter(|(_, user)| user["is_admin"] == false && user["is_bot"] == false && user["deleted"] == false);
    members.next().map(|(id, _)| id.clone()).unwrap_or_default()
}

/// `GET /oauth/v2/authorize`
pub async fn show(State(world): State<Arc<World>>, Query(wish): Query<Wish>) -> Response {
    world.read(|documents| match wish.check(documents) {
        Err(why) => {
            page_with(StatusCode::BAD_REQUEST, "Something went wrong", &format!("<p>{}</p>", escape(&why)))
        }
        Ok(asked) => page("Install an app", &body(documents, &wish, &asked)),
    })
}

fn body(documents: &Value, wish: &Wish, asked: &Asked) -> String {
    let (app, team) = (&documents["app"]["name"], &documents["team"]["name"]);
    let (app, team) = (app.as_str().unwrap_or_default(), team.as_str().unwrap_or_default());
    let wants = asked.scopes.iter().map(|scope| {
        let told = SCOPES.iter().find(|(known, _)| known == scope).map_or("", |(_, told)| told);
        format!("<li>{} <code>{}</code></li>", escape(told), escape(scope))
    });
    let wants: String = wants.collect();
    let fields = wish.fields(&asked.person);
    let cancel = format!(
        "<form method=\"post\" action=\"/oauth/v2/authorize\">{fields}<button name=\"decision\" value=\"cancel\">Cancel</button></form>"
    );
    let act = match standing(documents, &asked.person, &asked.scopes) {
        Standing::Free => format!(
            "<form method=\"post\" action=\"/oauth/v2/authorize\">{fields}<button class=\"primary\" name=\"decision\" value=\"allow\">Allow</button></form>"
        ),
        Standing::MustAsk => format!(
            "<h2>Apps need approval in {team}</h2><p>An owner or app manager decides whether {app} may be installed.</p>\
             <form method=\"post\" action=\"/oauth/v2/request\">{fields}<label>Message to whoever decides\
             <textarea name=\"message\" rows=\"3\"></textarea></label><button class=\"primary\">Request to install</button></form>"
        ),
        Standing::Waiting => format!(
            "<p class=\"notice\">Your request to install {app} waits for an owner or app manager of {team}. Slackbot tells you when they decide.</p>"
        ),
        Standing::Restricted => format!(
            "<p class=\"notice\">{app} was restricted by an owner or app manager of {team}. It can't be installed.</p>"
        ),
    };
    let stays = format!(
        "<input type=\"hidden\" name=\"client_id\" value=\"{}\"><input type=\"hidden\" name=\"scope\" value=\"{}\">\
         <input type=\"hidden\" name=\"redirect_uri\" value=\"{}\"><input type=\"hidden\" name=\"state\" value=\"{}\">",
        escape(&wish.client_id),
        escape(&wish.scope),
        escape(&wish.redirect_uri),
        escape(&wish.state),
    );
    let who = choose_person(documents, "/oauth/v2/authorize", &asked.person, &stays);
    format!(
        "{who}<p><strong>{app}</strong> asks to be allowed into the workspace <strong>{team}</strong>. It will be able to:</p><ul>{wants}</ul>{act}{cancel}"
    )
}

/// `POST /oauth/v2/authorize`: back to the app, with a code or without.
pub async fn decide(State(world): State<Arc<World>>, Form(form): Form<Decision>) -> Response {
    let now = world.clock.now().as_second();
    let outcome = world.change(|documents| {
        let asked = form.wish.check(documents)?;
        let mut back = asked.back;
        if form.decision != "allow" {
            back.query_pairs_mut()
                .append_pair("error", "access_denied")
                .append_pair("state", &form.wish.state);
            return Ok(back);
        }
        if standing(documents, &asked.person, &asked.scopes) != Standing::Free {
            return Err("This workspace lets you ask for the app, not install it.".to_owned());
        }
        let code = ids::secret(documents, "code");
        documents["codes"][&code] = json!({
            "user": asked.person,
            "scopes": asked.scopes,
            "redirect_uri": form.wish.redirect_uri,
            "until": now + GOOD_FOR,
            "used": false,
        });
        back.query_pairs_mut().append_pair("code", &code).append_pair("state", &form.wish.state);
        Ok(back)
    });
    match outcome {
        Ok(back) => Redirect::to(back.as_str()).into_response(),
        Err(why) => {
            page_with(StatusCode::BAD_REQUEST, "Something went wrong", &format!("<p>{}</p>", escape(&why)))
        }
    }
}
