//! Jobs side by side, found by the words and skills that they look for: a contact is held against the few jobs that
//! share something with them, not against every one.

use std::collections::HashMap;

use model::network::{Level, Reason};

use super::{headline::Headline, need::Need};

/// What speaks for everybody of a headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sight {
    /// Which job, as a place in the needs.
    pub job: usize,
    /// How much.
    pub points: u8,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Less than this can't become a match, whoever it is and however well they are known.
const LEAST: u8 = 22;

const SAME_TITLE: u8 = 50;
const LIKE_TITLE: u8 = 42;
const NEAR_TITLE: u8 = 22;
const SKILLS: [u8; 3] = [12, 19, 25];
const SAME_LEVEL: u8 = 10;
const NEXT_LEVEL: u8 = 5;
/// Somebody so many steps away does other work.
const FAR: u8 = 3;
const FAR_OFF: u8 = 20;

/// Jobs, found by what they look for.
pub(crate) struct Board<'n> {
    needs: &'n [Need],
    /// Every title of every job.
    titles: Vec<(usize, usize)>,
    words: HashMap<&'n str, Vec<usize>>,
    skills: HashMap<&'n str, Vec<(usize, usize)>>,
}

impl<'n> Board<'n> {
    /// Puts jobs on it.
    pub fn of(needs: &'n [Need]) -> Self {
        let (mut titles, mut words, mut skills) = (Vec::new(), HashMap::new(), HashMap::new());
        for (job, need) in needs.iter().enumerate() {
            for title in &need.titles {
                for word in title {
                    words.entry(word.as_str()).or_insert_with(Vec::new).push(titles.len());
                }
                titles.push((job, title.len()));
            }
            for (nth, skill) in need.skills.iter().enumerate() {
                for id in &skill.ids {
                    skills.entry(id.as_str()).or_insert_with(Vec::new).push((job, nth));
                }
            }
        }
        Self { needs, titles, words, skills }
    }

    /// The jobs for which a headline speaks.
    pub fn look(&self, headline: &Headline) -> Vec<Sight> {
        let held: Vec<&str> = headline.words.split(' ').filter(|word| !word.is_empty()).collect();
        let mut common: HashMap<usize, usize> = HashMap::new();
        for title in held.iter().filter_map(|word| self.words.get(word)).flatten() {
            *common.entry(*title).or_default() += 1;
        }
        let mut found: HashMap<usize, (u8, Vec<usize>)> = HashMap::new();
        for (title, common) in common {
            let (job, asked) = self.titles[title];
            let points = like(common, asked, held.len());
            if points > 0 {
                let best = &mut found.entry(job).or_default().0;
                *best = points.max(*best);
            }
        }
        for id in headline.skills.split(' ') {
            for (job, nth) in self.skills.get(id).into_iter().flatten() {
                let (_, named) = found.entry(*job).or_default();
                if !named.contains(nth) {
                    named.push(*nth);
                }
            }
        }
        let sights =
            found.into_iter().map(|(job, (title, skills))| self.sight(job, title, skills, headline.level));
        sights.filter(|sight| sight.points >= LEAST).collect()
    }

    fn sight(&self, job: usize, title: u8, mut skills: Vec<usize>, level: Level) -> Sight {
        let need = &self.needs[job];
        let (mut points, mut reasons) = (title, Vec::new());
        reasons.extend(match title {
            SAME_TITLE => Some(Reason::SameTitle),
            LIKE_TITLE => Some(Reason::LikeTitle),
            NEAR_TITLE => Some(Reason::NearTitle),
            _ => None,
        });
        if !skills.is_empty() {
            points += SKILLS[skills.len().min(SKILLS.len()) - 1];
            skills.sort_unstable();
            let names = skills.into_iter().map(|nth| need.skills[nth].name.clone()).collect();
            reasons.push(Reason::Skills { names });
        }
        let asked = need.level.unwrap_or(Level::Usual);
        match asked.steps(level) {
            0 => {
                points += SAME_LEVEL;
                reasons.push(Reason::SameLevel);
            }
            1 => {
                points += NEXT_LEVEL;
                reasons.push(Reason::NextLevel);
            }
            steps if steps >= FAR => points = points.saturating_sub(FAR_OFF),
            _ => {}
        }
        Sight { job, points, reasons }
    }
}

/// How much it says that titles have so many words in common.
fn like(common: usize, asked: usize, held: usize) -> u8 {
    match common {
        _ if common == asked && common == held => SAME_TITLE,
        _ if common == asked => LIKE_TITLE,
        // At least half of all the words are shared, and more than one.
        _ if common >= 2 && 2 * common >= asked + held - common => NEAR_TITLE,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{headline, need::tests::job},
        *,
    };

    #[test]
    fn a_headline_meets_the_jobs_it_speaks_for_and_no_other() {
        let needs: Vec<Need> = [
            ("Senior Backend Engineer", "Requirements:\n- PostgreSQL\n- Docker"),
            ("Backend Engineer", ""),
            ("Frontend Engineer", ""),
            ("Head Chef", "Requirements:\n- Menu planning"),
        ]
        .map(|(title, text)| Need::of(&job(title, "", text), None))
        .into();
        let board = Board::of(&needs);
        let look = |title: &str| {
            let mut found = board.look(&headline::of(title));
            found.sort_by_key(|sight| sight.job);
            found
        };
        let found = look("Senior Backend Developer, Docker and PostgreSQL");
        assert_eq!(found[0].job, 0);
        let skills = Reason::Skills { names: vec!["PostgreSQL".into(), "Docker".into()] };
        assert_eq!(found[0].reasons, [Reason::LikeTitle, skills, Reason::SameLevel]);
        assert!(found.iter().all(|sight| sight.job != 3));
        let plain = look("Backend Engineer");
        let points = |job: usize| plain.iter().find(|sight| sight.job == job).map(|sight| sight.points);
        assert_eq!(points(1), Some(SAME_TITLE + SAME_LEVEL));
        assert_eq!(points(0), Some(SAME_TITLE + NEXT_LEVEL));
        assert_eq!(points(2), Some(NEAR_TITLE + SAME_LEVEL));
        assert!(look("Backend Engineering Intern").iter().all(|sight| sight.points < 40));
        assert!(look("Florist").is_empty() && look("").is_empty());
    }
}
