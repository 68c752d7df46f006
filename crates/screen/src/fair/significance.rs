//! How likely a difference of two rates is by chance.

/// Fisher's exact test, two-sided: the chance of a table at least as unlikely as this one, its margins given. For
/// small numbers. Each pair is how many of how many.
pub fn fisher((hit, of): (u32, u32), (other_hit, other_of): (u32, u32)) -> f64 {
    let hits = hit + other_hit;
    let lowest = hits.saturating_sub(other_of);
    let highest = hits.min(of);
    let facts = factorials(of + other_of);
    let ways = |n: u32, k: u32| facts[n as usize] - facts[k as usize] - facts[(n - k) as usize];
    let chance = |k: u32| (ways(of, k) + ways(other_of, hits - k) - ways(of + other_of, hits)).exp();
    let seen = chance(hit);
    // The tolerance takes up rounding, so that equally unlikely tables count.
    let total: f64 = (lowest..=highest).map(chance).filter(|chance| *chance <= seen * (1.0 + 1e-7)).sum();
    total.min(1.0)
}

/// Logarithms of the factorials up to a number.
fn factorials(highest: u32) -> Vec<f64> {
    let mut facts = vec![0.0];
    let mut sum = 0.0;
    for n in 1..=highest {
        sum += f64::from(n).ln();
        facts.push(sum);
    }
    facts
}

/// The test of two proportions with their pooled variance, two-sided. For large numbers.
pub fn two_proportions((hit, of): (u32, u32), (other_hit, other_of): (u32, u32)) -> f64 {
    let (n, m) = (f64::from(of), f64::from(other_of));
    let pooled = f64::from(hit + other_hit) / (n + m);
    let error = (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt();
    if !error.is_normal() {
        return 1.0;
    }
    let z = (f64::from(hit) / n - f64::from(other_hit) / m).abs() / error;
    complement(z / std::f64::consts::SQRT_2)
}

/// The complementary error function for numbers from 0, by a rational fit with a relative error below 1.2e-7
/// (Press et al., Numerical Recipes, 6.2).
fn complement(x: f64) -> f64 {
    const FIT: [f64; 10] = [
        -1.265_512_23,
        1.000_023_68,
        0.374_091_96,
        0.096_784_18,
        -0.186_288_06,
        0.278_868_07,
        -1.135_203_98,
        1.488_515_87,
        -0.822_152_23,
        0.170_872_77,
    ];
    let t = 1.0 / (1.0 + 0.5 * x);
    let fit = FIT.iter().rev().fold(0.0, |sum, part| sum * t + part);
    t * (fit - x * x).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-6, "{a} is not {b}");
    }

    #[test]
    fn fishers_test_by_hand() {
        // The lady tasting tea: 3 of 4 and 1 of 4. Tables 0 to 4 have 1, 16, 36, 16, 1 of 70 ways.
        near(fisher((3, 4), (1, 4)), 34.0 / 70.0);
        near(fisher((2, 4), (2, 4)), 1.0);
        // 1 of 10 and 11 of 14; the one-sided chance is 0.001346076, the two-sided 0.002759456.
        near(fisher((1, 10), (11, 14)), 0.002_759_456);
        near(fisher((0, 5), (0, 7)), 1.0);
    }

    #[test]
    fn two_proportions_by_hand() {
        // 48 of 80 and 12 of 40: pooled 0.5, error √(0.25·(1/80+1/40)) = 0.0968246, z = 3.0983867.
        near(two_proportions((48, 80), (12, 40)), 0.001_945_8);
        // z = 1.959964 is the bound of five in a hundred.
        near(complement(1.959_964 / std::f64::consts::SQRT_2), 0.05);
        near(two_proportions((0, 80), (0, 40)), 1.0);
        near(two_proportions((40, 80), (20, 40)), 1.0);
    }
}
