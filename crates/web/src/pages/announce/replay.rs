//! Sending again: one message, or those of a span of time.

use axum::{
    Form,
    extract::{Path, State},
    response::Response,
};
use engine::{Error, announce::replay};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use model::{WebhookEndpointId, WebhookMessageId};
use serde::Deserialize;

use super::{
    HERE,
    endpoint::{Shown, draw},
};
use crate::{
    Web,
    failure::{Failure, Page},
    flash::done,
    pages::people::problems::Problems,
    session::SignedIn,
    shell::Shell,
};

/// A span of time, both ends in UTC as a browser's field writes them.
#[derive(Debug, Deserialize)]
pub(super) struct Span {
    from: String,
    to: String,
}

fn at(field: &str, text: &str) -> Result<Timestamp, Error> {
    let read: Result<DateTime, _> = text.trim().parse();
    let moment = read.and_then(|read| TimeZone::UTC.to_timestamp(read));
    moment.map_err(|_| Error::field(field, format!("“{text}” is no moment; write it like 2026-03-31T09:00.")))
}

pub(super) async fn span(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<WebhookEndpointId>,
    Form(span): Form<Span>,
) -> Page {
    let asked = at("from", &span.from).and_then(|from| Ok((from, at("to", &span.to)?)));
    let sent = match asked {
        Ok(span) => replay::span(&web, &who.actor, id, span).await,
        Err(error) => Err(error),
    };
    match sent {
        Ok(1) => Ok(done(&format!("{HERE}/{id}"), "1 message is sent again.")),
        Ok(count) => Ok(done(&format!("{HERE}/{id}"), &format!("{count} messages are sent again."))),
        Err(error) => {
            let problems = Problems::from_error(error)?;
            let shown = Shown { problems, span: (span.from, span.to), ..Shown::default() };
            draw(&web, shell, &who, id, shown).await
        }
    }
}

pub(super) async fn one(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<WebhookMessageId>,
) -> Result<Response, Failure> {
    replay::one(&web, &who.actor, id).await?;
    Ok(done(&format!("/settings/webhook-messages/{id}"), "The message is sent again."))
}
