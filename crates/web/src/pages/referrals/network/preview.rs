//! `/referrals/network/preview`: who would come in, before anybody does.

use askama::Template;
use axum::{
    Form,
    extract::State,
    response::{IntoResponse, Redirect},
};
use engine::{
    Error,
    referrals::network::{self, Preview, read::Remark},
};
use model::ContactFileId;
use serde::Deserialize;

use super::{NETWORK, people};
use crate::{
    Web,
    failure::{Failure, Page},
    flash::{done, redirect_with},
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "referrals/network/preview.html")]
struct PreviewPage {
    shell: Shell,
    preview: Preview,
    remarks: Vec<String>,
}

/// “3 rows without a name: left out (lines 8, 12, 40)”
fn told((remark, count, lines): &(Remark, usize, Vec<u64>)) -> String {
    let rows = if *count == 1 { "row" } else { "rows" };
    let named: Vec<String> = lines.iter().map(u64::to_string).collect();
    let more = if *count > lines.len() { " …" } else { "" };
    let lines = if *count == 1 { "line" } else { "lines" };
    format!("{count} {rows} {} ({lines} {}{more})", remark.sentence(), named.join(", "))
}

pub(super) async fn show(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    match network::preview(&web, &who.actor).await {
        Ok(Some(preview)) => {
            let remarks = preview.remarks.iter().map(told).collect();
            Ok(page(&PreviewPage { shell: shell.at("referrals"), preview, remarks }))
        }
        Ok(None) => Ok(Redirect::to(&format!("{NETWORK}/import")).into_response()),
        Err(error @ Error::Invalid(_)) => Ok(redirect_with(NETWORK, "error", &error.to_string())),
        Err(error) => Err(Failure(error)),
    }
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    file: ContactFileId,
}

pub(super) async fn bring_in(State(web): State<Web>, who: SignedIn, Form(chosen): Form<Chosen>) -> Page {
    match network::bring_in(&web, &who.actor, chosen.file).await {
        Ok(brought) => {
            let mut sentence = format!("{} new", people(brought.added));
            if brought.renewed > 0 {
                sentence += &format!(", {} renewed", brought.renewed);
            }
            if brought.same > 0 {
                sentence += &format!(", {} known already", brought.same);
            }
            Ok(done("/referrals/matches", &format!("{sentence}. Your matches appear here in a moment.")))
        }
        Err(error @ (Error::Invalid(_) | Error::NotFound(_))) => {
            Ok(redirect_with(&format!("{NETWORK}/import"), "error", &error.to_string()))
        }
        Err(error) => Err(Failure(error)),
    }
}

pub(super) async fn drop(State(web): State<Web>, who: SignedIn) -> Page {
    network::drop_file(&web, &who.actor).await?;
    Ok(done(NETWORK, "Nothing was brought in, and the file is gone."))
}
