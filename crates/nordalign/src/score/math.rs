//! Logarithm and exponential that give the same bits on every machine: only additions,
//! multiplications and divisions, which IEEE 754 fixes, where a platform's own functions may differ
//! in the last place.

use std::f64::consts::LN_2;

/// The natural logarithm of a positive, finite `x`; a very small number for anything not above
/// zero.
pub(crate) fn ln(x: f64) -> f64 {
    if !(x.is_finite() && x >= f64::MIN_POSITIVE) {
        return -1e9;
    }
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7FF) as i64 - 1023;
    let mantissa = f64::from_bits((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
    // Centre on 1, so that the series below converges quickly.
    let (mantissa, exponent) = if mantissa > 1.5 {
        (mantissa / 2.0, exponent + 1)
    } else {
        (mantissa, exponent)
    };
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let t2 = t * t;
    let series = [13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 1.0]
        .iter()
        .fold(0.0, |sum, k| sum * t2 + 1.0 / k);
    exponent as f64 * LN_2 + 2.0 * t * series
}

/// The natural logarithm of a positive `x` to about four digits: for features, which are taken by
/// the million.
pub(crate) fn rough_ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = ((bits >> 23) & 0xFF) as i32 - 127;
    let mantissa = f32::from_bits((bits & 0x007F_FFFF) | 0x3F80_0000);
    let (mantissa, exponent) = if mantissa > std::f32::consts::SQRT_2 {
        (mantissa * 0.5, exponent + 1)
    } else {
        (mantissa, exponent)
    };
    // atanh of t, twice: |t| is below 0.172 here.
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let t2 = t * t;
    exponent as f32 * std::f32::consts::LN_2 + t * (2.0 + t2 * (0.666_666_7 + t2 * 0.4))
}

/// e to the power of `x`; 0 below -700, and as at 700 above it.
pub(crate) fn exp(x: f64) -> f64 {
    if x < -700.0 {
        return 0.0;
    }
    let x = x.min(700.0);
    let k = (x / LN_2).round();
    let r = x - k * LN_2;
    let series = (1..=12)
        .rev()
        .fold(1.0, |sum, n| 1.0 + sum * r / f64::from(n));
    series * f64::from_bits(((k as i64 + 1023) as u64) << 52)
}

/// ln(e^a + e^b).
pub(crate) fn ln_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    let gap = low - high;
    if gap < -30.0 || !gap.is_finite() {
        high
    } else {
        high + ln(1.0 + exp(gap))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithm_and_exponential_agree_with_the_standard_functions() {
        for i in 1..2000 {
            let x = f64::from(i) * 0.37;
            assert!((ln(x) - x.ln()).abs() < 1e-9, "ln {x}");
            assert!(
                (f64::from(rough_ln(x as f32)) - x.ln()).abs() < 1e-4,
                "rough ln {x}"
            );
            let y = f64::from(i - 1000) * 0.05;
            assert!((exp(y) / y.exp() - 1.0).abs() < 1e-9, "exp {y}");
        }
        assert!((ln_add(1.0, 2.0) - (1f64.exp() + 2f64.exp()).ln()).abs() < 1e-9);
        assert_eq!(ln_add(f64::NEG_INFINITY, 2.0), 2.0);
    }
}
