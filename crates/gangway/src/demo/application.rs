//! How far each application has come, what was offered, and what the team wrote on the way.

use jiff::{
    ToSpan,
    civil::{Date, DateTime, Weekday},
};
use model::{application::Offer, job::StageKind};
use rand::{
    Rng, RngExt,
    seq::{IndexedRandom, SliceRandom},
};

use super::{
    company::TEAM,
    jobs::{JOBS, Job, WORKFLOWS},
};

/// One application to one job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The index of the job.
    pub job: usize,
    /// The index of the stage in the job's workflow.
    pub stage: usize,
    /// When it came in.
    pub applied_at: DateTime,
    /// When it came to its stage.
    pub moved_at: DateTime,
    /// What was offered; empty before an offer.
    pub offer: Offer,
}

impl Application {
    /// What its stage means.
    pub fn kind(&self) -> StageKind {
        WORKFLOWS[JOBS[self.job].workflow].stages[self.stage].1
    }
}

/// A remark by someone of the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The index of who wrote it in the team.
    pub author: usize,
    /// What it says.
    pub text: String,
    /// When it was written.
    pub written_at: DateTime,
}

/// Job and kind of stage of every first application, in an order by chance: the jobs' funnels together.
pub fn funnel(rng: &mut impl Rng) -> Vec<(usize, StageKind)> {
    let mut places = vec![];
    for (job, of) in JOBS.iter().enumerate() {
        for (kind, count) in StageKind::ALL.into_iter().zip(of.funnel) {
            places.extend(std::iter::repeat_n((job, kind), count));
        }
    }
    places.shuffle(rng);
    places
}

/// An application to a job that has come to a stage of a kind.
pub fn application(rng: &mut impl Rng, job: usize, kind: StageKind, today: Date) -> Application {
    let of = &JOBS[job];
    let stages = WORKFLOWS[of.workflow].stages.iter().enumerate();
    let stages: Vec<_> = stages.filter(|(_, stage)| stage.1 == kind).map(|(at, _)| at).collect();
    let (from, to) = match kind {
        StageKind::Applied => (0, 16),
        StageKind::Review => (6, 24),
        StageKind::Interview => (14, 38),
        StageKind::Offer | StageKind::Hired => (32, 60),
        StageKind::Rejected => (18, 70),
    };
    let ago = rng.random_range(from..to);
    let waits = if kind == StageKind::Applied { ago } else { rng.random_range(0..=ago / 3) };
    let applied_at = moment(rng, today, ago);
    let moved_at =
        if kind == StageKind::Applied { applied_at } else { moment(rng, today, waits).max(applied_at) };
    let made = matches!(kind, StageKind::Offer | StageKind::Hired);
    let offer = if made { offer(rng, of, today) } else { Offer::default() };
    Application { job, stage: stages.choose(rng).copied().unwrap_or(0), applied_at, moved_at, offer }
}

fn offer(rng: &mut impl Rng, job: &Job, today: Date) -> Offer {
    let weeks = rng.random_range(1..=8);
    let first_day = today.nth_weekday(weeks, Weekday::Monday).unwrap_or(today);
    let pay = &job.pay;
    let amount = pay.from + pay.step * rng.random_range(0..=(pay.to - pay.from) / pay.step);
    Offer {
        start_date: Some(first_day),
        job_title: job.title.into(),
        salary: format!("{amount}.00"),
        currency: pay.currency.into(),
        pay_period: pay.period.into(),
        pay_type: pay.kind.into(),
        manager: TEAM[job.manager].name.into(),
    }
}

/// What the team wrote about an application: the further it came, the more.
pub fn comments(rng: &mut impl Rng, application: &Application, first: &str) -> Vec<Comment> {
    let kind = application.kind();
    let most = match kind {
        StageKind::Applied => 0,
        StageKind::Review => rng.random_range(0..=1),
        StageKind::Rejected => 1,
        StageKind::Interview => rng.random_range(0..=2),
        StageKind::Offer | StageKind::Hired => rng.random_range(2..=3),
    };
    let mut told: Vec<_> = remarks(kind).to_vec();
    let manager = JOBS[application.job].manager;
    let mut comments = vec![];
    for nth in 0..most {
        let text = told.swap_remove(rng.random_range(0..told.len())).replace("{name}", first);
        let author = if nth % 2 == 0 { rng.random_range(0..2) } else { manager };
        let written_at = between(rng, application.applied_at, application.moved_at);
        comments.push(Comment { author, text, written_at });
    }
    comments.sort_by_key(|comment| comment.written_at);
    comments
}

