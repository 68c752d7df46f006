//! `/fairness`: the impact report, by job and in all.

use askama::Template;
use axum::extract::{Query, State};
use engine::{
    hiring::jobs,
    screening::{
        report::{Asked, Measure, file, report},
        voluntary::questions,
    },
};
use jiff::civil::Date;
use model::{JobId, job::Job};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::{
    file::download,
    words::{Section, label, lowest, meaning, section},
};
use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page},
};

/// What is asked for, as it stands in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    job: String,
    from: String,
    until: String,
    measure: String,
}

impl Filter {
    /// What can be read of it; what can't counts as not asked.
    fn asked(&self) -> Asked {
        let day = |text: &str| text.trim().parse::<Date>().ok();
        Asked { job: self.job.parse::<JobId>().ok(), from: day(&self.from), until: day(&self.until) }
    }

    fn measure(&self) -> Measure {
        Measure::parse(&self.measure).unwrap_or(Measure::Scoring)
    }

    /// The same with another job, as the end of an address.
    fn query(&self, job: &str) -> String {
        let pairs = [("job", job), ("from", &self.from), ("until", &self.until), ("measure", &self.measure)];
        let mut query = Serializer::new(String::new());
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).for_each(|(name, value)| {
            query.append_pair(name, value);
        });
        query.finish()
    }
}

/// One job of all, with its lowest ratio.
struct JobRow {
    title: String,
    address: String,
    people: u32,
    lowest: Option<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "fairness/report.html")]
struct ReportPage {
    shell: Shell,
    tab: &'static str,
    filter: Filter,
    measure: Measure,
    jobs: Vec<Job>,
    title: Option<String>,
    people: u32,
    median: Option<f64>,
    sections: Vec<Section>,
    by_job: Vec<JobRow>,
    /// Whether any voluntary question is asked now.
    asks: bool,
    file: String,
}

impl ReportPage {
    fn measures(&self) -> Vec<(&'static str, &'static str, bool)> {
        Measure::ALL.into_iter().map(|one| (one.as_str(), label(one), one == self.measure)).collect()
    }

    fn meaning(&self) -> &'static str {
        meaning(self.measure)
    }

    fn label(&self) -> &'static str {
        label(self.measure)
    }

    fn is_chosen(&self, job: &Job) -> bool {
        self.filter.job == job.id.to_string()
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Query(filter): Query<Filter>,
) -> Page {
    let made = report(&web, &who.actor, &filter.asked()).await?;
    let measure = filter.measure();
    let row = |one: &engine::screening::report::JobImpact| JobRow {
        title: one.title.clone(),
        address: format!("/fairness?{}", filter.query(&one.job.to_string())),
        people: one.impact.people,
        lowest: lowest(&one.impact, measure),
    };
    let file = format!("/fairness/report.csv?{}", filter.query(&filter.job));
    Ok(page(&ReportPage {
        shell: shell.at("settings"),
        tab: "report",
        measure,
        jobs: jobs::list(&web, &who.actor).await?.into_iter().map(|listed| listed.job).collect(),
        title: made.title,
        people: made.all.people,
        median: made.all.median,
        sections: made.all.breakdowns.iter().map(|one| section(one, measure)).collect(),
        by_job: made.jobs.iter().map(row).collect(),
        asks: !questions(&web, &who.actor).await?.is_empty(),
        file,
        filter,
    }))
}

pub(super) async fn csv(State(web): State<Web>, who: SignedIn, Query(filter): Query<Filter>) -> Page {
    let text = file::csv(&web, &who.actor, &filter.asked()).await?;
    Ok(download("impact-report.csv", "text/csv; charset=utf-8", text))
}
