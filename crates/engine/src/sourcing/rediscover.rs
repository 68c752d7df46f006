//! For a job, the people already known who fit it: with reasons, when somebody was last in touch, and what happened.

use std::collections::BTreeSet;

use model::{
    JobId, ProfileId,
    access::Right,
    job::Job,
    pool::{Consent, Origin, Profile},
    screening::{Asks, Need},
};
use search::{Facet, Question, grammar::Part};
use store::{
    hiring::{application, job},
    sourcing::{profile, record},
};
use uuid::Uuid;

use super::pool::show::{Already, already};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// Somebody who fits a job.
#[derive(Clone, Debug)]
pub struct Fit {
    /// Who.
    pub profile: Profile,
    /// How well, from 1 to 100.
    pub points: u8,
    /// Why, a sentence each.
    pub reasons: Vec<String>,
    /// In which systems they are already.
    pub already: Vec<Already>,
}

/// What a job looks for, each with its weight.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Wanted {
    titles: Vec<(String, f32)>,
    /// Of each one skill is enough.
    skills: Vec<(Vec<String>, f32)>,
    place: String,
}

/// So many are looked at closely, and so many told.
const LOOKED_AT: usize = 300;
const TOLD: usize = 50;

/// A title weighs as much as an important skill, a place much less: people move.
const TITLE: f32 = 3.0;
const PLACE: f32 = 1.0;

/// Who fits a job, the best first. Whoever applied for it, or asked not to be contacted, is left out.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn rediscover(app: &App, actor: &Actor, id: JobId) -> Result<(Job, Vec<Fit>)> {
    actor.require(Right::SourcingUse)?;
    let (db, workspace) = (&app.db, actor.workspace);
    let job = job::get(db, workspace, id).await?.ok_or(Error::NotFound("job"))?;
    let wanted = Wanted::of(&job);
    let held = app.pool.current(db, workspace).await?;
    let question = wanted.question();
    if question.rather.is_empty() {
        return Ok((job, vec![]));
    }
    let found = tokio::task::spawn_blocking(move || held.index.find(&question));
    let failed =
        || Error::Conflict("The index of the talent pool did not answer. Try again in a minute.".into());
    let found = found.await.map_err(|_| failed())?.map_err(|_| failed())?;
    let ids: Vec<ProfileId> = found.ids.iter().map(|id| Uuid::from_u128(*id).into()).collect();
    let applied = applied(app, actor, &ids, id).await?;
    let profiles = profile::of_ids(db, workspace, &ids).await?;
    let mut fits: Vec<Fit> = profiles
        .into_values()
        .filter(|profile| profile.consent != Consent::Withdrawn && !applied.contains(&profile.id))
        .filter_map(|profile| wanted.fit(profile))
        .collect();
    fits.sort_by(|a, b| {
        b.points.cmp(&a.points).then_with(|| b.profile.touched_at.cmp(&a.profile.touched_at))
    });
    fits.truncate(TOLD);
    let ids: Vec<ProfileId> = fits.iter().map(|fit| fit.profile.id).collect();
    let mut places = already(db, actor, &ids).await?;
    for fit in &mut fits {
        fit.already = places.remove(&fit.profile.id).unwrap_or_default();
    }
    Ok((job, fits))
}

/// Those of them who applied for this job.
async fn applied(app: &App, actor: &Actor, ids: &[ProfileId], job: JobId) -> Result<BTreeSet<ProfileId>> {
    let mut candidates = Vec::new();
    for (profile, origin) in record::origins(&app.db, actor.workspace, ids).await? {
        if let Origin::Candidate { id } = origin {
            candidates.push((id, profile));
        }
    }
    let these: Vec<_> = candidates.iter().map(|(id, _)| *id).collect();
    let applications = application::of_candidates(&app.db, actor.workspace, &these).await?;
    let of = |candidate| candidates.iter().find(|(id, _)| *id == candidate).map(|(_, profile)| *profile);
    Ok(applications.iter().filter(|one| one.job == job).filter_map(|one| of(one.candidate)).collect())
}

impl Wanted {
    /// What the job's own words ask for.
    fn of(job: &Job) -> Self {
        let mut wanted = Self { place: job.location.trim().into(), ..Self::default() };
        for suggestion in screen::suggest::suggest(&job.title, &job.description) {
            let weight = match suggestion.criterion.need {
                Need::Must => 3.0,
                Need::Preferred => 2.0,
                Need::Nice => 1.0,
            };
            match suggestion.criterion.asks {
                Asks::Skill { any_of, .. } => wanted.skills.push((any_of, weight)),
                Asks::Title { any_of } => {
                    wanted.titles.extend(any_of.into_iter().map(|title| (title, TITLE)))
                }
                _ => {}
            }
        }
        if wanted.titles.is_empty() && !job.title.trim().is_empty() {
            wanted.titles.push((job.title.trim().into(), TITLE));
        }
        wanted
    }

