//! `/about-you/{token}`: where an applicant answers of their own will. Nobody signs in here, and nothing says who it is.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use engine::{Error, screening::voluntary};
use model::screening::{UNDISCLOSED, VoluntaryQuestion};

use crate::{Web, failure::Page, pages::people::problems::Problems, shell::page_with};

#[derive(Template)]
#[template(path = "fairness/about_you.html")]
struct AboutYouPage {
    company: String,
    job: String,
    questions: Vec<VoluntaryQuestion>,
    answered: bool,
    problems: Problems,
}

impl AboutYouPage {
    const UNDISCLOSED: &str = UNDISCLOSED;
}

#[derive(Template)]
#[template(path = "fairness/about_you_done.html")]
struct DonePage {
    thanks: bool,
}

fn gone() -> Response {
    page_with(StatusCode::NOT_FOUND, &DonePage { thanks: false })
}

async fn draw(web: &Web, token: &str, problems: Option<Problems>) -> Page {
    let status = if problems.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let form = match voluntary::form(web, token).await {
        Ok(form) => form,
        Err(Error::NotFound(_)) => return Ok(gone()),
        Err(error) => return Err(error.into()),
    };
    let voluntary::Form { company, job, questions, answered } = form;
    let problems = problems.unwrap_or_default();
    Ok(page_with(status, &AboutYouPage { company, job, questions, answered, problems }))
}

pub(super) async fn show(State(web): State<Web>, Path(token): Path<String>) -> Page {
    draw(&web, &token, None).await
}

pub(super) async fn answer(
    State(web): State<Web>,
    Path(token): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Page {
    match voluntary::answer(&web, &token, &typed).await {
        Ok(()) => Ok(page_with(StatusCode::OK, &DonePage { thanks: true })),
        Err(Error::NotFound(_)) => Ok(gone()),
        Err(error) => draw(&web, &token, Some(Problems::from_error(error)?)).await,
    }
}
