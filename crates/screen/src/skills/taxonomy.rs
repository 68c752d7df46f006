//! The skills that ship with the program, their names and what implies what.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::trades::{self, Entry};
use super::words::{Word, words};

/// A skill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    /// Its identifier: a slug for one of ours, the end of its address for one of ESCO's.
    pub id: String,
    /// Its preferred name.
    pub name: String,
    /// What it implies directly, as places in [`Taxonomy::skills`].
    pub broader: Vec<usize>,
    /// The trade under which ours are kept; `None` for one of ESCO's.
    pub trade: Option<usize>,
    /// Whether it is a certificate or a licence.
    pub certificate: bool,
}

/// A name of a skill and how it is to be recognised.
#[derive(Debug)]
pub(super) struct Label {
    pub(super) skill: usize,
    /// Its words as written.
    pub(super) written: Vec<String>,
    pub(super) is_name: bool,
    /// Letter case must be as written.
    pub(super) exact: bool,
    /// It is an everyday word too: stems of words, one of which, or another skill of the trade, must stand near.
    pub(super) company: Option<Vec<String>>,
}

/// Skills, their names, and an index from stems of words to names.
#[derive(Debug, Default)]
pub struct Taxonomy {
    skills: Vec<Skill>,
    pub(super) labels: Vec<Label>,
    by_id: HashMap<String, usize>,
    stems: HashMap<String, u32>,
    steps: HashMap<(u32, u32), u32>,
    ends: HashMap<u32, Vec<usize>>,
    nodes: u32,
}

static SHIPPED: LazyLock<Taxonomy> =
    LazyLock::new(|| Taxonomy::read(include_str!("data/trades.txt"), include_str!("data/esco.tsv")));

impl Taxonomy {
    /// The one that ships with the program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads the project's own list and the one derived from ESCO; the files say how they are written.
    pub fn read(own: &str, esco: &str) -> Self {
        let mut taxonomy = Self::default();
        let entries = trades::read(own);
        let places: BTreeMap<String, usize> =
            entries.iter().enumerate().map(|(at, entry)| (entry.names[0].text.to_lowercase(), at)).collect();
        for Entry { trade, certificate, names, broader } in entries {
            let skill = taxonomy.skills.len();
            let broader =
                broader.iter().filter_map(|name| places.get(&name.to_lowercase()).copied()).collect();
            let id = slug(&names[0].text);
            taxonomy.add(Skill { id, name: names[0].text.clone(), broader, trade: Some(trade), certificate });
            for (at, name) in names.into_iter().enumerate() {
                let short = name.text.chars().count() < 3;
                let label = (skill, at == 0, name.exact || short, name.company);
                taxonomy.label(&name.text, label);
            }
        }
        for line in esco.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split('\t');
            let (Some(id), Some(name)) = (parts.next(), parts.next()) else { continue };
            let skill = taxonomy.skills.len();
            taxonomy.add(Skill {
                id: id.into(),
                name: name.into(),
                broader: vec![],
                trade: None,
                certificate: false,
            });
            for (at, name) in std::iter::once(name).chain(parts).enumerate() {
                taxonomy.label(name, (skill, at == 0, is_shouted(name), None));
            }
        }
        taxonomy
    }

    fn add(&mut self, skill: Skill) {
        self.by_id.insert(skill.id.clone(), self.skills.len());
        self.skills.push(skill);
    }

    fn label(
        &mut self,
        text: &str,
        (skill, is_name, exact, company): (usize, bool, bool, Option<Vec<String>>),
    ) {
        let found = words(text);
        let written: Vec<String> =
            found.iter().map(|w| text[w.span.start as usize..w.span.end as usize].to_owned()).collect();
        let mut node = 0;
        for word in &found {
            let fresh = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
            let stem = *self.stems.entry(word.stem.clone()).or_insert(fresh);
            let nodes = &mut self.nodes;
            node = *self.steps.entry((node, stem)).or_insert_with(|| {
                *nodes += 1;
                *nodes
            });
        }
        self.ends.entry(node).or_default().push(self.labels.len());
        self.labels.push(Label { skill, written, is_name, exact, company });
    }

    /// Every skill.
    pub fn skills(&self) -> &[Skill] {
        &self.skills
    }

    /// The skill with an identifier.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The skills that a name or an alias means: ours before ESCO's, several where it is ambiguous.
    pub fn named(&self, name: &str) -> Vec<usize> {
        let found = words(name);
        let Some((end, ends)) = self.longest(&found) else { return vec![] };
        if end != found.len() {
            return vec![];
        }
        let mut skills: Vec<usize> = ends.iter().map(|&label| self.labels[label].skill).collect();
        let ours = skills.iter().any(|&skill| self.skills[skill].trade.is_some());
        skills.retain(|&skill| !ours || self.skills[skill].trade.is_some());
        let same = |label: &&usize| {
            self.labels[**label].is_name && self.labels[**label].written.join(" ").eq_ignore_ascii_case(name)
        };
        if let Some(&label) = ends.iter().find(same) {
            skills = vec![self.labels[label].skill];
        }
        skills.dedup();
        skills
    }

    fn longest<'a>(&'a self, found: &'a [Word]) -> Option<(usize, &'a [usize])> {
        self.walk(found).last()
    }

    /// The names that begin with the first of these words, shortest first: how many words, and which labels.
    pub(super) fn walk<'a>(&'a self, found: &'a [Word]) -> impl Iterator<Item = (usize, &'a [usize])> {
        let mut node = Some(0);
        found
            .iter()
            .enumerate()
            .map_while(move |(at, word)| {
                let stem = self.stems.get(&word.stem)?;
                node = node.and_then(|node| self.steps.get(&(node, *stem)).copied());
                Some((at + 1, node?))
            })
            .filter_map(|(length, node)| Some((length, self.ends.get(&node)?.as_slice())))
    }

    /// Whether showing one skill shows the other.
    pub fn implies(&self, narrow: usize, broad: usize) -> bool {
        let mut open = self.skills[narrow].broader.clone();
        let mut seen = Vec::new();
        while let Some(next) = open.pop() {
            if next == broad {
                return true;
            }
            if !seen.contains(&next) {
                seen.push(next);
                open.extend(&self.skills[next].broader);
            }
        }
        false
    }
}

