//! What two of the company's jobs ask for, so that their people stand by score.

use engine::{
    Actor, App,
    hiring::jobs,
    screening::{
        criteria,
        preferences::{self, Chosen},
    },
};
use model::{
    job::StageKind,
    screening::{Asks, Comparison, Criteria, Criterion, Degree, Fluency, KnockOut, Need, Subject},
};

use crate::output::Failure;

/// Lets the first two jobs ask for something, and switches their screening on.
///
/// # Errors
/// Where the database stands against it.
pub async fn screen(app: &App, administrator: &Actor) -> Result<(), Failure> {
    let all = jobs::list(app, administrator).await?;
    for (title, asks) in [("Senior Software Engineer", engineer()), ("Product Designer", designer())] {
        let Some(job) = all.iter().find(|one| one.job.title == title).map(|one| one.job.id) else { continue };
        let version = criteria::save(app, administrator, job, asks).await?;
        criteria::activate(app, administrator, job, version).await?;
        let chosen = Chosen {
            enabled: true,
            stages: vec![StageKind::Applied, StageKind::Review, StageKind::Interview],
            sources: vec![],
            since: None,
            backfill: true,
            write_back: false,
            comment: false,
        };
        preferences::set(app, administrator, job, chosen).await?;
    }
    Ok(())
}

fn engineer() -> Criteria {
    Criteria {
        criteria: vec![
            of("years", Need::Must, 6, Asks::Experience { months: 72, titled: names(&["engineer"]) }),
            of("postgres", Need::Must, 5, skill(&["PostgreSQL"], Some(24))),
            of("kubernetes", Need::Must, 4, skill(&["Kubernetes"], None)),
            of("rust", Need::Preferred, 6, skill(&["Rust"], Some(24))),
            of("running", Need::Preferred, 5, skill(&["Observability", "Linux"], None)),
            of("terraform", Need::Preferred, 4, skill(&["Terraform"], None)),
            of("degree", Need::Nice, 4, degree(&["Computer Science", "Software Engineering"])),
            of("led", Need::Nice, 6, Asks::Words { any_of: names(&["Mentored", "Led the move"]) }),
        ],
        knock_outs: vec![pay("95000")],
    }
}

fn designer() -> Criteria {
    let language = |code: &str, at_least| Asks::Language { code: code.into(), at_least };
    Criteria {
        criteria: vec![
            of("held", Need::Must, 6, Asks::Title { any_of: names(&["Product Designer", "UX Designer"]) }),
            of("research", Need::Must, 5, skill(&["User research"], Some(24))),
            of("prototype", Need::Must, 5, skill(&["Usability testing", "Prototyping"], None)),
            of("english", Need::Preferred, 6, language("en", Some(Fluency::Working))),
            of("german", Need::Nice, 6, language("de", None)),
            of("degree", Need::Nice, 3, degree(&[])),
        ],
        knock_outs: vec![],
    }
}

fn of(id: &str, need: Need, weight: u8, asks: Asks) -> Criterion {
    Criterion { id: id.into(), need, weight, asks }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).into()).collect()
}

fn skill(any_of: &[&str], months: Option<u32>) -> Asks {
    Asks::Skill { any_of: names(any_of), months }
}

fn degree(fields: &[&str]) -> Asks {
    Asks::Education { at_least: Degree::Bachelor, fields: names(fields) }
}

/// Who expects more than this is set aside, for a person to look at.
fn pay(most: &str) -> KnockOut {
    let subject = Subject::Field { name: "Expected pay".into() };
    KnockOut { id: "pay".into(), subject, wants: Comparison::AtMost { number: most.into() } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_demo_asks_for_can_be_kept() {
        assert_eq!((engineer().accept(), designer().accept()), (Ok(()), Ok(())));
    }
}
