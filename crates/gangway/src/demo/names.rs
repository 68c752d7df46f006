//! Names from many places, as their bearers would write them, and what an address makes of them.

use rand::{Rng, RngExt, seq::IndexedRandom};

/// Names that go together.
struct Origin {
    women: &'static [&'static str],
    men: &'static [&'static str],
    families: &'static [&'static str],
}

/// A person's name, and the gender it suggests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Given name.
    pub first: &'static str,
    /// Family name.
    pub last: &'static str,
    /// "Female" or "Male".
    pub gender: &'static str,
}

/// A name by chance.
pub fn name(rng: &mut impl Rng) -> Name {
    let origin = &ORIGINS[rng.random_range(0..ORIGINS.len())];
    let (firsts, gender) = if rng.random_bool(0.5) { (origin.women, "Female") } else { (origin.men, "Male") };
    let pick = |from: &[&'static str], rng: &mut _| *from.choose(rng).unwrap_or(&"Sam");
    Name { first: pick(firsts, rng), last: pick(origin.families, rng), gender }
}

/// What friends make of a first name, where they make something of it.
pub fn short_form(first: &str) -> Option<&'static str> {
    SHORT_FORMS.iter().find(|(long, _)| *long == first).map(|(_, short)| *short)
}

/// The name in the letters of an e-mail address: `Łukasz O’Neill` is `lukasz.oneill`.
pub fn address_part(first: &str, last: &str) -> String {
    let plain = |name: &str| name.chars().flat_map(plain_letter).collect::<String>();
    format!("{}.{}", plain(first), plain(last))
}

fn plain_letter(letter: char) -> impl Iterator<Item = char> {
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    let text = match lower {
        'a'..='z' => return Some(lower).into_iter().chain("".chars()),
        'á' | 'à' | 'â' | 'ã' | 'å' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' => "d",
        'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'í' | 'ì' | 'î' | 'ï' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ó' | 'ò' | 'ô' | 'õ' | 'ő' => "o",
        'ö' | 'ø' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'ú' | 'ù' | 'û' | 'ů' | 'ű' => "u",
        'ü' => "ue",
        'ý' => "y",
        'ź' | 'ż' | 'ž' => "z",
        '-' => "-",
        _ => "",
    };
    None.into_iter().chain(text.chars())
}

const SHORT_FORMS: [(&str, &str); 14] = [
    ("Katarzyna", "Kasia"),
    ("Małgorzata", "Gosia"),
    ("Benjamin", "Ben"),
    ("Thomas", "Tom"),
    ("Charlotte", "Lottie"),
    ("Joseph", "Joe"),
    ("Alejandro", "Álex"),
    ("Guadalupe", "Lupe"),
    ("Oluwaseun", "Seun"),
    ("Temitope", "Temi"),
    ("Siobhán", "Shiv"),
    ("Mohammed", "Mo"),
    ("Lakshmi", "Lux"),
    ("Francesca", "Fran"),
];

