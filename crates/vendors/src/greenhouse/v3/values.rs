//! Setting some of a record's values of the company's own fields. The vendor puts the set that is sent in the place of
//! the one before, so that the others are sent along as they were read. What somebody changes there between the two
//! calls is lost; the time between them is all that can be kept short.

use serde_json::{Map, Value};

use super::wire::SetValue;
use crate::greenhouse::custom::Values;

/// The whole set: what is there, with these in their place. One that is null is left out, and so taken away.
pub fn whole(there: &Values, set: Map<String, Value>) -> Vec<SetValue> {
    let kept = there.iter().filter(|(key, _)| !set.contains_key(*key));
    let kept = kept.map(|(key, valued)| (key.clone(), valued.value.clone()));
    let all: Vec<_> = kept.collect();
    all.into_iter()
        .chain(set)
        .filter(|(_, value)| !value.is_null())
        .map(|(name_key, value)| SetValue { name_key, value })
        .collect()
}
