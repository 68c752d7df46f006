//! The page itself: where the referral stands, what can be done, how far the person is on their way, and its story.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use engine::referrals::{
    deliver::act,
    introduce::{self, Draft},
    list::{self, Seen},
};
use model::{
    ReferralId,
    access::Right,
    handoff::HandoffState,
    referral::{Answer, Person, State as Standing},
};

use crate::{
    Web,
    failure::Page,
    pages::{integrations::view::Moment, people::problems::Problems},
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "referral/show.html")]
struct ReferralPage {
    shell: Shell,
    seen: Seen,
    answers: [Answer; 4],
    /// Whether whoever looks is asked, and the answer is still missing.
    asks: bool,
    draft: Option<Draft>,
    /// A link that was made just now.
    link: Option<String>,
    may_withdraw: bool,
    delivery: Option<Way>,
    story: Vec<Told>,
    problems: Problems,
}

/// How far the person is on their way into the job.
struct Way {
    state: (&'static str, &'static str),
    problem: Option<String>,
    next: Option<Moment>,
    steps: Vec<(&'static str, Moment)>,
    waits: bool,
    /// What the person gave, where a value of it was refused.
    corrects: bool,
}

struct Told {
    at: Moment,
    what: String,
    actor: String,
    detail: String,
}

/// What a form brought back, or a link that was made.
#[derive(Default)]
pub(super) struct Came {
    pub problems: Option<Problems>,
    pub words: Option<model::referral::Template>,
    pub link: Option<String>,
}

pub(super) async fn draw(web: &Web, who: &SignedIn, shell: Shell, id: ReferralId, came: Came) -> Page {
    let (seen, story) = list::one(web, &who.actor, id).await?;
    let one = &seen.referral;
    let own = Some(one.employee) == who.actor.user;
    let recruits = who.actor.role.may(Right::ReferralsAsk);
    let mut draft = introduce::draft(web, &who.actor, id).await.ok();
    if let (Some(draft), Some(words)) = (&mut draft, came.words) {
        draft.words = words;
    }
    let delivery = if recruits { way(web, who, id).await? } else { None };
    let story = story.into_iter().map(|line| Told {
        at: line.at.into(),
        what: line.event.replace('_', " "),
        actor: line.actor,
        detail: line.detail,
    });
    let status = came.problems.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let page = ReferralPage {
        shell: shell.at("referrals"),
        answers: Answer::ALL,
        asks: own && one.state == Standing::Requested,
        draft,
        link: came.link,
        may_withdraw: (own || recruits) && !one.state.is_over() && !one.state.is_consented(),
        delivery,
        story: story.collect(),
        problems: came.problems.unwrap_or_default(),
        seen,
    };
    Ok(page_with(status, &page))
}

async fn way(web: &Web, who: &SignedIn, id: ReferralId) -> Result<Option<Way>, engine::Error> {
    let Some((there, steps)) = act::standing(web, &who.actor, id).await? else { return Ok(None) };
    let state = match there.state {
        HandoffState::Queued | HandoffState::Sending => ("badge-info", "On the way"),
        HandoffState::Retrying => ("badge-warn", "Tried again by itself"),
        HandoffState::Waiting => ("badge-warn", "Waits for somebody"),
        HandoffState::Delivered => ("badge-ok", "Arrived"),
        HandoffState::Cancelled => ("", "Done by hand"),
    };
    let waits = matches!(there.state, HandoffState::Waiting | HandoffState::Retrying);
    let fields = there.problem.as_ref().map(|problem| {
        let fields = problem.fields.iter().map(|field| format!(" {}: {}", field.field, field.message));
        format!("{}{}", problem.sentence, fields.collect::<String>())
    });
    Ok(Some(Way {
        state,
        corrects: waits && fields.is_some(),
        problem: fields,
        next: there.next_try_at.map(Into::into),
        steps: steps.into_iter().map(|(step, _, at)| (step.label(), at.into())).collect(),
        waits,
    }))
}

impl ReferralPage {
    fn person(&self) -> &Person {
        &self.seen.referral.person
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Path(id): Path<ReferralId>,
) -> Page {
    draw(&web, &who, shell, id, Came::default()).await
}