const ORIGINS: [Origin; 15] = [
    Origin {
        women: &["Charlotte", "Amelia", "Grace", "Harriet", "Imogen", "Poppy"],
        men: &["Benjamin", "Thomas", "Oliver", "Joseph", "Rupert", "Callum"],
        families: &["Ashworth", "Bramley", "Carter", "Hollis", "Pemberton", "Whitlock"],
    },
    Origin {
        women: &["Siobhán", "Aoife", "Niamh", "Róisín"],
        men: &["Cillian", "Oisín", "Seán", "Eoin"],
        families: &["O’Neill", "Ní Bhriain", "Gallagher", "Kavanagh", "Ó Súilleabháin"],
    },
    Origin {
        women: &["Anneliese", "Jördis", "Katharina", "Greta"],
        men: &["Jürgen", "Matthias", "Björn", "Lukas"],
        families: &["Müller", "Schäfer", "Großmann", "Köhler", "von Arnsberg"],
    },
    Origin {
        women: &["Élodie", "Margaux", "Anaïs", "Françoise"],
        men: &["François", "Théo", "Rémi", "Jérôme"],
        families: &["Lefèvre", "Dubois", "Châtelain", "Moreau", "Béranger"],
    },
    Origin {
        women: &["Lucía", "Guadalupe", "Inés", "Ximena"],
        men: &["Alejandro", "Íñigo", "Joaquín", "Matías"],
        families: &["Muñoz", "Fernández", "Ibáñez", "Quiroga", "Peña Salazar"],
    },
    Origin {
        women: &["Katarzyna", "Małgorzata", "Zofia", "Agnieszka"],
        men: &["Łukasz", "Paweł", "Michał", "Wojciech"],
        families: &["Wójcik", "Kowalczyk", "Dąbrowska", "Zieliński", "Piątek"],
    },
    Origin {
        women: &["Adéla", "Tereza", "Eszter", "Zsófia"],
        men: &["Ondřej", "Tomáš", "Gergő", "Balázs"],
        families: &["Dvořák", "Horváth", "Černý", "Szabó", "Němec"],
    },
    Origin {
        women: &["Elif", "Zeynep", "Ayşe", "Gülsüm"],
        men: &["Emre", "Çağlar", "Barış", "Oğuz"],
        families: &["Yılmaz", "Şahin", "Öztürk", "Kaya", "Doğan"],
    },
    Origin {
        women: &["Temitope", "Adaeze", "Ngozi", "Folasade"],
        men: &["Oluwaseun", "Chukwuemeka", "Kwame", "Tunde"],
        families: &["Adeyemi", "Nwosu", "Mensah", "Balogun", "Eze"],
    },
    Origin {
        women: &["Lakshmi", "Ananya", "Deepika", "Meera"],
        men: &["Arjun", "Rohan", "Vikram", "Karthik"],
        families: &["Iyer", "Chatterjee", "Deshpande", "Nair", "Bhattacharya"],
    },
    Origin {
        women: &["Mei", "Xiaoling", "Yuki", "Haruka", "Ji-woo"],
        men: &["Wei", "Jian", "Kenta", "Daichi", "Min-jun"],
        families: &["Zhang", "Lin", "Nakamura", "Fujimoto", "Park", "Seo"],
    },
    Origin {
        women: &["Layla", "Yasmin", "Noor", "Salma"],
        men: &["Mohammed", "Omar", "Tariq", "Youssef"],
        families: &["Haddad", "El-Masry", "Rahman", "Benali", "Qureshi"],
    },
    Origin {
        women: &["Ingrid", "Åsa", "Freja", "Sólveig"],
        men: &["Håkon", "Søren", "Nils", "Anders"],
        families: &["Bjørnstad", "Sørensen", "Åkesson", "Lindgren", "Dahl"],
    },
    Origin {
        women: &["Beatriz", "Inês", "Francesca", "Chiara"],
        men: &["João", "Tiago", "Lorenzo", "Niccolò"],
        families: &["Gonçalves", "Simões", "Bianchi", "Esposito", "D’Angelo"],
    },
    Origin {
        women: &["Leilani", "Aroha", "Kiri", "Thandiwe"],
        men: &["Keanu", "Tane", "Sipho", "Manaia"],
        families: &["Kealoha", "Parata-Reid", "Ngata", "Dlamini", "Walker"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_plain_letters_only() {
        assert_eq!(address_part("Łukasz", "O’Neill"), "lukasz.oneill");
        assert_eq!(address_part("Jürgen", "Großmann"), "juergen.grossmann");
        for origin in ORIGINS {
            for first in origin.women.iter().chain(origin.men) {
                for last in origin.families {
                    let letters = first.chars().chain(last.chars()).filter(|c| c.is_alphabetic()).count();
                    let part = address_part(first, last);
                    assert!(part.chars().all(|c| c.is_ascii_lowercase() || "-.".contains(c)), "{part}");
                    assert!(part.chars().filter(char::is_ascii_alphabetic).count() >= letters, "{part}");
                }
            }
        }
    }
}
