//! What is kept there by us alone: put over our own earlier writing, and never over a person's.

use serde::{Deserialize, Serialize};

use super::RemoteTag;

/// The value of a field that is ours to fill.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnValue {
    /// The field's identifier there.
    pub field: String,
    /// The value; an empty one takes the value away.
    pub value: String,
    /// What may stand there by our own hand. Anything else is a person's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<String>,
}

impl OwnValue {
    /// Whether what stands there now may be written over. `same` says whether two texts are one value of the field's
    /// kind.
    pub fn is_ours(&self, now: &str, same: impl Fn(&str, &str) -> bool) -> bool {
        self.known.iter().any(|known| plain(known) == plain(now) || same(known, now))
    }
}

/// A text without what forms change on its way: line ends, and blanks around lines.
fn plain(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The one label of several that are ours to set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTag {
    /// The label; `None` takes ours away.
    pub tag: Option<RemoteTag>,
    /// Every label that is ours, this one among them.
    pub of: Vec<RemoteTag>,
    /// Which of them may be there by our own hand; `None` stands for none of them. Anything else is a person's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<Option<RemoteTag>>,
}

/// What is to be done for a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagStep<'a> {
    /// It is so already.
    Nothing,
    /// A person set another one, or took ours away: it is left. The names of those that are there, or were.
    Leave(Vec<String>),
    /// The one is put on and the others are taken off, in this order, so that there is always one.
    Change {
        /// What is put on.
        add: Option<&'a RemoteTag>,
        /// What is taken off.
        remove: Vec<&'a RemoteTag>,
    },
}

impl OwnTag {
    /// What is to be done; `has` says which labels are there now.
    pub fn step(&self, has: impl Fn(&RemoteTag) -> bool) -> TagStep<'_> {
        let there: Vec<&RemoteTag> = self.of.iter().filter(|tag| has(tag)).collect();
        let wanted = self.tag.as_ref();
        if there == wanted.into_iter().collect::<Vec<_>>() {
            return TagStep::Nothing;
        }
        let ours = |tag: Option<&RemoteTag>| self.known.iter().any(|known| known.as_ref() == tag);
        let left = match there.as_slice() {
            [] => !ours(None),
            some => !some.iter().all(|tag| wanted == Some(*tag) || ours(Some(tag))),
        };
        if left {
            let theirs = there.iter().map(|tag| tag.name.clone());
            let gone = self.known.iter().flatten().map(|tag| tag.name.clone());
            return TagStep::Leave(if there.is_empty() { gone.collect() } else { theirs.collect() });
        }
        let add = wanted.filter(|tag| !there.contains(tag));
        let remove = there.into_iter().filter(|tag| Some(*tag) != wanted).collect();
        TagStep::Change { add, remove }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str) -> RemoteTag {
        RemoteTag { name: name.into(), category: String::new() }
    }

    fn own(wanted: Option<&str>, known: &[Option<&str>]) -> OwnTag {
        let known = known.iter().map(|name| name.map(tag)).collect();
        OwnTag { tag: wanted.map(tag), of: ["a", "b", "c"].map(tag).to_vec(), known }
    }

    #[test]
    fn there_is_one_of_ours_and_a_persons_word_stays() {
        let step = |own: &OwnTag, there: &[&str]| {
            format!("{:?}", own.step(|tag| there.contains(&tag.name.as_str())))
                .split([' ', '('])
                .next()
                .unwrap()
                .to_owned()
        };
        let first = own(Some("a"), &[None]);
        assert_eq!(step(&first, &[]), "Change");
        assert_eq!(step(&first, &["a"]), "Nothing");
        assert_eq!(step(&first, &["b"]), "Leave", "somebody else put it there");
        let next = own(Some("b"), &[Some("a")]);
        assert_eq!(step(&next, &["a"]), "Change");
        assert_eq!(step(&next, &["a", "b"]), "Change", "cut off between the two");
        assert_eq!(step(&next, &["b"]), "Nothing");
        assert_eq!(step(&next, &["c"]), "Leave");
        assert_eq!(step(&next, &[]), "Leave", "somebody took it away");
        assert_eq!(step(&own(None, &[Some("a")]), &["a"]), "Change");
        assert_eq!(step(&own(None, &[Some("a")]), &["b"]), "Leave");
        let both = next.step(|tag| tag.name == "a");
        assert_eq!(both, TagStep::Change { add: Some(&tag("b")), remove: vec![&tag("a")] });
    }

    #[test]
    fn what_a_person_wrote_is_not_ours() {
        let value =
            OwnValue { field: "1".into(), value: "82".into(), known: vec![String::new(), "70\nx".into()] };
        let same = |one: &str, other: &str| one == other;
        assert!(value.is_ours("", same) && value.is_ours("70\r\nx ", same));
        assert!(!value.is_ours("71", same));
        assert!(value.is_ours("070", |one, other| one.starts_with("70") && other == "070"));
    }
}
