//! Where applications can come from.

use std::collections::BTreeSet;

use super::house::House;

/// A system that lists its sources gives each once, with the name people read, and the one that referrals are to have
/// is found among them. One that has no such list gives none.
pub async fn each_once(house: &House) {
    let all = house.ats().sources(house.ctx()).await.unwrap();
    let Some(wanted) = &house.manifest().referral_source else {
        assert_eq!(all, [], "the manifest says nothing of sources");
        return;
    };
    let ids: BTreeSet<_> = all.iter().map(|source| source.id.as_str()).collect();
    assert!(ids.len() == all.len() && all.len() > 1, "{all:?}");
    assert!(all.iter().all(|source| !source.name.is_empty()), "{all:?}");
    assert_eq!(all.iter().filter(|source| wanted.is(source)).count(), 1, "{all:?}");
    assert_eq!(house.ats().sources(house.ctx()).await.unwrap(), all);
}
