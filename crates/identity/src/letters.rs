//! How alike two short texts are.

/// How alike two texts are after Jaro and Winkler, from 0 to 1. Bytes are compared: text comes without accents.
pub fn alike(one: &str, other: &str) -> f64 {
    let jaro = jaro(one.as_bytes(), other.as_bytes());
    let same = one.bytes().zip(other.bytes()).take(4).take_while(|(a, b)| a == b).count();
    if jaro > 0.7 { jaro + 0.1 * same as f64 * (1.0 - jaro) } else { jaro }
}

/// No letter beyond this is compared, so that the letters already met fit into one number.
const MOST: usize = 64;

fn jaro(one: &[u8], other: &[u8]) -> f64 {
    let (one, other) = (&one[..one.len().min(MOST)], &other[..other.len().min(MOST)]);
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let reach = (one.len().max(other.len()) / 2).saturating_sub(1);
    let (mut met_one, mut met_other, mut met) = (0_u64, 0_u64, 0_u32);
    for (nth, letter) in one.iter().enumerate() {
        let from = nth.saturating_sub(reach);
        let to = (nth + reach + 1).min(other.len());
        let free = |there: &usize| met_other & (1 << there) == 0 && other[*there] == *letter;
        if let Some(there) = (from..to).find(free) {
            met_one |= 1 << nth;
            met_other |= 1 << there;
            met += 1;
        }
    }
    if met == 0 {
        return 0.0;
    }
    let (mut turned, mut rest) = (0_u32, met_other);
    for (_, letter) in one.iter().enumerate().filter(|(nth, _)| met_one & (1 << nth) != 0) {
        turned += u32::from(other[rest.trailing_zeros() as usize] != *letter);
        rest &= rest - 1;
    }
    let (met, turned) = (f64::from(met), f64::from(turned));
    (met / one.len() as f64 + met / other.len() as f64 + (met - turned / 2.0) / met) / 3.0
}

/// How many letters have to be put in, taken out, changed or swapped with their neighbour to make one text the other;
/// `None` beyond `most`, and for long texts.
pub fn slips(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len().abs_diff(other.len()) > most || one.len().max(other.len()) > MOST {
        return None;
    }
    // Beyond every number that can come out, so that what lies outside the strip is never chosen.
    let far = MOST + most + 2;
    let (mut before, mut last, mut now) = ([far; MOST + 1], [far; MOST + 1], [far; MOST + 1]);
    last.iter_mut().take(most.min(other.len()) + 1).enumerate().for_each(|(nth, cell)| *cell = nth);
    for (row, a) in one.iter().enumerate() {
        // Only a strip along the diagonal can lead to so few slips.
        let (from, to) = (row.saturating_sub(most), (row + most + 1).min(other.len()));
        now[from] = if from == 0 { row + 1 } else { far };
        let mut least = now[from];
        for column in from..to {
            let b = other[column];
            let mut cell =
                (last[column] + usize::from(*a != b)).min(last[column + 1] + 1).min(now[column] + 1);
            if row > 0 && column > 0 && *a == other[column - 1] && one[row - 1] == b {
                cell = cell.min(before[column - 1] + 1);
            }
            now[column + 1] = cell;
            least = least.min(cell);
        }
        if least > most {
            return None;
        }
        if to < other.len() {
            now[to + 1] = far;
        }
        (before, last, now) = (last, now, before);
    }
    Some(last[other.len()]).filter(|slips| *slips <= most)
}

/// How a name sounds, roughly: its first letter and its next three groups of like consonants (Soundex).
pub fn sound(name: &str) -> [u8; 4] {
    let group = |letter: u8| match letter {
        b'b' | b'f' | b'p' | b'v' => b'1',
        b'c' | b'g' | b'j' | b'k' | b'q' | b's' | b'x' | b'z' => b'2',
        b'd' | b't' => b'3',
        b'l' => b'4',
        b'm' | b'n' => b'5',
        b'r' => b'6',
        _ => 0,
    };
    let mut letters = name.bytes().filter(u8::is_ascii_alphabetic);
    let Some(first) = letters.next() else { return *b"    " };
    let (mut code, mut filled, mut last) = ([first, b'0', b'0', b'0'], 1, group(first));
    for letter in letters {
        let now = group(letter);
        if now != 0 && now != last && filled < 4 {
            code[filled] = now;
            filled += 1;
        }
        if letter != b'h' && letter != b'w' {
            last = now;
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_examples_come_out() {
        for (one, other, expected) in
            [("martha", "marhta", 0.9611), ("dwayne", "duane", 0.84), ("dixon", "dicksonx", 0.8133)]
        {
            assert!((alike(one, other) - expected).abs() < 0.0005, "{one} {other}: {}", alike(one, other));
        }
        assert_eq!((alike("", "ab"), alike("ab", "cd"), alike("ab", "ab")), (0.0, 0.0, 1.0));
    }

    #[test]
    fn slips_are_counted_up_to_a_number() {
        assert_eq!(slips("19800401", "19800410", 2), Some(1), "neighbours swapped");
        assert_eq!(slips("4011", "411", 1), Some(1));
        assert_eq!(slips("4011", "4999", 2), None);
        assert_eq!(slips("", "", 0), Some(0));
        assert_eq!(slips("12", "1", 2), Some(1));
        assert_eq!(slips("1", "123", 2), Some(2));
        assert_eq!(slips("123", "", 2), None);
    }

    #[test]
    fn the_strip_along_the_diagonal_counts_as_the_whole_table_does() {
        // Every pair of texts of up to four of two letters, beside the plain definition without a table.
        fn plain(a: &[u8], b: &[u8]) -> usize {
            match (a, b) {
                ([], rest) | (rest, []) => rest.len(),
                ([a0, a_rest @ ..], [b0, b_rest @ ..]) => {
                    let mut least = plain(a_rest, b_rest) + usize::from(a0 != b0);
                    least = least.min(plain(a_rest, b) + 1).min(plain(a, b_rest) + 1);
                    if let ([_, a1, a_end @ ..], [_, b1, b_end @ ..]) = (a, b)
                        && a0 == b1
                        && a1 == b0
                    {
                        least = least.min(plain(a_end, b_end) + 1);
                    }
                    least
                }
            }
        }
        let mut texts = vec![String::new()];
        for nth in 0..15 {
            let longer = [format!("{}a", texts[nth]), format!("{}b", texts[nth])];
            texts.extend(longer);
        }
        for (a, b) in texts.iter().flat_map(|a| texts.iter().map(move |b| (a, b))) {
            for most in 0..=3 {
                let expected = Some(plain(a.as_bytes(), b.as_bytes())).filter(|slips| *slips <= most);
                assert_eq!(slips(a, b, most), expected, "{a} {b} {most}");
            }
        }
    }

    #[test]
    fn names_that_sound_alike_share_a_code() {
        assert_eq!(sound("robert"), *b"r163");
        assert_eq!(sound("rupert"), *b"r163");
        assert_eq!(sound("ashcraft"), *b"a261");
        assert_eq!(sound("7"), *b"    ");
    }
}
