//! `/settings/referrals/bonuses`: the tiers, a row each. It needs no script: an empty row at the end takes a new one.

use askama::Template;
use axum::{Form, extract::State, http::StatusCode};
use engine::{
    Error,
    referrals::bonus::{Tier, tiers},
};

use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::people::problems::Problems,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "referral_settings/tiers.html")]
struct TiersPage {
    shell: Shell,
    rows: Vec<Row>,
    problems: Problems,
}

impl TiersPage {
    /// What is wrong with a field of a row.
    fn wrong(&self, field: &str, row: &usize) -> Option<&str> {
        self.problems.of(&format!("{field}-{row}"))
    }
}

/// A row as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    name: String,
    amount: String,
    currency: String,
    words: String,
    waiting: String,
    departments: String,
}

impl From<Tier> for Row {
    fn from(tier: Tier) -> Self {
        Self {
            name: tier.name,
            amount: tier.amount,
            currency: tier.currency,
            words: tier.words,
            waiting: tier.waiting_days.to_string(),
            departments: tier.departments.join(", "),
        }
    }
}

impl Row {
    fn tier(&self, number: usize) -> Result<Tier, Error> {
        let wrong = || Error::field(format!("waiting-{number}"), "Write how many days, or 0.");
        let waiting = match self.waiting.trim() {
            "" => 0,
            text => text.parse().map_err(|_| wrong())?,
        };
        let departments = self.departments.split(',').map(str::trim).filter(|one| !one.is_empty());
        Ok(Tier {
            name: self.name.trim().to_owned(),
            amount: self.amount.trim().to_owned(),
            currency: self.currency.trim().to_uppercase(),
            words: self.words.trim().to_owned(),
            waiting_days: waiting,
            departments: departments.map(str::to_owned).collect(),
        })
    }
}

/// Reads the form; each row begins with its name. A row in which nothing stands is none.
fn read(pairs: Vec<(String, String)>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (key, value) in pairs {
        if key == "name" {
            rows.push(Row { name: value, ..Row::default() });
            continue;
        }
        let Some(row) = rows.last_mut() else { continue };
        match key.as_str() {
            "amount" => row.amount = value,
            "currency" => row.currency = value,
            "words" => row.words = value,
            "waiting" => row.waiting = value,
            "departments" => row.departments = value,
            _ => {}
        }
    }
    rows.retain(|row| *row != Row::default());
    rows
}

fn draw(shell: Shell, mut rows: Vec<Row>, problems: Option<Problems>) -> Page {
    let status = problems.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    rows.push(Row::default());
    let problems = problems.unwrap_or_default();
    Ok(page_with(status, &TiersPage { shell: shell.at("settings"), rows, problems }))
}

pub(super) async fn show(State(web): State<Web>, who: SignedIn, shell: Shell) -> Page {
    let kept = tiers::tiers(&web, &who.actor).await?;
    draw(shell, kept.into_iter().map(Into::into).collect(), None)
}

pub(super) async fn save(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let rows = read(pairs);
    let wanted: Result<Vec<_>, _> = rows.iter().enumerate().map(|(number, row)| row.tier(number)).collect();
    let kept = match wanted {
        Ok(wanted) => tiers::set_tiers(&web, &who.actor, &wanted).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(()) => Ok(done("/settings/referrals/bonuses", "Hires from now on earn this.")),
        Err(error @ Error::Invalid(_)) => draw(shell, rows, Some(Problems::from_error(error)?)),
        Err(error) => Err(error.into()),
    }
}
