//! What a threshold would make of a job's people, before anybody moves it.

use model::{
    JobId,
    access::Right,
    screening::{Standing, Threshold},
};
use store::screening::spread::{self, Share};

use super::the_job;
use crate::{Actor, App, Result};

/// How a job's points are spread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread(Vec<Share>);

impl Spread {
    /// How many points alone would place there under a threshold. Those whom a person decided on are left out: no
    /// threshold moves them.
    pub fn at(&self, standing: Standing, threshold: Threshold) -> u64 {
        let there = |share: &&Share| Standing::at(share.points, share.aside, threshold) == standing;
        self.open().filter(there).map(|share| share.count).sum()
    }

    /// How many stand where a person put them.
    pub fn decided(&self) -> u64 {
        self.0.iter().filter(|share| share.decided).map(|share| share.count).sum()
    }

    /// How many there are in all.
    pub fn all(&self) -> u64 {
        self.0.iter().map(|share| share.count).sum()
    }

    /// How many a knock-out rule sets aside, whatever their points.
    pub fn aside(&self) -> u64 {
        self.open().filter(|share| share.aside).map(|share| share.count).sum()
    }

    /// How many have exactly so many points and are set aside by no rule, for each number from 0 to 100.
    pub fn by_points(&self) -> [u64; 101] {
        let mut counts = [0; 101];
        for share in self.open().filter(|share| !share.aside) {
            if let Some(points) = share.points {
                counts[usize::from(points.min(100))] += share.count;
            }
        }
        counts
    }

    fn open(&self) -> impl Iterator<Item = &Share> {
        self.0.iter().filter(|share| !share.decided)
    }
}

/// How a job's points are spread.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn spread(app: &App, actor: &Actor, job: JobId) -> Result<Spread> {
    actor.require(Right::CandidatesRead)?;
    the_job(&app.db, actor.workspace, job).await?;
    Ok(Spread(spread::spread(&app.db, actor.workspace, job).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_tried_on_those_whom_nobody_decided_on() {
        let share = |points, aside, decided, count| Share { points, aside, decided, count };
        let spread = Spread(vec![
            share(Some(80), false, false, 3),
            share(Some(80), false, true, 5),
            share(Some(40), false, false, 2),
            share(Some(90), true, false, 1),
            share(None, false, false, 4),
        ]);
        let at = |threshold| Standing::ALL.map(|standing| spread.at(standing, Threshold(threshold)));
        assert_eq!(at(70), [3, 3, 0, 4], "one of three is set aside whatever the points");
        assert_eq!(at(40), [1, 5, 0, 4]);
        assert_eq!((spread.decided(), spread.aside(), spread.all()), (5, 1, 15));
        let counts = spread.by_points();
        assert_eq!((counts[80], counts[40], counts[90], counts.iter().sum::<u64>()), (3, 2, 0, 5));
    }
}
