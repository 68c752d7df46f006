//! `/fairness/questions`: what applicants are asked of their own will, and answers out of a file.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    extract::{
        Multipart, State,
        multipart::{MultipartError, MultipartRejection},
    },
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Form;
use engine::{
    Error,
    screening::voluntary::{self, file, file::Outcome},
};
use model::screening::VoluntaryQuestion;
use serde::Deserialize;

use super::file::download;
use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::{numbers::counted, people::problems::Problems},
    session::SignedIn,
    shell::{Shell, page_with},
};

const HERE: &str = "/fairness/questions";

const SAMPLE: &str = "\
E-mail,Gender,Ethnicity,Age band,Disability
mira.oduya@example.com,Female,Black or African American,25 to 39,No
tomas.lindqvist@example.org,Prefer not to say,White,40 to 54,
";

#[derive(Template)]
#[template(path = "fairness/questions.html")]
struct QuestionsPage {
    shell: Shell,
    tab: &'static str,
    asked: BTreeSet<VoluntaryQuestion>,
    outcome: Option<Outcome>,
    problems: Problems,
}

impl QuestionsPage {
    fn questions(&self) -> Vec<(VoluntaryQuestion, bool, String)> {
        let groups = |question: VoluntaryQuestion| {
            question.groups().iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
        };
        let one = |question| (question, self.asked.contains(&question), groups(question));
        VoluntaryQuestion::ALL.into_iter().map(one).collect()
    }

    fn taken(outcome: &Outcome) -> String {
        counted(outcome.applications, "application has", "applications have")
    }
}

async fn draw(web: &Web, shell: Shell, who: &SignedIn, came: Result<Option<Outcome>, Problems>) -> Page {
    let status = if came.is_err() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let asked = voluntary::questions(web, &who.actor).await?;
    let (outcome, problems) = match came {
        Ok(outcome) => (outcome, Problems::default()),
        Err(problems) => (None, problems),
    };
    let shell = shell.at("settings");
    Ok(page_with(status, &QuestionsPage { shell, tab: "questions", asked, outcome, problems }))
}

pub(super) async fn show(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    draw(&web, shell, &who, Ok(None)).await
}

/// The questions that were ticked.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Ticked {
    question: Vec<String>,
}

pub(super) async fn choose(State(web): State<Web>, who: SignedIn, Form(ticked): Form<Ticked>) -> Page {
    let chosen: BTreeSet<_> =
        ticked.question.iter().filter_map(|word| VoluntaryQuestion::parse(word)).collect();
    voluntary::choose(&web, &who.actor, &chosen).await?;
    let told = match chosen.len() as u64 {
        0 => "Applicants are asked nothing of their own will.".to_owned(),
        many => format!("{} asked from now on.", counted(many, "question is", "questions are")),
    };
    Ok(done(HERE, &told))
}

pub(super) async fn import(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    parts: Result<Multipart, MultipartRejection>,
) -> Page {
    let came = match uploaded(parts).await {
        Ok(bytes) => file::import(&web, &who.actor, &bytes).await,
        Err(error) => Err(error),
    };
    match came {
        Ok(outcome) => draw(&web, shell, &who, Ok(Some(outcome))).await,
        Err(error) => draw(&web, shell, &who, Err(Problems::from_error(error)?)).await,
    }
}

async fn uploaded(parts: Result<Multipart, MultipartRejection>) -> Result<bytes::Bytes, Error> {
    let none = || Error::field("file", "Choose the file with the answers.");
    let broken = |_: MultipartError| Error::field("file", "The file did not arrive whole. Send it again.");
    let mut parts = parts.map_err(|_| none())?;
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        if part.name() == Some("file") {
            return part.bytes().await.map_err(broken);
        }
    }
    Err(none())
}

pub(super) async fn sample() -> Response {
    download("voluntary-answers.csv", "text/csv; charset=utf-8", format!("\u{feff}{SAMPLE}"))
}
