//! `/referrals/network/import`: the file.

use askama::Template;
use axum::{
    extract::{
        Multipart, State,
        multipart::{MultipartError, MultipartRejection},
    },
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use engine::{Error, referrals::network};

use super::NETWORK;
use crate::{
    Web,
    failure::{Failure, Page},
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "referrals/network/import.html")]
struct ImportPage {
    shell: Shell,
    problem: Option<String>,
}

fn draw(shell: Shell, problem: Option<String>) -> Page {
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page_with(status, &ImportPage { shell: shell.at("referrals"), problem }))
}

pub(super) async fn show(shell: Shell) -> Page {
    draw(shell, None)
}

pub(super) async fn submit(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    parts: Result<Multipart, MultipartRejection>,
) -> Page {
    let kept = match file(parts).await {
        Ok(bytes) => network::upload(&web, &who.actor, &bytes).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(_) => Ok(Redirect::to(&format!("{NETWORK}/preview")).into_response()),
        Err(error @ Error::Invalid(_)) => draw(shell, Some(error.to_string())),
        Err(error) => Err(Failure(error)),
    }
}

async fn file(parts: Result<Multipart, MultipartRejection>) -> Result<bytes::Bytes, Error> {
    let none = || Error::field("file", "Choose the file with your contacts.");
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::field(
            "file",
            "The file is larger than 20 MB. Of an export's archive, unpack Connections.csv and choose that.",
        ),
        _ => Error::field("file", "The file did not arrive whole. Send it again."),
    };
    let mut parts = parts.map_err(|_| none())?;
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        if part.name() == Some("file") {
            let bytes = part.bytes().await.map_err(broken)?;
            return if bytes.is_empty() { Err(none()) } else { Ok(bytes) };
        }
    }
    Err(none())
}
