//! The tags of a candidate as a whole: those named and no others.

use model::{CandidateId, TagId};

use super::{
    bulk::{give_tag, take_tag},
    records::tags_of,
};
use crate::{Actor, App, error::Result};

/// Gives a candidate these tags and takes off every other. What is so already stays as it is, so that asking again
/// changes nothing.
///
/// # Errors
/// [`crate::Error::Denied`]; [`crate::Error::NotFound`] where the candidate or a tag is none.
pub async fn set_tags(app: &App, actor: &Actor, candidate: CandidateId, wanted: &[TagId]) -> Result<()> {
    let held: Vec<TagId> = tags_of(app, actor, candidate).await?.into_iter().map(|tag| tag.id).collect();
    for tag in wanted.iter().filter(|tag| !held.contains(tag)) {
        give_tag(app, actor, &[candidate], *tag).await?;
    }
    for tag in held.iter().filter(|tag| !wanted.contains(tag)) {
        take_tag(app, actor, &[candidate], *tag).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        hiring::{
            testing::house,
            upkeep::tags::{category, label},
        },
        people::testing::benches,
    };

    #[tokio::test]
    async fn those_named_stand_and_no_others() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            let ana = house.person(app, &boss.actor, "Ana", "Lopez").await.id;
            let group = category::create(app, &boss.actor, "Score", "teal").await.unwrap();
            let good = label::create(app, &boss.actor, "Good", group).await.unwrap();
            let poor = label::create(app, &boss.actor, "Poor", group).await.unwrap();
            for wanted in [vec![good], vec![poor], vec![poor], vec![good, poor], vec![]] {
                set_tags(app, &boss.actor, ana, &wanted).await.unwrap();
                let held: Vec<_> =
                    tags_of(app, &boss.actor, ana).await.unwrap().into_iter().map(|tag| tag.id).collect();
                assert_eq!(held, wanted, "{}", bench.kind());
            }
            let given =
                bench.actions(&boss).await.iter().filter(|action| *action == "candidate.tagged").count();
            assert_eq!(given, 3, "what stands already is not given again");
        }
    }
}