fn remarks(kind: StageKind) -> &'static [&'static str] {
    match kind {
        StageKind::Applied => &[],
        StageKind::Review => &[
            "Strong CV. I would like to hear about the last two years in more detail.",
            "Not the usual background, which is why I want us to read this one twice.",
            "Asked {name} for a portfolio or work sample; answer expected this week.",
        ],
        StageKind::Interview => &[
            "Good first call. {name} asked better questions about our customers than I did.",
            "Please keep an hour for {name} next week; mornings are best.",
            "Clear and modest about a hard project. Recommend going on.",
        ],
        StageKind::Offer | StageKind::Hired => &[
            "The panel was unanimous: please make {name} an offer.",
            "References are in, and they are excellent.",
            "{name} asked for a start on a Monday. Fine with us.",
            "Spoke about pay; we are within the band.",
        ],
        StageKind::Rejected => &[
            "Kind and capable, but we need more experience for this one. Keep in touch.",
            "{name} withdrew for another offer. Let us write again in spring.",
            "Second in a very close race. Would hire for the next opening.",
        ],
    }
}

fn moment(rng: &mut impl Rng, today: Date, days_ago: i32) -> DateTime {
    let day = today.saturating_sub(days_ago.days());
    // Before eight in the morning, so that what happened today is past when the demo starts in an office.
    let (hour, minute) = (rng.random_range(6..8), rng.random_range(0..60));
    if days_ago == 0 {
        day.at(hour - 5, minute, 0, 0)
    } else {
        day.at(hour + rng.random_range(0..11), minute, 0, 0)
    }
}

/// A moment of a working day between two others.
fn between(rng: &mut impl Rng, from: DateTime, to: DateTime) -> DateTime {
    let days = (to.date() - from.date()).get_days();
    let day = from.date().saturating_add(rng.random_range(0..=days.max(0)).days());
    day.at(rng.random_range(9..17), rng.random_range(0..60), 0, 0).clamp(from, to)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use model::field::decimal;

    use super::*;
    use crate::demo::company::company;

    #[test]
    fn whoever_is_hired_has_a_complete_offer() {
        let today = date(2026, 3, 2);
        let people = company(3, today).people;
        let hired: Vec<_> = people
            .iter()
            .flat_map(|person| &person.applications)
            .filter(|application| application.kind() == StageKind::Hired)
            .collect();
        assert_eq!(hired.len(), 12);
        for application in hired {
            let offer = &application.offer;
            let first_day = offer.start_date.unwrap();
            assert!(first_day > today && first_day.weekday() == Weekday::Monday);
            assert!(decimal(&offer.salary).is_some(), "{}", offer.salary);
            assert!(TEAM.iter().any(|member| member.name == offer.manager));
            for text in [&offer.job_title, &offer.currency, &offer.pay_period, &offer.pay_type] {
                assert!(!text.is_empty());
            }
        }
    }

    #[test]
    fn the_funnel_narrows() {
        let places = funnel(&mut <rand_chacha::ChaCha8Rng as rand::SeedableRng>::seed_from_u64(1));
        let count = |kind| places.iter().filter(|(_, k)| *k == kind).count();
        let [applied, review, interview, offer, hired, rejected] = StageKind::ALL.map(count);
        assert_eq!(applied + review + interview + offer + hired + rejected, 200);
        assert!(applied > review && review > interview && interview > hired && hired > offer && rejected > 5);
    }

    #[test]
    fn nothing_happens_before_the_application_or_after_today() {
        let today = date(2026, 3, 2);
        for person in company(3, today).people {
            let came = person.applications.iter().map(|application| application.applied_at).min().unwrap();
            for application in &person.applications {
                assert!(application.applied_at <= application.moved_at);
                assert!(application.moved_at.date() <= today);
            }
            for comment in &person.comments {
                assert!(came <= comment.written_at && comment.written_at.date() <= today);
            }
        }
    }
}