/// ESCO writes names of products and short forms in capitals; those count only in capitals.
fn is_shouted(name: &str) -> bool {
    !name.contains(' ') && name.chars().count() <= 4 && name.chars().any(char::is_uppercase)
}

fn slug(name: &str) -> String {
    let spelled = name.replace('+', "p").replace('#', "-sharp").replace('.', " dot ").replace('&', " and ");
    let parts = spelled.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str) -> &'static Skill {
        let taxonomy = Taxonomy::shipped();
        let [skill] = taxonomy.named(name)[..] else { panic!("{name}: {:?}", taxonomy.named(name)) };
        &taxonomy.skills()[skill]
    }

    #[test]
    fn what_ships_is_large_and_its_own_names_are_each_one_skill() {
        let taxonomy = Taxonomy::shipped();
        let ours = taxonomy.skills().iter().filter(|skill| skill.trade.is_some()).count();
        assert!(ours >= 600 && taxonomy.skills().len() > 9_000, "{ours} of {}", taxonomy.skills().len());
        assert_eq!(taxonomy.by_id.len(), taxonomy.skills().len(), "an identifier stands twice");
        for skill in taxonomy.skills().iter().filter(|skill| skill.trade.is_some()) {
            assert_eq!(one(&skill.name).id, skill.id);
        }
    }

    #[test]
    fn every_broader_skill_is_one_of_the_list() {
        let entries = trades::read(include_str!("data/trades.txt"));
        let names: Vec<_> = entries.iter().map(|entry| entry.names[0].text.as_str()).collect();
        for entry in &entries {
            for broader in &entry.broader {
                assert!(names.contains(&broader.as_str()), "{} > {broader}", entry.names[0].text);
            }
        }
    }

    #[test]
    fn aliases_and_ambiguous_short_forms() {
        assert_eq!((one("K8s").name.as_str(), one("JS").name.as_str()), ("Kubernetes", "JavaScript"));
        assert_eq!(
            (one("C++").id.as_str(), one("C#").id.as_str(), one("C").id.as_str()),
            ("cpp", "c-sharp", "c")
        );
        assert_eq!(Taxonomy::shipped().named("RN").len(), 2, "a nurse or a framework");
        assert!(Taxonomy::shipped().named("basket weaving underwater").is_empty());
    }

    #[test]
    fn the_narrower_implies_the_broader_and_not_the_reverse() {
        let taxonomy = Taxonomy::shipped();
        let of = |name| taxonomy.named(name)[0];
        assert!(taxonomy.implies(of("PostgreSQL"), of("SQL")));
        assert!(taxonomy.implies(of("Spring Boot"), of("Programming")), "over two steps");
        assert!(!taxonomy.implies(of("SQL"), of("PostgreSQL")));
        assert!(!taxonomy.implies(of("SQL"), of("SQL")));
    }
}
