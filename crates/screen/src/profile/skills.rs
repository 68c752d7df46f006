//! Skills that a text names, and how long by the positions that name them.

use std::collections::HashMap;

use model::screening::{Month, Position, SkillShown};

use crate::{score::covered, skills::Taxonomy};

pub(super) fn of(text: &str, positions: &[Position], as_of: Month, taxonomy: &Taxonomy) -> Vec<SkillShown> {
    let (mut shown, mut place): (Vec<SkillShown>, HashMap<usize, usize>) = Default::default();
    for hit in taxonomy.find(text) {
        let nth = *place.entry(hit.skill).or_insert_with(|| {
            let skill = &taxonomy.skills()[hit.skill];
            shown.push(SkillShown {
                skill: skill.id.clone(),
                name: skill.name.clone(),
                spans: vec![],
                months: None,
            });
            shown.len() - 1
        });
        shown[nth].spans.push(hit.span);
    }
    for skill in &mut shown {
        let names = |position: &&Position| {
            skill.spans.iter().any(|span| position.span.start <= span.start && span.end <= position.span.end)
        };
        skill.months = covered(positions.iter().filter(names), as_of);
    }
    shown
}
