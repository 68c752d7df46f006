//! Filter expressions of the datasets: `status eq 'Active' and department in ('Sales','Data')`.

/// A parsed expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// All of them.
    And(Vec<Filter>),
    /// Any of them.
    Or(Vec<Filter>),
    /// A field compared with a value.
    Compare(String, Comparison, String),
    /// A field that has one of the values.
    In(String, Vec<String>),
}

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Less.
    Lt,
    /// Less or equal.
    Le,
    /// Greater.
    Gt,
    /// Greater or equal.
    Ge,
}

impl Filter {
    /// Reads an expression; `None` where it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut tokens = tokens(text)?.into_iter().peekable();
        let filter = any(&mut tokens)?;
        tokens.next().is_none().then_some(filter)
    }

    /// Every field the expression names.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::fields).collect(),
            Self::Compare(field, ..) | Self::In(field, _) => vec![field],
        }
    }

    /// Whether a record passes, given the text of its fields. Upper and lower case are alike.
    pub fn passes(&self, value: &impl Fn(&str) -> String) -> bool {
        match self {
            Self::And(parts) => parts.iter().all(|part| part.passes(value)),
            Self::Or(parts) => parts.iter().any(|part| part.passes(value)),
            Self::In(field, wanted) => {
                let value = value(field);
                wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(&value))
            }
            Self::Compare(field, comparison, wanted) => {
                let order = value(field).to_lowercase().cmp(&wanted.to_lowercase());
                match comparison {
                    Comparison::Eq => order.is_eq(),
                    Comparison::Ne => order.is_ne(),
                    Comparison::Lt => order.is_lt(),
                    Comparison::Le => order.is_le(),
                    Comparison::Gt => order.is_gt(),
                    Comparison::Ge => order.is_ge(),
                }
            }
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Text(String),
    Open,
    Close,
    Comma,
}

type Tokens = std::iter::Peekable<std::vec::IntoIter<Token>>;

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(first) = rest.next() {
        tokens.push(match first {
            '(' => Token::Open,
            ')' => Token::Close,
            ',' => Token::Comma,
            '\'' => Token::Text(quoted(&mut rest)?),
            blank if blank.is_whitespace() => continue,
            other => {
                let mut word = String::from(other);
                while let Some(next) = rest.next_if(|c| !c.is_whitespace() && !"(),'".contains(*c)) {
                    word.push(next);
                }
                Token::Word(word)
            }
        });
    }
    Some(tokens)
}

/// Up to the closing quote; a doubled quote is a quote.
fn quoted(rest: &mut std::iter::Peekable<std::str::Chars>) -> Option<String> {
    let mut text = String::new();
    loop {
        match rest.next()? {
            '\'' if rest.next_if_eq(&'\'').is_some() => text.push('\''),
            '\'' => return Some(text),
            other => text.push(other),
        }
    }
}

fn keyword(tokens: &mut Tokens, word: &str) -> bool {
    tokens.next_if(|token| matches!(token, Token::Word(known) if known.eq_ignore_ascii_case(word))).is_some()
}

fn any(tokens: &mut Tokens) -> Option<Filter> {
    let mut parts = vec![all(tokens)?];
    while keyword(tokens, "or") {
        parts.push(all(tokens)?);
    }
    Some(if parts.len() == 1 { parts.remove(0) } else { Filter::Or(parts) })
}

fn all(tokens: &mut Tokens) -> Option<Filter> {
    let mut parts = vec![one(tokens)?];
    while keyword(tokens, "and") {
        parts.push(one(tokens)?);
    }
    Some(if parts.len() == 1 { parts.remove(0) } else { Filter::And(parts) })
}

fn one(tokens: &mut Tokens) -> Option<Filter> {
    if tokens.next_if_eq(&Token::Open).is_some() {
        let inner = any(tokens)?;
        return (tokens.next()? == Token::Close).then_some(inner);
    }
    let Token::Word(field) = tokens.next()? else { return None };
    let Token::Word(operator) = tokens.next()? else { return None };
    let comparison = match operator.to_lowercase().as_str() {
        "in" => return Some(Filter::In(field, values(tokens)?)),
        "eq" => Comparison::Eq,
        "ne" => Comparison::Ne,
        "lt" => Comparison::Lt,
        "le" => Comparison::Le,
        "gt" => Comparison::Gt,
        "ge" => Comparison::Ge,
        _ => return None,
    };
    Some(Filter::Compare(field, comparison, literal(tokens)?))
}

fn values(tokens: &mut Tokens) -> Option<Vec<String>> {
    tokens.next_if_eq(&Token::Open)?;
    let mut values = vec![literal(tokens)?];
    while tokens.next_if_eq(&Token::Comma).is_some() {
        values.push(literal(tokens)?);
    }
    (tokens.next()? == Token::Close).then_some(values)
}

fn literal(tokens: &mut Tokens) -> Option<String> {
    match tokens.next()? {
        Token::Text(text) | Token::Word(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(filter: &str) -> bool {
        let value = |field: &str| match field {
            "firstName" => "Ana".to_owned(),
            "lastName" => "O'Neil".to_owned(),
            "hireDate" => "2026-03-01".to_owned(),
            _ => String::new(),
        };
        Filter::parse(filter).unwrap().passes(&value)
    }

    #[test]
    fn and_binds_tighter_than_or() {
        assert!(passes("firstName eq 'Ana' or firstName eq 'Bo' and lastName eq 'X'"));
        assert!(!passes("(firstName eq 'Ana' or firstName eq 'Bo') and lastName eq 'X'"));
    }

    #[test]
    fn quotes_are_doubled_and_case_does_not_matter() {
        assert!(passes("lastName eq 'o''neil'"));
        assert!(passes("firstName IN ('Bo', 'ANA')"));
    }

    #[test]
    fn dates_compare() {
        assert!(passes("hireDate ge '2026-01-01' and hireDate lt '2027-01-01'"));
        assert!(!passes("hireDate ne '2026-03-01'"));
    }

    #[test]
    fn what_is_not_an_expression_is_refused() {
        for bad in [
            "",
            "firstName",
            "firstName eq",
            "firstName like 'x'",
            "a eq 'b",
            "a eq 'b')",
            "a in ()",
            "a eq 'b' or",
        ] {
            assert_eq!(Filter::parse(bad), None, "{bad}");
        }
    }
}
