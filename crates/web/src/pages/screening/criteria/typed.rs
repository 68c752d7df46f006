//! The whole form of a job's criteria as it was typed, and what its buttons do.

use engine::screening::suggest::Suggestion;
use model::screening::Criteria;

use super::{row::Row, rule::Rule};

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub rows: Vec<Row>,
    pub rules: Vec<Rule>,
    /// Whether suggestions stand below.
    pub suggesting: bool,
}

impl Typed {
    /// What is kept, as the form shows it.
    pub fn of(criteria: &Criteria) -> Self {
        let rows = criteria.criteria.iter().map(Row::of).collect();
        Self { rows, rules: criteria.knock_outs.iter().map(Rule::of).collect(), suggesting: false }
    }

    /// Reads the form; each row begins with its name. Also says which button was pressed.
    pub fn read(pairs: Vec<(String, String)>) -> (Self, String) {
        let (mut typed, mut pressed) = (Self::default(), String::new());
        for (key, value) in pairs {
            match key.as_str() {
                "do" => pressed = value,
                "suggesting" => typed.suggesting = true,
                "c_id" => typed.rows.push(Row { id: value, ..Row::empty() }),
                "k_id" => typed.rules.push(Rule { id: value, ..Rule::empty() }),
                _ => typed.set(&key, value),
            }
        }
        (typed, pressed)
    }

    fn set(&mut self, key: &str, value: String) {
        if let Some(row) = self.rows.last_mut() {
            match key {
                "c_need" => return row.need = value,
                "c_weight" => return row.weight = value,
                "c_kind" => return row.kind = value,
                "c_names" => return row.names = value,
                "c_years" => return row.years = value,
                "c_degree" => return row.degree = value,
                "c_language" => return row.language = value,
                "c_fluency" => return row.fluency = value,
                _ => {}
            }
        }
        if let Some(rule) = self.rules.last_mut() {
            match key {
                "k_from" => rule.from = value,
                "k_name" => rule.name = value,
                "k_is" => rule.is = value,
                "k_value" => rule.value = value,
                _ => {}
            }
        }
    }

    /// Does what a button asks. `false` where the form is to be saved.
    pub fn act(&mut self, pressed: &str, suggestions: &[Suggestion]) -> bool {
        match pressed {
            "add" => self.rows.push(Row::empty()),
            "add-rule" => self.rules.push(Rule::empty()),
            "suggest" => self.suggesting = true,
            "accept-all" => suggestions.iter().for_each(|one| self.accept(one)),
            _ => return self.act_on_row(pressed, suggestions),
        }
        true
    }

    fn act_on_row(&mut self, pressed: &str, suggestions: &[Suggestion]) -> bool {
        let Some((what, at)) = pressed.rsplit_once('-') else { return false };
        let Ok(at) = at.parse::<usize>() else { return false };
        match what {
            "up" if at > 0 && at < self.rows.len() => self.rows.swap(at, at - 1),
            "down" if at + 1 < self.rows.len() => self.rows.swap(at, at + 1),
            "remove" if at < self.rows.len() => drop(self.rows.remove(at)),
            "remove-rule" if at < self.rules.len() => drop(self.rules.remove(at)),
            "accept" => {
                if let Some(one) = suggestions.get(at) {
                    self.accept(one);
                }
            }
            "up" | "down" | "remove" | "remove-rule" => {}
            _ => return false,
        }
        true
    }

    /// Takes a suggestion over, unless the same is asked already.
    fn accept(&mut self, suggestion: &Suggestion) {
        if !self.asks(suggestion) {
            self.rows.push(Row { id: String::new(), ..Row::of(&suggestion.criterion) });
        }
    }

    /// Whether the form asks for the same already.
    pub fn asks(&self, suggestion: &Suggestion) -> bool {
        self.rows.iter().any(|row| row.read().is_ok_and(|known| known.asks == suggestion.criterion.asks))
    }

