//! The standard normal distribution.

#[allow(unused_imports, reason = "for builds without std")]
use crate::Real as _;
use crate::rule;
use core::f64::consts::FRAC_1_SQRT_2;

/// One over the square root of 2π.
const FRAC_1_SQRT_TAU: f64 = 0.398_942_280_401_432_7;

/// The distribution function of the standard normal distribution: the probability that a
/// deviate is at most `x`.
///
/// Its derivative is the density 1/√(2π) · e^(−x²/2), by
/// [DLMF 7.2.2](https://dlmf.nist.gov/7.2#E2), as it is ½ erfc(−x/√2).
///
/// ```
/// use autodiff::special::{normal_cdf, normal_cdf_hvp};
/// assert_eq!(normal_cdf(0.0), 0.5);
/// assert!((normal_cdf(-1.959_963_984_540_054) - 0.025).abs() < 1e-16);
/// assert_eq!(normal_cdf_hvp(0.0, 1.0), (0.398_942_280_401_432_7, 0.0));
/// ```
#[rule(hvp, dx = "FRAC_1_SQRT_TAU * (-0.5 * x * x).exp()")]
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// The quantile of the standard normal distribution: the `x` with `normal_cdf(x) = p`, for
/// `p` between 0 and 1.
///
/// Its derivative is one over the density, √(2π) · e^(x²/2), as that of an inverse; the
/// value is by Wichura, *Algorithm AS 241*, Applied Statistics 37 (1988). At 0 and 1 both are
/// infinite.
///
/// ```
/// use autodiff::special::normal_quantile;
/// assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-15);
/// assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
/// ```
#[rule(hvp, dp = "(0.5 * y * y).exp() / FRAC_1_SQRT_TAU")]
pub fn normal_quantile(p: f64) -> f64 {
    deviate(p - 0.5, p.min(1.0 - p))
}

/// The quantile of the probability `0.5 + q`, whose smaller tail is `tail`.
pub(super) fn deviate(q: f64, tail: f64) -> f64 {
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(r, &CENTRE);
    }
    if tail == 0.0 {
        return f64::INFINITY.copysign(q);
    }
    // NaN outside of the domain.
    let r = (-tail.ln()).sqrt();
    let x = if r <= 5.0 { ratio(r - 1.6, &SIDE) } else { ratio(r - 5.0, &FAR) };
    if q < 0.0 { -x } else { x }
}

/// A quotient of polynomials, whose coefficients are given from the constant one on.
fn ratio(r: f64, [above, below]: &[[f64; 8]; 2]) -> f64 {
    let at = |coefficients: &[f64; 8]| coefficients.iter().rev().fold(0.0, |sum, c| sum * r + c);
    at(above) / at(below)
}

const CENTRE: [[f64; 8]; 2] = [
    [
        3.387_132_872_796_366_608,
        1.331_416_678_917_843_774_5e2,
        1.971_590_950_306_551_442_7e3,
        1.373_169_376_550_946_112_5e4,
        4.592_195_393_154_987_145_7e4,
        6.726_577_092_700_870_085_3e4,
        3.343_057_558_358_812_810_5e4,
        2.509_080_928_730_122_672_7e3,
    ],
    [
        1.0,
        4.231_333_070_160_091_125_2e1,
        6.871_870_074_920_579_083e2,
        5.394_196_021_424_751_107_7e3,
        2.121_379_430_158_659_586_7e4,
        3.930_789_580_009_271_061e4,
        2.872_908_573_572_194_267_4e4,
        5.226_495_278_852_854_561e3,
    ],
];

const SIDE: [[f64; 8]; 2] = [
    [
        1.423_437_110_749_683_577_34,
        4.630_337_846_156_545_295_9,
        5.769_497_221_460_691_405_5,
        3.647_848_324_763_204_605_04,
        1.270_458_252_452_368_382_58,
        2.417_807_251_774_506_117_7e-1,
        2.272_384_498_926_918_458_33e-2,
        7.745_450_142_783_414_076_4e-4,
    ],
    [
        1.0,
        2.053_191_626_637_758_821_87,
        1.676_384_830_183_803_849_4,
        6.897_673_349_851_000_045_5e-1,
        1.481_039_764_274_800_745_9e-1,
        1.519_866_656_361_645_719_66e-2,
        5.475_938_084_995_344_946e-4,
        1.050_750_071_644_416_843_24e-9,
    ],
];

const FAR: [[f64; 8]; 2] = [
    [
        6.657_904_643_501_103_777_2,
        5.463_784_911_164_114_369_9,
        1.784_826_539_917_291_335_8,
        2.965_605_718_285_048_912_3e-1,
        2.653_218_952_657_612_309_3e-2,
        1.242_660_947_388_078_438_6e-3,
        2.711_555_568_743_487_578_15e-5,
        2.010_334_399_292_288_132_65e-7,
    ],
    [
        1.0,
        5.998_322_065_558_879_376_9e-1,
        1.369_298_809_227_358_053_1e-1,
        1.487_536_129_085_061_485_25e-2,
        7.868_691_311_456_132_591e-4,
        1.846_318_317_510_054_681_8e-5,
        1.421_511_758_316_445_888_7e-7,
        2.044_263_103_389_939_785_64e-15,
    ],
];
