//! Relationships, which may be there, be empty, or not have been asked for.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Text;

/// Which record is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ref<'a> {
    /// Its kind.
    #[serde(borrow, rename = "type")]
    pub kind: Text<'a>,
    /// Its id.
    #[serde(borrow)]
    pub id: Text<'a>,
}

impl<'a> Ref<'a> {
    /// A record of a kind.
    pub fn new(kind: &'a str, id: &'a str) -> Self {
        Self { kind: Text(kind.into()), id: Text(id.into()) }
    }
}

/// A relationship to one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ToOne<'a> {
    /// It was not asked for: nothing is known of it.
    #[default]
    Unasked,
    /// There is none.
    None,
    /// There is one.
    Some(Ref<'a>),
}

/// A relationship to many records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ToMany<'a> {
    /// It was not asked for: nothing is known of it.
    #[default]
    Unasked,
    /// These.
    All(Vec<Ref<'a>>),
}

/// As it is written. A `data` that is null differs from one that is not there.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
struct Written<T> {
    #[serde(
        default = "Option::default",
        deserialize_with = "there",
        skip_serializing_if = "Option::is_none"
    )]
    data: Option<T>,
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    meta: Option<Asked>,
}

#[derive(Serialize, Deserialize)]
struct Asked {
    #[serde(default)]
    included: bool,
}

fn there<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

const UNASKED: Option<Asked> = Some(Asked { included: false });

impl<'de: 'a, 'a> Deserialize<'de> for ToOne<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Written::<Option<Ref>>::deserialize(deserializer)?.data {
            None => Self::Unasked,
            Some(None) => Self::None,
            Some(Some(one)) => Self::Some(one),
        })
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for ToMany<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Written::<Vec<Ref>>::deserialize(deserializer)?.data.map_or(Self::Unasked, Self::All))
    }
}

impl Serialize for ToOne<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let data = match self {
            Self::Unasked => return Written::<()> { data: None, meta: UNASKED }.serialize(serializer),
            Self::None => None,
            Self::Some(one) => Some(one),
        };
        Written { data: Some(data), meta: None }.serialize(serializer)
    }
}

impl Serialize for ToMany<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unasked => Written::<()> { data: None, meta: UNASKED }.serialize(serializer),
            Self::All(all) => Written { data: Some(all), meta: None }.serialize(serializer),
        }
    }
}
