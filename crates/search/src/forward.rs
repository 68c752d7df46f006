//! Which values each person has, held ready for counting: by the number of the value in its part of the index.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tantivy::{SegmentReader, columnar::StrColumn, index::SegmentId};

use crate::document::Facet;

/// The values of one facet in one part of the index.
pub(crate) struct Forward {
    /// Where each person's values begin in `values`, and where the last one's end.
    begins: Vec<u32>,
    values: Vec<u32>,
    column: Option<StrColumn>,
}

impl Forward {
    fn read(reader: &SegmentReader, facet: Facet) -> tantivy::Result<Self> {
        let people = reader.max_doc();
        let column = reader.fast_fields().str(facet.as_str())?;
        let (mut begins, mut values) = (Vec::with_capacity(people as usize + 1), Vec::new());
        for person in 0..people {
            begins.push(values.len() as u32);
            if let Some(column) = &column {
                values.extend(column.term_ords(person).map(|value| value as u32));
            }
        }
        begins.push(values.len() as u32);
        values.shrink_to_fit();
        Ok(Self { begins, values, column })
    }

    /// How often each value stands among these people; values that none has are left out.
    pub fn count(&self, people: &[u32]) -> tantivy::Result<Vec<(String, u64)>> {
        let Some(column) = &self.column else { return Ok(vec![]) };
        let mut counts = vec![0_u32; column.num_terms()];
        for person in people {
            let (from, to) = (self.begins[*person as usize], self.begins[*person as usize + 1]);
            for value in &self.values[from as usize..to as usize] {
                counts[*value as usize] += 1;
            }
        }
        let mut most: Vec<(u32, u32)> =
            (0..).zip(counts).filter(|(_, count)| *count > 0).map(|(value, count)| (count, value)).collect();
        most.sort_unstable_by(|a, b| b.cmp(a));
        most.truncate(LOOKED_UP);
        let mut found = Vec::with_capacity(most.len());
        for (count, value) in most {
            let mut text = String::new();
            column.ord_to_str(u64::from(value), &mut text)?;
            found.push((text, u64::from(count)));
        }
        Ok(found)
    }
}

/// Of each part of the index so many values are looked up: enough that none of the most frequent of all is missed
/// where the parts are alike.
const LOOKED_UP: usize = 200;

/// What was read of each part. Parts never change; those that are no more are let go.
#[derive(Default)]
pub(crate) struct Forwards(Mutex<HashMap<(SegmentId, Facet), Arc<Forward>>>);

impl Forwards {
    pub fn of(&self, reader: &SegmentReader, facet: Facet) -> tantivy::Result<Arc<Forward>> {
        let key = (reader.segment_id(), facet);
        let kept = |forwards: &Self| {
            forwards.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).map(Arc::clone)
        };
        if let Some(there) = kept(self) {
            return Ok(there);
        }
        let made = Arc::new(Forward::read(reader, facet)?);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&made));
        Ok(made)
    }

    /// Reads what is not held yet, and lets go what is no longer needed.
    pub fn follow(&self, readers: &[SegmentReader]) -> tantivy::Result<()> {
        for reader in readers {
            for facet in Facet::COUNTED {
                self.of(reader, facet)?;
            }
        }
        let living: Vec<SegmentId> = readers.iter().map(SegmentReader::segment_id).collect();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(segment, _), _| living.contains(segment));
        Ok(())
    }
}
