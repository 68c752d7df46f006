//! How well profiles are read, measured on résumés whose facts are known.

use model::screening::{Month, Until};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::{
    blind, profile, read,
    skills::Taxonomy,
    testing::{Form, Layout, facts, file, lay_out, person},
};

const AS_OF: Month = Month { year: 2026, month: 1 };

/// Of what was written, how much was read; of what was read, how much was written.
#[derive(Default)]
struct Tally {
    written: usize,
    read: usize,
    right: usize,
}

impl Tally {
    fn add<T: PartialEq>(&mut self, written: Vec<T>, read: Vec<T>) {
        self.written += written.len();
        self.read += read.len();
        let mut left = written;
        for one in read {
            if let Some(nth) = left.iter().position(|other| *other == one) {
                left.swap_remove(nth);
                self.right += 1;
            }
        }
    }

    fn at_least(&self, floor: f64, what: &str) {
        let (recall, precision) =
            (self.right as f64 / self.written as f64, self.right as f64 / self.read as f64);
        println!("{what}: recall {recall:.3}, precision {precision:.3}, of {}", self.written);
        assert!(
            recall >= floor && precision >= floor,
            "{what}: recall {recall:.3}, precision {precision:.3}"
        );
    }
}

#[test]
fn facts_are_found_again() {
    let mut dice = ChaCha8Rng::seed_from_u64(5);
    let taxonomy = Taxonomy::read("", "");
    let [
        mut titles,
        mut employers,
        mut dates,
        mut degrees,
        mut fields,
        mut schools,
        mut languages,
        mut certificates,
    ]: [Tally; 8] = Default::default();
    for nth in 0..120 {
        let facts = facts(&mut dice);
        let (form, layout) = (Form::ALL[nth % 4], Layout::ALL[nth % 5]);
        let file = file(&lay_out(&facts, layout, nth % 3 == 0), form);
        let profile = profile::read(read::read(&file).unwrap(), AS_OF, &taxonomy);
        let value =
            |found: &Option<model::screening::Found<String>>| found.as_ref().map(|found| found.value.clone());
        titles.add(
            facts.jobs.iter().map(|job| job.title.clone()).collect(),
            profile.positions.iter().filter_map(|p| value(&p.title)).collect(),
        );
        employers.add(
            facts.jobs.iter().map(|job| job.employer.clone()).collect(),
            profile.positions.iter().filter_map(|p| value(&p.employer)).collect(),
        );
        let until = |until: Option<Month>| until.map_or(Until::Now, Until::Month);
        dates.add(
            facts.jobs.iter().map(|job| (job.from, until(job.until))).collect(),
            profile.positions.iter().filter_map(|p| Some((p.from.as_ref()?.value, p.until))).collect(),
        );
        degrees.add(
            facts.courses.iter().map(|c| c.degree).collect(),
            profile.education.iter().filter_map(|e| Some(e.degree.as_ref()?.value)).collect(),
        );
        fields.add(
            facts.courses.iter().map(|c| c.field.clone()).collect(),
            profile.education.iter().filter_map(|e| value(&e.field)).collect(),
        );
        schools.add(
            facts.courses.iter().map(|c| c.institution.clone()).collect(),
            profile.education.iter().filter_map(|e| value(&e.institution)).collect(),
        );
        languages.add(
            facts.languages.iter().map(|(code, _, level)| (code.clone(), Some(*level))).collect(),
            profile.languages.iter().map(|l| (l.code.clone(), l.fluency)).collect(),
        );
        certificates
            .add(facts.certificates.clone(), profile.certificates.iter().map(|c| c.value.clone()).collect());
    }
    titles.at_least(0.95, "titles");
    employers.at_least(0.9, "employers");
    dates.at_least(0.98, "dates");
    degrees.at_least(0.95, "degrees");
    fields.at_least(0.95, "fields");
    schools.at_least(0.95, "schools");
    languages.at_least(0.95, "languages");
    certificates.at_least(0.95, "certificates");
}

#[test]
fn another_person_with_the_same_work_looks_the_same() {
    let taxonomy = Taxonomy::read("", "");
    for seed in 0..60 {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let one = facts(&mut dice);
        let mut other = one.clone();
        other.person = person(&mut dice);
        let (form, layout) = (Form::ALL[seed as usize % 4], Layout::ALL[seed as usize % 5]);
        let seen = [&one, &other].map(|facts| {
            let document = read::read(&file(&lay_out(facts, layout, seed % 2 == 0), form)).unwrap();
            let whole = document.text.len();
            let profile = blind::blind(&profile::read(document, AS_OF, &taxonomy), &taxonomy);
            assert_eq!(profile.document.text.len(), whole, "places stay");
            let words: Vec<String> = profile.document.text.split_whitespace().map(str::to_owned).collect();
            let said = profile
                .positions
                .into_iter()
                .map(|p| (p.title.map(|t| t.value), p.employer.map(|e| e.value), p.until));
            (words, said.collect::<Vec<_>>(), profile.months)
        });
        assert_eq!(seen[0], seen[1], "seed {seed}: {:?} and {:?}", one.person, other.person);
    }
}