    fn question(&self) -> Question {
        let titles = self.titles.iter().map(|(title, weight)| (Part::Anywhere, title.clone(), *weight));
        let skills = self.skills.iter().flat_map(|(any_of, weight)| {
            any_of.iter().map(|skill| (Part::Anywhere, skill.clone(), *weight)).collect::<Vec<_>>()
        });
        Question {
            rather: titles.chain(skills).collect(),
            one_of_rather: true,
            none_of: [(Facet::Consent, vec![Consent::Withdrawn.as_str().to_owned()])].into(),
            most: LOOKED_AT,
            ..Question::default()
        }
    }

    /// How well somebody fits; `None` where nothing speaks for them.
    fn fit(&self, profile: Profile) -> Option<Fit> {
        let person = &profile.person;
        let holds =
            |list: &[String], name: &str| list.iter().any(|held| held.to_lowercase() == name.to_lowercase());
        let within = |text: &str, part: &str| text.to_lowercase().contains(&part.to_lowercase());
        let (mut points, mut reasons) = (0.0, Vec::new());
        let most: f32 = self.skills.iter().map(|(_, weight)| weight).sum::<f32>() + TITLE + PLACE;
        if let Some((title, weight)) = self.titles.iter().find(|(title, _)| within(&person.title, title)) {
            points += weight;
            reasons.push(format!("Is {} now; the job is for a {title}.", person.title));
        } else if let Some((position, (_, weight))) = person.positions.iter().find_map(|position| {
            let title = self.titles.iter().find(|(title, _)| within(&position.title, title))?;
            Some((position, title))
        }) {
            points += weight / 2.0;
            reasons.push(format!("Was {} before, at {}.", position.title, position.company));
        }
        let held: Vec<(&String, f32)> = self
            .skills
            .iter()
            .filter_map(|(any_of, weight)| {
                Some((any_of.iter().find(|skill| holds(&person.skills, skill))?, *weight))
            })
            .collect();
        points += held.iter().map(|(_, weight)| weight).sum::<f32>();
        if !held.is_empty() {
            let names: Vec<&str> = held.iter().map(|(name, _)| name.as_str()).collect();
            reasons.push(format!("Has what the job asks for: {}.", names.join(", ")));
        }
        if reasons.is_empty() {
            return None;
        }
        if !person.city.is_empty() && within(&self.place, &person.city) {
            points += PLACE;
            reasons.push(format!("Lives in {}, where the job is.", person.city));
        }
        let missing = self.skills.iter().filter(|(any_of, weight)| {
            *weight >= 3.0 && !any_of.iter().any(|skill| holds(&person.skills, skill))
        });
        let missing: Vec<&str> = missing.filter_map(|(any_of, _)| Some(any_of.first()?.as_str())).collect();
        if !missing.is_empty() {
            reasons.push(format!("Nothing says that they have {}.", missing.join(", ")));
        }
        let points = (100.0 * points / most).round().clamp(1.0, 100.0) as u8;
        Some(Fit { profile, points, reasons, already: vec![] })
    }
}

#[cfg(test)]
mod tests {
    use model::job::JobStatus;

    use super::*;
    use crate::{
        hiring::{
            jobs::{self, TypedJob},
            testing::house,
        },
        people::testing::benches,
        sourcing::pool::tests::{bring, person},
    };

    #[tokio::test]
    async fn who_fits_a_job_is_told_with_reasons_the_best_first() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await.actor);
            let house = house(app, &boss).await;
            let typed = TypedJob {
                title: "Software Engineer".into(),
                workflow: Some(house.flow.id),
                location: "Leeds".into(),
                description: "You must have Python. Kubernetes is a plus.".into(),
                ..TypedJob::default()
            };
            let job = jobs::create(app, &boss, &typed).await.unwrap();
            jobs::set_status(app, &boss, job.id, JobStatus::Open).await.unwrap();
            for (first, title, skills, city) in [
                ("Ida", "Software Engineer", &["Python", "Kubernetes"][..], "Leeds"),
                ("Bo", "Software Engineer", &[], "Oslo"),
                ("Ana", "Welder", &["Welding"], "Leeds"),
            ] {
                let mut one = person(first, "Berg", &format!("{first}@example.com"));
                one.skills = skills.iter().map(|skill| (*skill).to_owned()).collect();
                (one.title, one.city) = (title.into(), city.into());
                bring(app, &boss, one).await;
            }
            let (_, fits) = rediscover(app, &boss, job.id).await.unwrap();
            let names: Vec<_> = fits.iter().map(|fit| fit.profile.person.first_name.as_str()).collect();
            assert_eq!(names, ["Ida", "Bo"]);
            assert!(fits[0].points > fits[1].points);
            assert!(fits[0].reasons.iter().any(|why| why.contains("Python")), "{:?}", fits[0].reasons);
            assert!(fits[0].reasons.contains(&"Lives in Leeds, where the job is.".to_owned()));
            assert!(
                fits[1].reasons.iter().any(|why| why.starts_with("Nothing says")),
                "{:?}",
                fits[1].reasons
            );
        }
    }
}
