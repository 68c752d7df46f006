//! What can be downloaded: an example of a file, and the rows that were left out.

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use engine::hiring::upkeep::import::rejected::rejected as left_out;
use model::ImportId;

use crate::{Web, failure::Page, session::SignedIn};

const SAMPLE: &str = "\
First name,Last name,E-mail,Phone,Date of birth,Town,Country,Current job title,Source
Mira,Oduya,mira.oduya@example.com,+44 20 7946 0018,1991-04-23,Leeds,United Kingdom,Site electrician,Referral
Tomás,Lindqvist,tomas.lindqvist@example.org,+46 8 123 456,1988-11-02,Malmö,Sweden,Crane operator,Careers page
";

fn csv(name: &str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, text).into_response()
}

pub(in super::super) async fn sample() -> Response {
    // With the mark by which spreadsheets know the encoding.
    csv("candidates-sample.csv", format!("\u{feff}{SAMPLE}"))
}

pub(in super::super) async fn rejected(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<ImportId>,
) -> Page {
    Ok(csv("rows-left-out.csv", left_out(&web, &who.actor, id).await?))
}
