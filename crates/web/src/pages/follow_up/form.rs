//! `/questions/{token}`: the form behind a letter's link, and the way out of such letters. Whoever has the link may use
//! it; the pages need no script, set nothing up and stand in no search machine.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::IntoResponse;
use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderName, HeaderValue, StatusCode},
    response::{Redirect, Response},
};
use engine::{
    Error,
    screening::{
        follow_up::{
            answer::{self, Standing},
            leave as leaving_it,
        },
        notice,
    },
};
use model::screening::{AnswerKind, LONGEST_ANSWER, Question};

use crate::{
    Web,
    failure::Page,
    pages::{
        integrations::view::Moment,
        people::{problems::Problems, sessions::Caller},
    },
    shell::page_with,
};

#[derive(Template)]
#[template(path = "follow_up/form.html")]
struct FormPage {
    token: String,
    company: String,
    job: String,
    intro: Vec<String>,
    until: Option<Moment>,
    standing: Standing,
    fields: Vec<Field>,
    longest: usize,
    notice: String,
    problems: Problems,
    /// Each field that was refused, with its question, since what is wrong is often the same.
    wrong: Vec<(String, String)>,
}

struct Field {
    id: String,
    text: String,
    kind: &'static str,
    options: Vec<String>,
    required: bool,
    value: String,
}

#[derive(Template)]
#[template(path = "follow_up/leave.html")]
struct LeavePage {
    token: String,
    company: String,
    is_out: bool,
    notice: String,
}

#[derive(Template)]
#[template(path = "follow_up/gone.html")]
struct GonePage {
    company: String,
}

/// A page for someone outside: found by its link alone.
pub(super) fn unlisted(mut response: Response) -> Response {
    let robots = (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    response.headers_mut().insert(robots.0, robots.1);
    response
}

fn gone() -> Response {
    unlisted(page_with(StatusCode::NOT_FOUND, &GonePage { company: String::new() }))
}

fn field((number, question): (usize, Question), typed: &BTreeMap<usize, String>) -> Field {
    let kind = question.kind.as_str();
    let options = match question.kind {
        AnswerKind::Choice { options } => options,
        AnswerKind::YesNo => vec!["Yes".into(), "No".into()],
        AnswerKind::Text | AnswerKind::Number => vec![],
    };
    Field {
        id: format!("answer-{number}"),
        text: question.text,
        kind,
        options,
        required: question.required,
        value: typed.get(&number).cloned().unwrap_or_default(),
    }
}

async fn draw(web: &Web, token: String, came: Option<(BTreeMap<usize, String>, Problems)>) -> Page {
    let form = match answer::form(web, &token).await {
        Err(Error::NotFound(_)) => return Ok(gone()),
        form => form?,
    };
    let status = match (&came, form.standing) {
        (Some(_), _) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, Standing::Open | Standing::Answered) => StatusCode::OK,
        (None, _) => StatusCode::GONE,
    };
    let (typed, problems) = came.unwrap_or_default();
    let fields: Vec<_> = form.questions.into_iter().enumerate().map(|one| field(one, &typed)).collect();
    let wrong = fields.iter().filter_map(|field| {
        let message = problems.of(&field.id)?;
        Some((field.id.clone(), format!("{} {message}", field.text)))
    });
    let page = FormPage {
        wrong: wrong.collect(),
        notice: notice::path(form.workspace),
        company: form.company,
        job: form.job,
        intro: form.intro.lines().map(str::to_owned).collect(),
        until: form.until.map(Into::into),
        standing: form.standing,
        fields,
        longest: LONGEST_ANSWER,
        token,
        problems,
    };
    Ok(unlisted(page_with(status, &page)))
}

pub(super) async fn show(State(web): State<Web>, Path(token): Path<String>) -> Page {
    draw(&web, token, None).await
}

pub(super) async fn submit(
    State(web): State<Web>,
    Path(token): Path<String>,
    Caller(visitor): Caller,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let answers = pairs.into_iter().filter_map(|(key, value)| {
        let number = key.strip_prefix("answer-")?.parse().ok()?;
        Some((number, value))
    });
    let typed: BTreeMap<usize, String> = answers.collect();
    match answer::submit(&web, &token, &typed, &visitor.address).await {
        // What stands now is on the page itself: that the answers arrived, or why none is taken.
        Ok(()) | Err(Error::Conflict(_)) => Ok(Redirect::to(&format!("/questions/{token}")).into_response()),
        Err(Error::NotFound(_)) => Ok(gone()),
        Err(error) => draw(&web, token, Some((typed, Problems::from_error(error)?))).await,
    }
}

pub(super) async fn leaving(State(web): State<Web>, Path(token): Path<String>) -> Page {
    let form = match answer::form(&web, &token).await {
        Err(Error::NotFound(_)) => return Ok(gone()),
        form => form?,
    };
    let is_out = leaving_it::is_out(&web, &token).await?;
    let notice = notice::path(form.workspace);
    let page = LeavePage { token, company: form.company, is_out, notice };
    Ok(unlisted(page_with(StatusCode::OK, &page)))
}

pub(super) async fn leave(
    State(web): State<Web>,
    Path(token): Path<String>,
    Caller(visitor): Caller,
) -> Page {
    match leaving_it::leave(&web, &token, &visitor.address).await {
        Err(Error::NotFound(_)) => Ok(gone()),
        done => {
            done?;
            Ok(Redirect::to(&format!("/questions/{token}/opt-out")).into_response())
        }
    }
}
