//! `/sourcing/fits`: for a job, the people already known who fit it.

use askama::Template;
use axum::extract::{Path, State};
use engine::{
    hiring::jobs,
    sourcing::rediscover::{Fit, rediscover},
};
use model::{JobId, job::Job};

use crate::{
    Web,
    failure::Page,
    pages::integrations::view::Moment,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "sourcing/pool/fits_choose.html")]
struct ChoosePage {
    shell: Shell,
    jobs: Vec<Job>,
}

pub(super) async fn choose(State(web): State<Web>, visitor: SignedIn, shell: Shell) -> Page {
    let jobs = jobs::choices(&web, &visitor.actor).await?;
    Ok(page(&ChoosePage { shell: shell.at("sourcing"), jobs }))
}

#[derive(Template)]
#[template(path = "sourcing/pool/fits.html")]
struct FitsPage {
    shell: Shell,
    job: Job,
    fits: Vec<(Fit, Option<Moment>)>,
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<JobId>,
) -> Page {
    let (job, fits) = rediscover(&web, &visitor.actor, id).await?;
    let with_time = |fit: Fit| {
        let touched = fit.profile.touched_at.map(Into::into);
        (fit, touched)
    };
    Ok(page(&FitsPage { shell: shell.at("sourcing"), job, fits: fits.into_iter().map(with_time).collect() }))
}
