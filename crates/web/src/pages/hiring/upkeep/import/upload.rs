//! The first step: a file, or one that was brought here before.

use askama::Template;
use axum::response::IntoResponse;
use axum::{
    extract::{
        Multipart, State,
        multipart::{MultipartError, MultipartRejection},
    },
    http::StatusCode,
    response::Redirect,
};
use engine::{
    Error,
    hiring::upkeep::import::{
        recent::{Recent, recent},
        upload::upload,
    },
};

use super::{
    super::{many, problems::Problems},
    IMPORT,
};
use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "hiring/upkeep/import_upload.html")]
struct UploadPage {
    shell: Shell,
    recent: Vec<Line>,
    problems: Problems,
}

struct Line {
    file_name: String,
    address: String,
    at: String,
    done: bool,
    state: String,
}

impl Line {
    fn of(file: Recent) -> Self {
        let (address, state) = match &file.outcome {
            None => (format!("{IMPORT}/{}", file.id), String::new()),
            Some(outcome) => {
                let left_out = (outcome.bad.len() + outcome.skipped.len()) as u64;
                let came = many(outcome.candidates, "candidate", "candidates");
                let state = match left_out {
                    0 => format!("{came} by {}", outcome.by),
                    n => format!("{came} by {}, {} left out", outcome.by, many(n, "row", "rows")),
                };
                (format!("{IMPORT}/{}/result", file.id), state)
            }
        };
        let (at, done) = (file.at.to_string(), file.outcome.is_some());
        Self { file_name: file.file_name, address, at, done, state }
    }
}

async fn draw(web: &Web, shell: Shell, who: &SignedIn, problems: Option<Problems>) -> Page {
    let status = if problems.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let recent = recent(web, &who.actor).await?.into_iter().map(Line::of).collect();
    let problems = problems.unwrap_or_default();
    Ok(page_with(status, &UploadPage { shell: shell.at("candidates"), recent, problems }))
}

pub(in super::super) async fn show(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    draw(&web, shell, &who, None).await
}

pub(in super::super) async fn submit(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    parts: Result<Multipart, MultipartRejection>,
) -> Page {
    let kept = match file(parts).await {
        Ok((name, bytes)) => upload(&web, &who.actor, &name, &bytes).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(id) => Ok(Redirect::to(&format!("{IMPORT}/{id}")).into_response()),
        Err(error) => draw(&web, shell, &who, Some(Problems::from_error(error, &[])?)).await,
    }
}

/// The file's name and bytes.
async fn file(parts: Result<Multipart, MultipartRejection>) -> Result<(String, bytes::Bytes), Error> {
    let none = || Error::field("file", "Choose the file with the candidates.");
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Error::field("file", "The file is larger than 10 MB. Cut it into several files.")
        }
        _ => Error::field("file", "The file did not arrive whole. Send it again."),
    };
    let mut parts = parts.map_err(|_| none())?;
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        if part.name() == Some("file") {
            let name = part.file_name().unwrap_or_default().to_owned();
            let bytes = part.bytes().await.map_err(broken)?;
            // A form without a chosen file sends a part without a name.
            return if name.is_empty() && bytes.is_empty() { Err(none()) } else { Ok((name, bytes)) };
        }
    }
    Err(none())
}
