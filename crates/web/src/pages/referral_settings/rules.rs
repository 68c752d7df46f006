//! `/settings/referrals`: when employees are asked and reminded, and when a referral counts.

use askama::Template;
use axum::{Form, extract::State, http::StatusCode};
use engine::{Error, referrals::settings};
use jiff::civil::Date;
use model::referral::{ArrivesAs, Sending, Settings};

use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::people::problems::Problems,
    session::SignedIn,
    shell::{Shell, page_with},
};

const WEEKDAYS: [(i8, &str); 7] = [
    (1, "Monday"),
    (2, "Tuesday"),
    (3, "Wednesday"),
    (4, "Thursday"),
    (5, "Friday"),
    (6, "Saturday"),
    (7, "Sunday"),
];

#[derive(Template)]
#[template(path = "referral_settings/rules.html")]
struct RulesPage {
    shell: Shell,
    weekdays: [(i8, &'static str); 7],
    typed: Typed,
    problems: Problems,
}

/// The form as it was typed.
#[derive(Clone, Debug, Default)]
struct Typed {
    weekdays: Vec<i8>,
    holidays: String,
    zone: String,
    from_hour: String,
    until_hour: String,
    remind_days: String,
    reminders: String,
    expire_days: String,
    fallback: bool,
    fallback_days: String,
    owned_days: String,
    known_days: String,
    prospect: bool,
    shows_bonus: bool,
    leaderboard: bool,
    privacy: String,
}

impl From<Settings> for Typed {
    fn from(kept: Settings) -> Self {
        let holidays: Vec<_> = kept.sending.holidays.iter().map(Date::to_string).collect();
        Self {
            weekdays: kept.sending.weekdays,
            holidays: holidays.join("\n"),
            zone: kept.sending.zone,
            from_hour: kept.sending.from_hour.to_string(),
            until_hour: kept.sending.until_hour.to_string(),
            remind_days: kept.remind_days.to_string(),
            reminders: kept.reminders.to_string(),
            expire_days: kept.expire_days.to_string(),
            fallback: kept.fallback,
            fallback_days: kept.fallback_days.to_string(),
            owned_days: kept.owned_days.to_string(),
            known_days: kept.known_days.to_string(),
            prospect: kept.arrives_as == ArrivesAs::Prospect,
            shows_bonus: kept.shows_bonus,
            leaderboard: kept.leaderboard,
            privacy: kept.privacy,
        }
    }
}

impl Typed {
    fn read(pairs: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (key, value) in pairs {
            match key.as_str() {
                "weekdays" => typed.weekdays.extend(value.parse::<i8>()),
                "holidays" => typed.holidays = value,
                "zone" => typed.zone = value,
                "from_hour" => typed.from_hour = value,
                "until_hour" => typed.until_hour = value,
                "remind_days" => typed.remind_days = value,
                "reminders" => typed.reminders = value,
                "expire_days" => typed.expire_days = value,
                "fallback" => typed.fallback = true,
                "fallback_days" => typed.fallback_days = value,
                "owned_days" => typed.owned_days = value,
                "known_days" => typed.known_days = value,
                "arrives_as" => typed.prospect = value == "prospect",
                "shows_bonus" => typed.shows_bonus = true,
                "leaderboard" => typed.leaderboard = true,
                "privacy" => typed.privacy = value,
                _ => {}
            }
        }
        typed
    }

    fn settings(&self) -> Result<Settings, Error> {
        let number = |field: &str, text: &str| {
            text.trim().parse::<u32>().map_err(|_| Error::field(field, "Write a whole number."))
        };
        let hour = |field: &str, text: &str| {
            text.trim().parse::<i8>().map_err(|_| Error::field(field, "Write an hour from 0 to 24."))
        };
        let lines = self.holidays.lines().map(str::trim).filter(|line| !line.is_empty());
        let holidays = lines.map(|line| {
            let wrong = format!("“{line}” is no day. Write it as 2026-12-25.");
            line.parse::<Date>().map_err(|_| Error::field("holidays", wrong))
        });
        Ok(Settings {
            sending: Sending {
                weekdays: self.weekdays.clone(),
                holidays: holidays.collect::<Result<_, _>>()?,
                zone: self.zone.trim().to_owned(),
                from_hour: hour("from_hour", &self.from_hour)?,
                until_hour: hour("until_hour", &self.until_hour)?,
            },
            remind_days: number("remind_days", &self.remind_days)?,
            reminders: number("reminders", &self.reminders)?,
            expire_days: number("expire_days", &self.expire_days)?,
            owned_days: number("owned_days", &self.owned_days)?,
            known_days: number("known_days", &self.known_days)?,
            fallback: self.fallback,
            fallback_days: number("fallback_days", &self.fallback_days)?,
            arrives_as: if self.prospect { ArrivesAs::Prospect } else { ArrivesAs::Application },
            shows_bonus: self.shows_bonus,
            leaderboard: self.leaderboard,
            privacy: self.privacy.trim().to_owned(),
        })
    }
}

fn draw(shell: Shell, typed: Typed, problems: Option<Problems>) -> Page {
    let status = problems.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let problems = problems.unwrap_or_default();
    Ok(page_with(status, &RulesPage { shell: shell.at("settings"), weekdays: WEEKDAYS, typed, problems }))
}

pub(super) async fn show(State(web): State<Web>, who: SignedIn, shell: Shell) -> Page {
    draw(shell, settings::settings(&web, &who.actor).await?.into(), None)
}

pub(super) async fn save(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let typed = Typed::read(pairs);
    let kept = match typed.settings() {
        Ok(wanted) => settings::set(&web, &who.actor, &wanted).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(()) => Ok(done("/settings/referrals", "This holds for referrals from now on.")),
        Err(error @ Error::Invalid(_)) => draw(shell, typed, Some(Problems::from_error(error)?)),
        Err(error) => Err(error.into()),
    }
}
