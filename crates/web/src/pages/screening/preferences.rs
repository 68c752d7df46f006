//! `/jobs/{id}/screening/preferences`: which applications are screened, what becomes of the results, the threshold.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State},
    http::StatusCode,
};
use engine::{
    Actor,
    hiring::list_candidates,
    screening::{
        preferences::{self, Chosen},
        spread, threshold,
    },
    sync::origin::origin,
};
use jiff::{civil::Date, tz::TimeZone};
use model::{JobId, job::StageKind, remote::RecordKind, screening::Threshold};
use serde::Deserialize;

use super::{head::Head, slider::Slider};
use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::{hiring::label, numbers::counted, people::problems::Problems},
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "screening/preferences.html")]
struct PreferencesPage {
    shell: Shell,
    head: Head,
    typed: Typed,
    /// The kinds of stage that can be screened: the word, the name, whether it is chosen.
    stages: Vec<(&'static str, &'static str, bool)>,
    sources: Vec<(String, bool)>,
    /// The system that the job comes from.
    home: Option<String>,
    slider: Slider,
    own: bool,
    organisation: u8,
    problems: Problems,
}

/// The form as it was typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    enabled: bool,
    stages: Vec<String>,
    sources: Vec<String>,
    since: String,
    only_new: bool,
    write_back: bool,
    comment: bool,
}

impl Typed {
    fn of(kept: &engine::screening::Preference) -> Self {
        let day = |at| TimeZone::UTC.to_datetime(at).date().to_string();
        Self {
            enabled: kept.enabled,
            stages: kept.stages.iter().map(|kind| kind.as_str().to_owned()).collect(),
            sources: kept.sources.clone(),
            since: kept.since.map(day).unwrap_or_default(),
            only_new: !kept.backfill,
            write_back: kept.write_back,
            comment: kept.comment,
        }
    }

    fn read(pairs: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (key, value) in pairs {
            match key.as_str() {
                "enabled" => typed.enabled = true,
                "stage" => typed.stages.push(value),
                "source" => typed.sources.push(value),
                "since" => typed.since = value.trim().to_owned(),
                "whom" => typed.only_new = value == "new",
                "write_back" => typed.write_back = true,
                "comment" => typed.comment = true,
                _ => {}
            }
        }
        typed
    }

    fn chosen(&self) -> engine::Result<Chosen> {
        let since = match self.since.as_str() {
            "" => None,
            day => {
                let wrong = || engine::Error::field("since", "Write the day like 2026-12-31.");
                let start = day.parse::<Date>().map_err(|_| wrong())?.at(0, 0, 0, 0);
                let start = start.to_zoned_datetime(TimeZone::UTC).map_err(|_| wrong())?;
                Some(start.timestamp())
            }
        };
        Ok(Chosen {
            enabled: self.enabled,
            stages: self.stages.iter().filter_map(|word| StageKind::parse(word)).collect(),
            sources: self.sources.clone(),
            since,
            backfill: !self.only_new,
            write_back: self.write_back,
            comment: self.comment,
        })
    }
}

async fn draw(
    web: &Web,
    actor: &Actor,
    shell: Shell,
    job: JobId,
    typed: Option<Typed>,
    tried: Option<Threshold>,
    problems: Problems,
) -> Page {
    let kept = preferences::get(web, actor, job).await?;
    let typed = typed.unwrap_or_else(|| Typed::of(&kept));
    let known = list_candidates::sources(web, actor).await?;
    // A source that nobody has any more stays chosen until somebody takes it away.
    let gone = typed.sources.iter().filter(|source| !known.contains(source)).cloned();
    let sources: Vec<_> = known.iter().cloned().chain(gone).collect();
    let kinds = [StageKind::Applied, StageKind::Review, StageKind::Interview, StageKind::Offer];
    let in_force = threshold::of_job(web, actor, job).await?;
    let status = if problems.pairs().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let id = job.into();
    let drawn = PreferencesPage {
        shell: shell.at("jobs"),
        head: Head::of(web, actor, job, "preferences").await?,
        stages: kinds
            .map(|kind| (kind.as_str(), label(kind), typed.stages.iter().any(|word| word == kind.as_str())))
            .into(),
        sources: sources.into_iter().map(|one| (one.clone(), typed.sources.contains(&one))).collect(),
        home: origin(web, actor, RecordKind::Job, &[id]).await?.remove(&id).map(|home| home.name),
        slider: Slider::of(tried.unwrap_or(in_force), &spread::spread(web, actor, job).await?),
        own: kept.threshold.is_some() || tried.is_some(),
        organisation: threshold::organisation(web, actor).await?.threshold.0,
        typed,
        problems,
    };
    Ok(page_with(status, &drawn))
}

/// A threshold that is only looked at.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Tried {
    threshold: String,
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<JobId>,
    Query(tried): Query<Tried>,
) -> Page {
    let tried = tried.threshold.parse().ok().filter(|points| *points <= 100).map(Threshold);
    draw(&web, &visitor.actor, shell, id, None, tried, Problems::default()).await
}

pub(super) async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<JobId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let (actor, typed) = (&visitor.actor, Typed::read(pairs));
    let kept = match typed.chosen() {
        Ok(chosen) => preferences::set(&web, actor, id, chosen).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(()) => Ok(done(&format!("/jobs/{id}/screening/preferences"), "Saved.")),
        Err(error) => {
            let problems = Problems::from_error(error)?;
            draw(&web, actor, shell, id, Some(typed), None, problems).await
        }
    }
}

/// The threshold that was chosen.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Moved {
    /// `own`, or the organisation's.
    whose: String,
    threshold: String,
}

pub(super) async fn move_threshold(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<JobId>,
    Form(moved): Form<Moved>,
) -> Page {
    let actor = &visitor.actor;
    let wanted = match moved.whose.as_str() {
        "own" => match moved.threshold.trim().parse() {
            Ok(points) => Some(Threshold(points)),
            // Refused by the engine in its own words.
            Err(_) => Some(Threshold(u8::MAX)),
        },
        _ => None,
    };
    match threshold::set_job(&web, actor, id, wanted).await {
        Ok(count) => {
            let said = match count {
                0 => "The threshold is kept. Nobody stands elsewhere now.".to_owned(),
                count => {
                    format!(
                        "The threshold is kept. {} elsewhere now.",
                        counted(count, "person stands", "people stand")
                    )
                }
            };
            Ok(done(&format!("/jobs/{id}/screening/preferences"), &said))
        }
        Err(error) => {
            let problems = Problems::from_error(error)?;
            draw(&web, actor, shell, id, None, None, problems).await
        }
    }
}
