//! How results of screening are written into a vendor's system, and what a person makes there by hand for it.

use std::collections::BTreeMap;

use model::field::FieldKind;
use serde::Deserialize;

/// How results of screening are written into a vendor's system.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WriteBack {
    /// The keys of the permissions that it takes, in the order in which people give them. Those of another API than
    /// the connection's are passed over.
    pub permissions: Vec<String>,
    /// What a person does there to make a field, in order; `{name}` and `{kind}` stand for what it is.
    pub field: Vec<String>,
    /// What else for a field with choices, which stand for `{options}`.
    pub options: String,
    /// What the vendor's pages call what a field holds, by our word for it.
    pub kinds: BTreeMap<String, String>,
    /// What a person does there to make a label, in order; `{name}` stands for it and `{group}` for its group.
    pub tag: Vec<String>,
    /// Where labels stand in groups: how people choose one, and which word stands for it.
    #[serde(default)]
    pub tag_group: Option<TagGroup>,
}

/// The group in which labels stand there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagGroup {
    /// What people are asked for.
    pub label: String,
    /// A hint.
    pub help: String,
    /// The vendor's word for the group; `{answer}` stands for what was answered, in small letters.
    pub word: String,
}

impl WriteBack {
    /// What the vendor's pages call what a field holds.
    pub fn kind(&self, kind: FieldKind) -> &str {
        self.kinds.get(kind.as_str()).map_or(kind.as_str(), String::as_str)
    }

    /// What a person does to make a field.
    pub fn field_by_hand(&self, name: &str, kind: FieldKind, options: &[String]) -> Vec<String> {
        let steps = self.field.iter().chain((!options.is_empty()).then_some(&self.options));
        let fill = |step: &String| {
            let options = options.iter().map(|option| format!("“{option}”")).collect::<Vec<_>>().join(", ");
            step.replace("{name}", name).replace("{kind}", self.kind(kind)).replace("{options}", &options)
        };
        steps.map(fill).collect()
    }

    /// What a person does to make a label.
    pub fn tag_by_hand(&self, name: &str, group: &str) -> Vec<String> {
        self.tag.iter().map(|step| step.replace("{name}", name).replace("{group}", group)).collect()
    }
}

impl TagGroup {
    /// The vendor's word for what a person answered, who may know the word itself.
    pub fn word_for(&self, answer: &str) -> String {
        let answer = answer.trim().to_lowercase();
        let begins = self.word.split('{').next().unwrap_or_default();
        if !begins.is_empty() && answer.starts_with(begins) {
            answer
        } else {
            self.word.replace("{answer}", &answer)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_reads_what_to_make_in_the_vendors_words() {
        let text = r#"
permissions = []
field = ["Add {name}.", "Choose {kind}."]
options = "Add the choices {options}."
kinds = { single_select = "Drop-down" }
tag = ["Make {name} in {group}."]
tag_group = { label = "Colour", help = "", word = "custom_{answer}" }
"#;
        let known: WriteBack = toml::from_str(text).unwrap();
        let steps = known.field_by_hand("CLARA Status", FieldKind::SingleSelect, &["A".into(), "B".into()]);
        assert_eq!(steps, ["Add CLARA Status.", "Choose Drop-down.", "Add the choices “A”, “B”."]);
        assert_eq!(known.field_by_hand("Score", FieldKind::Integer, &[])[1], "Choose integer.");
        assert_eq!(known.tag_by_hand("CLARA: Qualified", "CLARA"), ["Make CLARA: Qualified in CLARA."]);
        let group = known.tag_group.unwrap();
        assert_eq!([group.word_for(" Purple"), group.word_for("custom_purple")], ["custom_purple"; 2]);
    }
}
