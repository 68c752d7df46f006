use std::collections::BTreeSet;

use connect::ats::Ask;
use model::remote::RecordKind;
use proptest::prelude::*;

use super::*;

const SIZE: usize = Listing::LARGEST as usize;

/// A list at the vendor: ids, and when each was last changed, in microseconds.
#[derive(Clone, Debug, Default)]
struct Table(Vec<(u64, i64)>);

fn at(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap()
}

/// As the vendor shows a time: in whole seconds.
fn shown(micros: i64) -> Timestamp {
    Timestamp::from_second(micros.div_euclid(1_000_000)).unwrap()
}

impl Table {
    fn get(&self, listing: &Listing) -> (Vec<Seen>, u64) {
        let after = |micros: i64| listing.after.is_none_or(|bound| at(micros) > bound.0);
        let before = |micros: i64| listing.before.is_none_or(|bound| at(micros) < bound.0);
        let mut rows: Vec<_> = self.0.iter().copied().filter(|row| after(row.1) && before(row.1)).collect();
        match listing.sort {
            "id" => rows.sort(),
            "-updated_at,-id" => rows.sort_by_key(|row| std::cmp::Reverse((row.1, row.0))),
            _ => rows.sort_by_key(|row| (row.1, row.0)),
        }
        let total = rows.len() as u64;
        let page = rows.into_iter().skip((listing.page as usize - 1) * SIZE).take(listing.size as usize);
        (page.map(|(id, micros)| Seen { id: Some(id), updated_at: Some(shown(micros)) }).collect(), total)
    }

    /// Walks, with a writer that acts after each page; gives what was seen, the pages, and the totals.
    fn walk(
        &mut self,
        changed_after: Option<Timestamp>,
        mut write: impl FnMut(usize, &mut Self),
    ) -> (BTreeSet<u64>, usize, Vec<u64>) {
        let (mut seen, mut totals, mut pages, mut cursor) = (BTreeSet::new(), vec![], 0, None);
        let mut last = vec![];
        loop {
            let ask = Ask { kind: RecordKind::Application, changed_after, cursor };
            let mut step = Cursor::of(&ask).unwrap();
            if step.is_to_be_counted() {
                let (_, total) = self.get(&step.listing());
                step = step.counted(Some(total)).unwrap();
                pages += 1;
            }
            let (rows, total) = self.get(&step.listing());
            pages += 1;
            assert!(pages < 500, "the walk does not end");
            seen.extend(rows.iter().filter_map(|row| row.id));
            totals.push(total);
            assert!(
                rows.is_empty() || rows != last,
                "two pages running are the same: {} rows, {:?}",
                rows.len(),
                step
            );
            last.clone_from(&rows);
            let next = step.after(&rows, Some(total)).unwrap();
            let Some(next) = next else { return (seen, pages, totals) };
            cursor = Some(next.to_text());
            write(pages, self);
        }
    }
}

#[test]
fn everything_takes_as_many_requests_as_there_are_pages() {
    for (rows, expected) in [(0, 1), (1, 1), (999, 1), (1000, 1), (1001, 2), (3000, 3)] {
        let mut table = Table((1..=rows).map(|id| (id, 0)).collect());
        let (seen, pages, _) = table.walk(None, |_, _| {});
        assert_eq!((seen.len() as u64, pages), (rows, expected), "{rows} rows");
    }
}

#[test]
fn rows_that_come_are_seen_and_rows_that_go_show_in_the_total() {
    let mut table = Table((1..=2500).map(|id| (id, 0)).collect());
    let (seen, _, totals) = table.walk(None, |page, table| table.0.push((3000 + page as u64, 0)));
    assert_eq!(seen.len(), 2502);
    assert_eq!(totals, [2500, 2501, 2502]);
    let (seen, _, totals) = table.walk(None, |_, table| {
        table.0.remove(0);
    });
    assert!(!seen.contains(&1001), "row 1001 slid onto the page before");
    assert_ne!(totals.first(), totals.last());
}

#[test]
fn a_page_that_comes_again_is_told() {
    let rows: Vec<_> = (1..=1000).map(|id| Seen { id: Some(id), updated_at: None }).collect();
    let ask = Ask { kind: RecordKind::Job, changed_after: None, cursor: None };
    let next = Cursor::of(&ask).unwrap().after(&rows, Some(5000)).unwrap().unwrap();
    assert!(matches!(next.after(&rows, Some(5000)), Err(VendorError::Unavailable(_))));
}

#[test]
fn a_cursor_of_somebody_else_is_refused() {
    let ask = Ask { kind: RecordKind::Job, changed_after: None, cursor: Some("page=7".into()) };
    assert!(matches!(Cursor::of(&ask), Err(VendorError::NotFound(_))));
}

#[test]
fn few_changes_take_one_request_and_a_bulk_change_hardly_more_than_its_pages() {
    let spread = |micros: i64| Table((1..=5000).map(|id| (id as u64, id * micros)).collect());
    // One an hour, then a bulk change of fifty a second, a thousand a second, and all at once.
    for (micros, most) in [(3_600_000_000, 6), (20_000, 6), (1_000, 14), (0, 8)] {
        let (seen, pages, _) = spread(micros).walk(Some(at(-1)), |_, _| {});
        assert_eq!(seen.len(), 5000, "{micros}");
        assert!(pages <= most, "{pages} requests at {micros}");
    }
    assert_eq!(spread(3_600_000_000).walk(Some(at(4200 * 3_600_000_000)), |_, _| {}).1, 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is touched or taken away while the changes are walked: every row that was there from the beginning
    /// to the end is seen.
    #[test]
    fn a_writer_beside_the_reader_hides_nothing(
        spread in 0_i64..3_000,
        touched in prop::collection::vec((0_usize..3500, prop::bool::ANY), 0..400),
    ) {
        let mut table = Table((1..=3500).map(|id| (id as u64, id * spread)).collect());
        let mut there: BTreeSet<u64> = table.0.iter().map(|row| row.0).collect();
        let mut now = 3500 * spread + 60_000_000;
        let mut work = touched.into_iter();
        let (seen, ..) = table.walk(Some(at(-1)), |_, table| {
            for (place, remove) in work.by_ref().take(40) {
                let place = place % table.0.len();
                now += 1_000;
                if remove {
                    there.remove(&table.0.remove(place).0);
                } else {
                    table.0[place].1 = now;
                }
            }
        });
        let missed: Vec<_> = there.difference(&seen).collect();
        prop_assert!(missed.is_empty(), "{missed:?}");
    }
}
