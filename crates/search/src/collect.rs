//! Who is found: the best of them, how many there are, and how often each value stands among them.

use std::{cmp::Reverse, collections::BTreeMap, collections::BinaryHeap, sync::Arc};

use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::Column,
};

use crate::{
    document::Facet,
    forward::{Forward, Forwards},
};

/// What was found in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The best, the best first.
    pub ids: Vec<u128>,
    /// How well each fits; only to be compared with the others.
    pub scores: Vec<f32>,
    /// How many there are.
    pub total: u64,
    /// How often each value stands among them, the most frequent first.
    pub counts: BTreeMap<Facet, Vec<(String, u64)>>,
    /// Words that nobody has; what is like them was looked for.
    pub respelled: Vec<String>,
}

/// Of each facet so many values are told.
const TOLD: usize = 12;

pub(crate) struct Collect<'a> {
    pub forwards: &'a Forwards,
    /// How many of the best are wanted, with those passed over.
    pub most: usize,
    /// Whether the best are those that fit best, or else the newest.
    pub scored: bool,
    pub counts: bool,
}

/// How good one is, and who: ordered by the first, and by the second where that is the same.
type Rank = (u64, Reverse<u128>);

pub(crate) struct Part {
    heap: BinaryHeap<Reverse<Rank>>,
    most: usize,
    scored: bool,
    people: Vec<DocId>,
    changed: Column<u64>,
    id: (Column<u64>, Column<u64>),
    forwards: Vec<(Facet, Arc<Forward>)>,
    /// What must be beaten to be among the best.
    bar: u64,
}

/// How often each value of a facet stands among people.
type Counts = Vec<(String, u64)>;

pub(crate) struct Harvest {
    best: Vec<Rank>,
    total: u64,
    counts: tantivy::Result<Vec<(Facet, Counts)>>,
}

impl Collector for Collect<'_> {
    type Fruit = (Vec<Rank>, u64, BTreeMap<Facet, Counts>);
    type Child = Part;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Part> {
        let forwards = if self.counts {
            let of = |facet| Ok((facet, self.forwards.of(segment, facet)?));
            Facet::COUNTED.into_iter().map(of).collect::<tantivy::Result<_>>()?
        } else {
            vec![]
        };
        let fast = segment.fast_fields();
        Ok(Part {
            heap: BinaryHeap::new(),
            most: self.most,
            scored: self.scored,
            people: vec![],
            changed: fast.u64("changed")?,
            id: (fast.u64("high")?, fast.u64("low")?),
            forwards,
            bar: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.scored
    }

    fn merge_fruits(&self, parts: Vec<Harvest>) -> tantivy::Result<Self::Fruit> {
        let (mut best, mut total) = (Vec::new(), 0);
        let mut sums: BTreeMap<Facet, BTreeMap<String, u64>> = BTreeMap::new();
        for part in parts {
            best.extend(part.best);
            total += part.total;
            for (facet, counts) in part.counts? {
                let sum = sums.entry(facet).or_default();
                counts.into_iter().for_each(|(value, count)| *sum.entry(value).or_default() += count);
            }
        }
        best.sort_unstable_by(|a, b| b.cmp(a));
        best.truncate(self.most);
        let told = |sums: BTreeMap<String, u64>| {
            let mut counts: Vec<(String, u64)> = sums.into_iter().collect();
            counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            counts.truncate(TOLD);
            counts
        };
        Ok((best, total, sums.into_iter().map(|(facet, sums)| (facet, told(sums))).collect()))
    }
}

impl SegmentCollector for Part {
    type Fruit = Harvest;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.people.push(doc);
        let rank = if self.scored {
            // Scores are never below zero, and such numbers are ordered as their bits are.
            u64::from(score.max(0.0).to_bits())
        } else {
            self.changed.first(doc).unwrap_or(0)
        };
        if self.most == 0 || (self.heap.len() == self.most && rank < self.bar) {
            return;
        }
        let id = (u128::from(self.id.0.first(doc).unwrap_or(0)) << 64)
            | u128::from(self.id.1.first(doc).unwrap_or(0));
        self.heap.push(Reverse((rank, Reverse(id))));
        if self.heap.len() > self.most {
            self.heap.pop();
        }
        if self.heap.len() == self.most {
            self.bar = self.heap.peek().map_or(0, |Reverse((rank, _))| *rank);
        }
    }

    fn harvest(self) -> Harvest {
        let count = |(facet, forward): &(Facet, Arc<Forward>)| Ok((*facet, forward.count(&self.people)?));
        Harvest {
            counts: self.forwards.iter().map(count).collect(),
            total: self.people.len() as u64,
            best: self.heap.into_iter().map(|Reverse(rank)| rank).collect(),
        }
    }
}

/// How well somebody fits, as it was before it was ordered by.
pub(crate) fn score(rank: &Rank, scored: bool) -> (u128, f32) {
    let fits = if scored { u32::try_from(rank.0).map_or(0.0, f32::from_bits) } else { 0.0 };
    (rank.1.0, fits)
}
