//! `/referred/{token}`: the referred person looks at the job and agrees to be put forward, or declines.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use engine::{
    Error,
    referrals::invite::{self, Standing, Typed},
};
use model::referral::Person;
use serde::Deserialize;

use super::{gone, unlisted};
use crate::{
    Web,
    failure::Page,
    pages::people::{problems::Problems, sessions::Caller},
    shell::page_with,
};

#[derive(Template)]
#[template(path = "referred/invitation.html")]
struct InvitationPage {
    token: String,
    company: String,
    employee: String,
    job: String,
    place: String,
    about: Vec<String>,
    privacy: Vec<String>,
    standing: Standing,
    typed: Written,
    problems: Problems,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Written {
    first_name: String,
    last_name: String,
    email: String,
    phone: String,
    page: String,
    agrees: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct No {
    #[serde(default)]
    never: String,
}

async fn draw(web: &Web, token: String, origin: &str, came: Option<(Written, Problems)>) -> Page {
    let page = match invite::open(web, &token, origin).await {
        Err(Error::NotFound(_)) => return Ok(gone()),
        page => page?,
    };
    let status = match (&came, page.standing) {
        (Some(_), _) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, Standing::Open | Standing::Agreed | Standing::Known) => StatusCode::OK,
        (None, Standing::JobClosed | Standing::Closed) => StatusCode::GONE,
    };
    let (typed, problems) = came.unwrap_or_default();
    let lines = |text: &str| text.lines().map(str::to_owned).collect();
    let place: Vec<_> = [&page.job.location, &page.job.department, &page.job.employment_type]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(String::as_str)
        .collect();
    let page = InvitationPage {
        token,
        employee: page.employee,
        place: place.join(" · "),
        about: lines(&page.job.description),
        privacy: lines(&page.privacy),
        job: page.job.title,
        company: page.company,
        standing: page.standing,
        typed,
        problems,
    };
    Ok(unlisted(page_with(status, &page)))
}

pub(super) async fn show(State(web): State<Web>, Path(token): Path<String>, Caller(visitor): Caller) -> Page {
    draw(&web, token, &visitor.address, None).await
}

pub(super) async fn submit(
    State(web): State<Web>,
    Path(token): Path<String>,
    Caller(visitor): Caller,
    Form(written): Form<Written>,
) -> Page {
    let person = Person {
        first_name: written.first_name.clone(),
        last_name: written.last_name.clone(),
        email: written.email.clone(),
        phone: written.phone.clone(),
        page: written.page.clone(),
        ..Person::default()
    };
    let typed = Typed { person, agrees: written.agrees.is_some() };
    match invite::accept(&web, &token, &typed, &visitor.address).await {
        Ok(_) | Err(Error::Conflict(_)) => Ok(Redirect::to(&format!("/referred/{token}")).into_response()),
        Err(Error::NotFound(_)) => Ok(gone()),
        Err(error) => {
            let problems = Problems::from_error(error)?.renamed("name", "first_name");
            draw(&web, token, &visitor.address, Some((written, problems))).await
        }
    }
}

pub(super) async fn decline(
    State(web): State<Web>,
    Path(token): Path<String>,
    Caller(visitor): Caller,
    Form(no): Form<No>,
) -> Page {
    match invite::decline(&web, &token, !no.never.is_empty(), &visitor.address).await {
        Ok(()) | Err(Error::Conflict(_)) => Ok(Redirect::to(&format!("/referred/{token}")).into_response()),
        Err(Error::NotFound(_)) => Ok(gone()),
        Err(error) => Err(error.into()),
    }
}