    /// The criteria that it says; each new one gets a name that is free.
    ///
    /// # Errors
    /// Each row with what is wrong with it.
    pub fn criteria(&mut self) -> Result<Criteria, Vec<(String, String)>> {
        let known = |ids: &[&String], id: &str| ids.iter().any(|known| *known == id);
        for at in 0..self.rows.len() {
            let ids: Vec<_> = self.rows.iter().map(|row| &row.id).collect();
            let free = (1..).map(|number| format!("c-{number}")).find(|id| !known(&ids, id));
            if self.rows[at].id.is_empty() {
                self.rows[at].id = free.unwrap_or_default();
            }
        }
        for at in 0..self.rules.len() {
            let ids: Vec<_> = self.rules.iter().map(|rule| &rule.id).collect();
            let free = (1..).map(|number| format!("k-{number}")).find(|id| !known(&ids, id));
            if self.rules[at].id.is_empty() {
                self.rules[at].id = free.unwrap_or_default();
            }
        }
        let (mut criteria, mut problems) = (Criteria::default(), Vec::new());
        for (at, row) in self.rows.iter().enumerate() {
            match row.read() {
                Ok(criterion) => criteria.criteria.push(criterion),
                Err(problem) => problems.push((format!("criterion-{at}"), problem)),
            }
        }
        for (at, rule) in self.rules.iter().enumerate() {
            match rule.read() {
                Ok(rule) => criteria.knock_outs.push(rule),
                Err(problem) => problems.push((format!("rule-{at}"), problem)),
            }
        }
        if problems.is_empty() { Ok(criteria) } else { Err(problems) }
    }
}

#[cfg(test)]
mod tests {
    use model::screening::{Asks, Criterion, Need, Span};

    use engine::screening::suggest::Place;

    use super::*;

    fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
        of.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect()
    }

    fn suggestion(name: &str) -> Suggestion {
        let asks = Asks::Skill { any_of: vec![name.into()], months: None };
        let criterion = Criterion { id: "suggested-1".into(), need: Need::Must, weight: 5, asks };
        let from = Place { in_title: false, span: Span { start: 0, end: 1 }, quote: name.into() };
        Suggestion { criterion, from }
    }

    #[test]
    fn rows_are_read_moved_removed_and_named() {
        let form = pairs(&[
            ("do", "up-1"),
            ("c_id", "c-1"),
            ("c_names", "Rust"),
            ("c_id", ""),
            ("c_names", "SQL"),
            ("c_weight", "9"),
            ("k_id", ""),
            ("k_name", "Salary"),
            ("k_is", "at_most"),
            ("k_value", "90"),
        ]);
        let (mut typed, pressed) = Typed::read(form);
        assert!(typed.act(&pressed, &[]));
        assert_eq!(typed.rows.iter().map(|row| row.names.as_str()).collect::<Vec<_>>(), ["SQL", "Rust"]);
        let criteria = typed.criteria().unwrap();
        assert_eq!(criteria.criteria.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["c-2", "c-1"]);
        assert_eq!((criteria.criteria[0].weight, criteria.knock_outs[0].id.as_str()), (9, "k-1"));
        assert_eq!(criteria.accept(), Ok(()));
        assert!(typed.act("remove-0", &[]) && typed.act("remove-9", &[]) && typed.act("remove-rule-0", &[]));
        assert_eq!((typed.rows.len(), typed.rules.len()), (1, 0));
        assert!(!typed.act("save", &[]) && !typed.act("", &[]));
    }

    #[test]
    fn a_suggestion_is_taken_once() {
        let all = [suggestion("Rust"), suggestion("SQL")];
        let mut typed = Typed::default();
        assert!(typed.act("accept-1", &all) && typed.asks(&all[1]) && !typed.asks(&all[0]));
        assert!(typed.act("accept-all", &all));
        assert_eq!(typed.rows.iter().map(|row| row.names.as_str()).collect::<Vec<_>>(), ["SQL", "Rust"]);
    }

    #[test]
    fn each_wrong_row_is_named() {
        let mut typed = Typed { rows: vec![Row::empty()], rules: vec![Rule::empty()], suggesting: false };
        let problems = typed.criteria().unwrap_err();
        assert_eq!(problems.iter().map(|(at, _)| at.as_str()).collect::<Vec<_>>(), ["criterion-0", "rule-0"]);
    }
}
