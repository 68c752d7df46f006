//! `/answer/{token}`: an employee answers a request without signing in.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use engine::{
    Error,
    referrals::answer_link::{Request, by_link, request},
};
use model::referral::Answer;
use serde::Deserialize;

use super::{gone, unlisted};
use crate::{Web, failure::Page, shell::page_with};

#[derive(Template)]
#[template(path = "referred/answer.html")]
struct AnswerPage {
    token: String,
    asked: Request,
    answers: [Answer; 4],
}

impl AnswerPage {
    /// What an answer leads to, in a sentence.
    fn leads_to(&self, answer: &Answer) -> &'static str {
        match answer {
            Answer::MakeIntro => "You write to them yourself; words and a link are ready for you.",
            Answer::MentionMyName => "We write to them and say that you mentioned them.",
            Answer::Pass => "Nobody learns whom it was about.",
            Answer::DontKnow => "Nobody learns whom it was about.",
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Said {
    answer: String,
}

pub(super) async fn show(State(web): State<Web>, Path(token): Path<String>) -> Page {
    let asked = match request(&web, &token).await {
        Err(Error::NotFound(_)) => return Ok(gone()),
        asked => asked?,
    };
    let is_answered = asked.answer.is_some();
    let status = if asked.is_open || is_answered { StatusCode::OK } else { StatusCode::GONE };
    Ok(unlisted(page_with(status, &AnswerPage { token, asked, answers: Answer::ALL })))
}

pub(super) async fn submit(
    State(web): State<Web>,
    Path(token): Path<String>,
    Form(said): Form<Said>,
) -> Page {
    let back = Redirect::to(&format!("/answer/{token}")).into_response();
    let Some(answer) = Answer::parse(&said.answer) else { return Ok(back) };
    match by_link(&web, &token, answer).await {
        // What stands now is on the page itself: which answer counts, or why none is taken.
        Ok(_) | Err(Error::Conflict(_)) => Ok(back),
        Err(Error::NotFound(_)) => Ok(gone()),
        Err(error) => Err(error.into()),
    }
}
