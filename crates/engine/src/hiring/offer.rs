//! What was offered with an application.

use jiff::civil::Date;
use model::{
    ApplicationId,
    access::Right,
    application::{Application, Offer},
    field::decimal,
    hire::FieldProblem,
    remote::RecordKind,
};
use store::hiring::application;

use super::{line, problem, the_application, the_candidate, the_job};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    sync::origin::refuse_if_synced,
};

/// An offer as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedOffer {
    /// First day of work, like 2026-03-31.
    pub start_date: String,
    /// The title in the contract, where it differs from the job's.
    pub job_title: String,
    /// Pay for each period.
    pub salary: String,
    /// ISO 4217 code.
    pub currency: String,
    /// What the pay is for: "Year", "Hour", …
    pub pay_period: String,
    /// For example "Salary" or "Hourly".
    pub pay_type: String,
    /// Who the person will report to.
    pub manager: String,
}

impl From<Offer> for TypedOffer {
    fn from(offer: Offer) -> Self {
        Self {
            start_date: offer.start_date.map(|date| date.to_string()).unwrap_or_default(),
            job_title: offer.job_title,
            salary: offer.salary,
            currency: offer.currency,
            pay_period: offer.pay_period,
            pay_type: offer.pay_type,
            manager: offer.manager,
        }
    }
}

/// An application with the names that a person knows it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The application, with what was offered.
    pub application: Application,
    /// Who applied.
    pub candidate: String,
    /// For what.
    pub job: String,
}

/// What was offered with an application, and to whom.
pub async fn get_offer(app: &App, actor: &Actor, id: ApplicationId) -> Result<Offered> {
    actor.require(Right::CandidatesRead)?;
    let (db, workspace) = (&app.db, actor.workspace);
    let application = the_application(db, workspace, id).await?;
    let candidate = the_candidate(db, workspace, application.candidate).await?.profile.full_name();
    let job = the_job(db, workspace, application.job).await?.title;
    Ok(Offered { application, candidate, job })
}

/// Keeps an offer. The audit line says of which application, not how much.
///
/// # Errors
/// [`Error::Invalid`] with each problem at its field; [`Error::Conflict`] where the application is edited in another
/// system.
pub async fn set_offer(app: &App, actor: &Actor, id: ApplicationId, typed: &TypedOffer) -> Result<()> {
    actor.require(Right::CandidatesWrite)?;
    let offer = checked(typed).map_err(Error::Invalid)?;
    let tx = app.db.begin().await?;
    let of = the_application(&tx, actor.workspace, id).await?;
    refuse_if_synced(app, &tx, actor, RecordKind::Application, id.into()).await?;
    if of.offer == offer {
        return Ok(());
    }
    let person = the_candidate(&tx, actor.workspace, of.candidate).await?.profile.full_name();
    let job = the_job(&tx, actor.workspace, of.job).await?.title;
    application::set_offer(&tx, actor.workspace, id, &offer).await?;
    let subject = ("candidate", Some(of.candidate.into()));
    let detail = format!("Changed the offer to {person} for {job}");
    audit::write(app, &tx, actor, "candidate.offer_changed", subject, detail).await?;
    Ok(tx.commit().await?)
}

fn checked(typed: &TypedOffer) -> std::result::Result<Offer, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let (day, salary) = (typed.start_date.trim(), line(&typed.salary));
    let currency = line(&typed.currency).to_uppercase();
    let start_date = day.parse::<Date>().ok();
    if !day.is_empty() && start_date.is_none() {
        problems.push(problem("start_date", format!("“{day}” is not a date; write it like 2026-03-31.")));
    }
    if !salary.is_empty() && (decimal(&salary).is_none() || salary.starts_with('-')) {
        problems.push(problem("salary", format!("“{salary}” is not an amount; write it like 52000.00.")));
    }
    let three_letters = currency.len() == 3 && currency.chars().all(|letter| letter.is_ascii_uppercase());
    if !currency.is_empty() && !three_letters {
        problems.push(problem("currency", "Write the currency as three letters, like GBP."));
    }
    if !salary.is_empty() && currency.is_empty() {
        problems.push(problem("currency", "Say in which currency the pay is."));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Offer {
        start_date,
        job_title: line(&typed.job_title),
        salary,
        currency,
        pay_period: line(&typed.pay_period),
        pay_type: line(&typed.pay_type),
        manager: line(&typed.manager),
    })
}

#[cfg(test)]
mod tests {
    use model::access::Role;

    use super::*;
    use crate::{hiring::testing::house, people::testing::benches};

    fn typed() -> TypedOffer {
        TypedOffer {
            start_date: "2026-05-04".into(),
            salary: "41000.50".into(),
            currency: "gbp".into(),
            pay_period: "Year".into(),
            ..TypedOffer::default()
        }
    }

    #[tokio::test]
    async fn an_offer_is_kept_and_its_line_says_no_amount() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            let at = house.apply(app, &boss.actor, "Ana", "Lopez").await;
            for _ in 0..2 {
                set_offer(app, &boss.actor, at.id, &typed()).await.unwrap();
            }
            let kept = get_offer(app, &boss.actor, at.id).await.unwrap();
            let read_back = TypedOffer::from(kept.application.offer);
            assert_eq!(read_back, TypedOffer { currency: "GBP".into(), ..typed() }, "{}", bench.kind());
            let lines = store::audit::recent(&app.db, boss.actor.workspace, 50).await.unwrap();
            let said: Vec<_> = lines.iter().filter(|line| line.action == "candidate.offer_changed").collect();
            assert_eq!(said.len(), 1, "the same offer again changes nothing");
            assert_eq!(said[0].detail, "Changed the offer to Ana Lopez for Welder");
            let manager = bench.colleague(&boss, "m@example.com", Role::HiringManager).await;
            let denied = set_offer(app, &manager.actor, at.id, &typed()).await.unwrap_err();
            assert!(matches!(denied, Error::Denied(Right::CandidatesWrite)));
        }
    }

    #[test]
    fn each_problem_stands_at_its_field() {
        let fields = |typed: &TypedOffer| -> Vec<String> {
            checked(typed).unwrap_err().into_iter().map(|problem| problem.field).collect()
        };
        let wrong = TypedOffer {
            start_date: "31/03/2026".into(),
            salary: "41,000".into(),
            currency: "pounds".into(),
            ..typed()
        };
        assert_eq!(fields(&wrong), ["start_date", "salary", "currency"]);
        assert_eq!(fields(&TypedOffer { currency: String::new(), ..typed() }), ["currency"]);
        assert_eq!(fields(&TypedOffer { salary: "-5".into(), ..typed() }), ["salary"]);
        assert_eq!(checked(&TypedOffer::default()), Ok(Offer::default()));
    }
}
