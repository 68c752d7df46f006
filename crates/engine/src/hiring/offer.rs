//! What was offered with an application.

use model::{ApplicationId, access::Right, application::Offer, field::decimal};
use store::hiring::application;

use super::{line, problem, the_application};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Keeps an offer. The audit line doesn't say the amount.
pub async fn set_offer(app: &App, actor: &Actor, id: ApplicationId, offer: &Offer) -> Result<()> {
    actor.require(Right::CandidatesWrite)?;
    let offer = checked(offer)?;
    let tx = app.db.begin().await?;
    let of = the_application(&tx, actor.workspace, id).await?;
    application::set_offer(&tx, actor.workspace, id, &offer).await?;
    let subject = ("candidate", Some(of.candidate.into()));
    audit::write(app, &tx, actor, "application.offer_set", subject, "Changed the offer").await?;
    Ok(tx.commit().await?)
}

fn checked(offer: &Offer) -> Result<Offer> {
    let mut problems = Vec::new();
    let (salary, currency) = (line(&offer.salary), line(&offer.currency).to_uppercase());
    if !salary.is_empty() && decimal(&salary).is_none() {
        problems.push(problem("salary", format!("“{salary}” is not an amount; write it like 52000.00.")));
    }
    let is_code = currency.len() == 3 && currency.chars().all(|c| c.is_ascii_uppercase());
    if !currency.is_empty() && !is_code {
        problems.push(problem("currency", "Write the currency as three letters, like GBP."));
    }
    if !salary.is_empty() && currency.is_empty() {
        problems.push(problem("currency", "Say in which currency."));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    Ok(Offer {
        start_date: offer.start_date,
        job_title: line(&offer.job_title),
        salary,
        currency,
        pay_period: line(&offer.pay_period),
        pay_type: line(&offer.pay_type),
        manager: line(&offer.manager),
    })
}
