//! The values of `autodiff::special`, and of its derivatives along parameters, against
//! values that mpmath 1.3 gives at 50 digits.

use autodiff::{check, grad, special};

/// A function, its arguments and its value.
type Row = (&'static str, &'static [f64], f64);

fn value(name: &str, at: &[f64]) -> f64 {
    use special::{beta_reg_hvp, gamma_lr_hvp, jn, polygamma, yn};
    match (name, at) {
        ("erf", &[x]) => special::erf(x),
        ("erfc", &[x]) => special::erfc(x),
        ("erfinv", &[x]) => special::erfinv(x),
        ("normal_cdf", &[x]) => special::normal_cdf(x),
        ("normal_quantile", &[p]) => special::normal_quantile(p),
        ("gamma", &[x]) => special::gamma(x),
        ("ln_gamma", &[x]) => special::ln_gamma(x),
        ("digamma", &[x]) => special::digamma(x),
        ("trigamma", &[x]) => special::trigamma(x),
        ("polygamma_2", &[x]) => polygamma(2, x),
        ("polygamma_3", &[x]) => polygamma(3, x),
        ("polygamma_7", &[x]) => polygamma(7, x),
        ("beta", &[a, b]) => special::beta(a, b),
        ("ln_beta", &[a, b]) => special::ln_beta(a, b),
        ("gamma_lr", &[a, x]) => special::gamma_lr(a, x),
        ("gamma_ur", &[a, x]) => special::gamma_ur(a, x),
        ("gamma_lr_da", &[a, x]) => special::gamma_lr_grad(a, x).0,
        ("gamma_lr_daa", &[a, x]) => gamma_lr_hvp(a, x, 1.0, 0.0).1.0,
        ("gamma_ur_da", &[a, x]) => special::gamma_ur_grad(a, x).0,
        ("beta_reg", &[a, b, x]) => special::beta_reg(a, b, x),
        ("beta_reg_da", &[a, b, x]) => special::beta_reg_grad(a, b, x).0,
        ("beta_reg_db", &[a, b, x]) => special::beta_reg_grad(a, b, x).1,
        ("beta_reg_daa", &[a, b, x]) => beta_reg_hvp(a, b, x, 1.0, 0.0, 0.0).1.0,
        ("beta_reg_dbb", &[a, b, x]) => beta_reg_hvp(a, b, x, 0.0, 1.0, 0.0).1.1,
        ("beta_reg_dab", &[a, b, x]) => beta_reg_hvp(a, b, x, 0.0, 1.0, 0.0).1.0,
        ("j0", &[x]) => special::j0(x),
        ("j1", &[x]) => special::j1(x),
        ("j3", &[x]) => jn(3, x),
        ("y0", &[x]) => special::y0(x),
        ("y1", &[x]) => special::y1(x),
        ("y3", &[x]) => yn(3, x),
        ("logistic", &[x]) => special::logistic(x),
        ("ln_1p_exp", &[x]) => special::ln_1p_exp(x),
        ("softplus", &[x]) => special::softplus(x),
        _ => panic!("nobody knows {name} at {at:?}"),
    }
}

#[test]
fn values_are_those_that_are_known() {
    let mut wrong = Vec::new();
    for (name, at, known) in VALUES {
        let found = value(name, at);
        let error = ((found - known) / known).abs();
        if error.is_nan() || error > tolerance(name) {
            wrong.push(format!("{name}{at:?} is {found:e} and should be {known:e}: {error:.1e}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The relative error that is accepted.
fn tolerance(name: &str) -> f64 {
    match name {
        // The logarithm of the value is rounded.
        "normal_cdf" => 5e-14,
        "beta_reg" | "beta_reg_da" | "beta_reg_db" | "gamma_lr" | "gamma_lr_da" | "gamma_ur_da" => 5e-14,
        // Terms cancel.
        "beta_reg_daa" | "beta_reg_dab" | "beta_reg_dbb" | "gamma_lr_daa" => 1e-12,
        _ => 1e-14,
    }
}

#[rustfmt::skip]
#[allow(clippy::unreadable_literal, clippy::excessive_precision, reason = "a table")]
const VALUES: &[Row] = &[
    ("erf", &[-2.5], -0.999593047982555),
    ("erf", &[0.001], 0.0011283787909692365),
    ("erf", &[0.5], 0.5204998778130465),
    ("erf", &[3.5], 0.9999992569016276),
    ("erfc", &[-1.0], 1.8427007929497148),
    ("erfc", &[0.5], 0.4795001221869535),
    ("erfc", &[5.0], 1.537459794428035e-12),
    ("erfc", &[25.0], 8.300172571196523e-274),
    ("erfinv", &[1e-10], 8.862269254527581e-11),
    ("erfinv", &[-0.3], -0.2724627147267543),
    ("erfinv", &[0.9], 1.1630871536766743),
    ("erfinv", &[0.999999], 3.458910737275499),
    ("erfinv", &[0.9999999999999991], 5.686128441310391),
    ("normal_cdf", &[-30.0], 4.906713927148187e-198),
    ("normal_cdf", &[-1.5], 0.06680720126885807),
    ("normal_cdf", &[0.7], 0.758036347776927),
    ("normal_cdf", &[3.0], 0.9986501019683699),
    ("normal_quantile", &[1e-300], -37.0470962993612),
    ("normal_quantile", &[1e-05], -4.264890793922825),
    ("normal_quantile", &[0.07], -1.4757910281791706),
    ("normal_quantile", &[0.08], -1.4050715603096327),
    ("normal_quantile", &[0.6], 0.2533471031357997),
    ("normal_quantile", &[0.975], 1.9599639845400538),
    ("gamma", &[-2.5], -0.9453087204829419),
    ("gamma", &[0.001], 999.4237724845955),
    ("gamma", &[0.5], 1.772453850905516),
    ("gamma", &[5.5], 52.34277778455352),
    ("gamma", &[170.0], 4.269068009004706e304),
    ("ln_gamma", &[-2.5], -0.056243716497674054),
    ("ln_gamma", &[0.001], 6.907178885383853),
    ("ln_gamma", &[0.5], 0.5723649429247001),
    ("ln_gamma", &[1.9999], -4.227520877215346e-05),
    ("ln_gamma", &[5.5], 3.9578139676187165),
    ("ln_gamma", &[300.0], 1409.2020674704117),
    ("digamma", &[-7.3], 4.33730730551005),
    ("trigamma", &[-7.3], 14.951383181433922),
    ("digamma", &[-0.5], 0.03648997397857652),
    ("trigamma", &[-0.5], 8.934802200544679),
    ("digamma", &[0.001], -1000.5755719318103),
    ("trigamma", &[0.001], 1000001.6425331958),
    ("digamma", &[0.5], -1.9635100260214235),
    ("trigamma", &[0.5], 4.934802200544679),
    ("digamma", &[1.2], -0.2890398965921884),
    ("trigamma", &[1.2], 1.2673772054237793),
    ("digamma", &[5.5], 1.6110931485817512),
    ("trigamma", &[5.5], 0.19934238698962767),
    ("digamma", &[40.0], 3.676327374034843),
    ("trigamma", &[40.0], 0.02531510384129103),
    ("digamma", &[1000000.0], 13.815510057964191),
    ("trigamma", &[1000000.0], 1.0000005000001667e-06),
    ("polygamma_2", &[-2.5], -0.1082040516417274),
    ("polygamma_3", &[-2.5], 194.74787621918762),
    ("polygamma_7", &[-2.5], 2580880.1741492436),
    ("polygamma_2", &[0.01], -2000002.340398677),
    ("polygamma_3", &[0.01], 600000006.2510618),
    ("polygamma_7", &[0.01], 5.04e+19),
    ("polygamma_2", &[0.5], -16.82879664423432),
    ("polygamma_3", &[0.5], 97.40909103400244),
    ("polygamma_7", &[0.5], 1290440.218185598),
    ("polygamma_2", &[5.5], -0.03960894752130204),
    ("polygamma_3", &[5.5], 0.015690592675882818),
    ("polygamma_7", &[5.5], 0.008435487918572106),
    ("polygamma_2", &[40.0], -0.0006408202718352986),
    ("polygamma_3", &[40.0], 3.24414001515635e-05),
    ("polygamma_7", &[40.0], 4.7918581244276835e-09),
    ("beta", &[0.1, 0.2], 14.59937149276483),
    ("ln_beta", &[0.1, 0.2], 2.6809784793469147),
    ("beta", &[2.5, 3.5], 0.03681553890925539),
    ("ln_beta", &[2.5, 3.5], -3.301835269962053),
    ("beta", &[30.0, 40.0], 1.0539424603796545e-21),
    ("ln_beta", &[30.0, 40.0], -48.30174909591612),
    ("beta", &[200.0, 3.0], 2.462932860450224e-07),
    ("ln_beta", &[200.0, 3.0], -15.216742791448372),
    ("gamma_lr", &[0.01, 0.002], 0.945089577223176),
    ("gamma_ur", &[0.01, 0.002], 0.05491042277682402),
    ("gamma_lr_da", &[0.01, 0.002], -5.34512637661917),
    ("gamma_lr_daa", &[0.01, 0.002], 28.70180922521855),
    ("gamma_ur_da", &[0.01, 0.002], 5.34512637661917),
    ("gamma_lr", &[0.3, 0.3], 0.7269573437103662),
    ("gamma_ur", &[0.3, 0.3], 0.2730426562896338),
    ("gamma_lr_da", &[0.3, 0.3], -0.8777730370516978),
    ("gamma_lr_daa", &[0.3, 0.3], 0.4147672973915553),
    ("gamma_ur_da", &[0.3, 0.3], 0.8777730370516978),
    ("gamma_lr", &[0.3, 4.0], 0.9979774893543891),
    ("gamma_ur", &[0.3, 4.0], 0.0020225106456108802),
    ("gamma_lr_da", &[0.3, 4.0], -0.010264313972653528),
    ("gamma_lr_daa", &[0.3, 4.0], -0.027379077921292218),
    ("gamma_ur_da", &[0.3, 4.0], 0.010264313972653528),
    ("gamma_lr", &[1.0, 0.05], 0.04877057549928599),
    ("gamma_ur", &[1.0, 0.05], 0.951229424500714),
    ("gamma_lr_da", &[1.0, 0.05], -0.16733432671607806),
    ("gamma_lr_daa", &[1.0, 0.05], 0.5432869611485062),
    ("gamma_ur_da", &[1.0, 0.05], 0.16733432671607806),
    ("gamma_lr", &[2.5, 2.0], 0.4505840486472198),
    ("gamma_ur", &[2.5, 2.0], 0.5494159513527802),
    ("gamma_lr_da", &[2.5, 2.0], -0.27455132194588155),
    ("gamma_lr_daa", &[2.5, 2.0], 0.06707717180911078),
    ("gamma_ur_da", &[2.5, 2.0], 0.27455132194588155),
    ("gamma_lr", &[2.5, 12.0], 0.9997828870565473),
    ("gamma_ur", &[2.5, 12.0], 0.00021711294345272333),
    ("gamma_lr_da", &[2.5, 12.0], -0.0004054930735868561),
    ("gamma_lr_daa", &[2.5, 12.0], -0.0006522209818630232),
    ("gamma_ur_da", &[2.5, 12.0], 0.0004054930735868561),
    ("gamma_lr", &[10.0, 9.5], 0.4781739777627926),
    ("gamma_ur", &[10.0, 9.5], 0.5218260222372074),
    ("gamma_lr_da", &[10.0, 9.5], -0.1288276416793082),
    ("gamma_lr_daa", &[10.0, 9.5], 0.006772525985696154),
    ("gamma_ur_da", &[10.0, 9.5], 0.1288276416793082),
    ("gamma_lr", &[80.0, 160.0], 0.9999999999990508),
    ("gamma_ur", &[80.0, 160.0], 9.492732611860445e-13),
    ("gamma_lr_da", &[80.0, 160.0], -6.752588892865032e-13),
    ("gamma_lr_daa", &[80.0, 160.0], -4.685297321958823e-13),
    ("gamma_ur_da", &[80.0, 160.0], 6.752588892865032e-13),
    ("gamma_lr", &[500.0, 250.0], 4.0671656819990014e-44),
    ("gamma_ur", &[500.0, 250.0], 1.0),
    ("gamma_lr_da", &[500.0, 250.0], -2.8312176790976027e-44),
    ("gamma_lr_daa", &[500.0, 250.0], 1.9627760358154364e-44),
    ("gamma_ur_da", &[500.0, 250.0], 2.8312176790976027e-44),
    ("gamma_lr", &[500.0, 525.0], 0.8675259431785229),
    ("gamma_ur", &[500.0, 525.0], 0.1324740568214771),
    ("gamma_lr_da", &[500.0, 525.0], -0.009509270523672604),
    ("gamma_lr_daa", &[500.0, 525.0], -0.0004640330436484847),
    ("gamma_ur_da", &[500.0, 525.0], 0.009509270523672604),
    ("beta_reg", &[0.1, 0.2, 0.01], 0.4324969742161058),
    ("beta_reg_da", &[0.1, 0.2, 0.01], -3.3204089703483097),
    ("beta_reg_db", &[0.1, 0.2, 0.01], 0.7722670357587321),
    ("beta_reg_daa", &[0.1, 0.2, 0.01], 30.16273314339549),
    ("beta_reg_dbb", &[0.1, 0.2, 0.01], -4.685515523830601),
    ("beta_reg_dab", &[0.1, 0.2, 0.01], -0.6364373067580997),
    ("beta_reg", &[0.5, 0.5, 0.3], 0.36901011956554536),
    ("beta_reg_da", &[0.5, 0.5, 0.3], -0.6428114811572838),
    ("beta_reg_db", &[0.5, 0.5, 0.3], 0.46874458391550544),
    ("beta_reg_daa", &[0.5, 0.5, 0.3], 1.3451995000262817),
    ("beta_reg_dbb", &[0.5, 0.5, 0.3], -0.6144616057845871),
    ("beta_reg_dab", &[0.5, 0.5, 0.3], -0.2657297583584443),
    ("beta_reg", &[2.0, 3.5, 0.5], 0.7569320439671243),
    ("beta_reg_da", &[2.0, 3.5, 0.5], -0.17159803186627157),
    ("beta_reg_db", &[2.0, 3.5, 0.5], 0.12428769458449733),
    ("beta_reg_daa", &[2.0, 3.5, 0.5], -0.017898460353849923),
    ("beta_reg_dbb", &[2.0, 3.5, 0.5], -0.055516598096147805),
    ("beta_reg_dab", &[2.0, 3.5, 0.5], 0.049760233814755035),
    ("beta_reg", &[2.0, 50.0, 0.01], 0.09249089929369503),
    ("beta_reg_da", &[2.0, 50.0, 0.01], -0.1520451968174903),
    ("beta_reg_db", &[2.0, 50.0, 0.01], 0.0030707105808320603),
    ("beta_reg_daa", &[2.0, 50.0, 0.01], 0.21870208547517456),
    ("beta_reg_dbb", &[2.0, 50.0, 0.01], 2.9943469035120155e-05),
    ("beta_reg_dab", &[2.0, 50.0, 0.01], -0.0033658451255335503),
    ("beta_reg", &[10.0, 3.0, 0.9], 0.889130022255),
    ("beta_reg_da", &[10.0, 3.0, 0.9], -0.022200117411141366),
    ("beta_reg_db", &[10.0, 3.0, 0.9], 0.12186934084227213),
    ("beta_reg_daa", &[10.0, 3.0, 0.9], -0.0017052725316768693),
    ("beta_reg_dbb", &[10.0, 3.0, 0.9], -0.11497395890239616),
    ("beta_reg_dab", &[10.0, 3.0, 0.9], 0.016437357432139726),
    ("beta_reg", &[100.0, 3.5, 0.9], 0.00330834299364492),
    ("beta_reg_da", &[100.0, 3.5, 0.9], -0.0002747290301946449),
    ("beta_reg_db", &[100.0, 3.5, 0.9], 0.004394391978473472),
    ("beta_reg_daa", &[100.0, 3.5, 0.9], 2.2162375427093776e-05),
    ("beta_reg_dbb", &[100.0, 3.5, 0.9], 0.00480231718806282),
    ("beta_reg_dab", &[100.0, 3.5, 0.9], -0.0003363217872637499),
    ("beta_reg", &[100.0, 120.0, 0.45], 0.4478012301477076),
    ("beta_reg_da", &[100.0, 120.0, 0.45], -0.02940125593381525),
    ("beta_reg_db", &[100.0, 120.0, 0.45], 0.024270746396140856),
    ("beta_reg_daa", &[100.0, 120.0, 0.45], 0.000429827906471739),
    ("beta_reg_dbb", &[100.0, 120.0, 0.45], 9.077525931188499e-05),
    ("beta_reg_dab", &[100.0, 120.0, 0.45], -0.00023293859345671752),
    ("j0", &[-3.0], -0.26005195490193345),
    ("j1", &[-3.0], -0.3390589585259365),
    ("j3", &[-3.0], -0.30906272225525167),
    ("j0", &[0.1], 0.99750156206604),
    ("j1", &[0.1], 0.049937526036242),
    ("j3", &[0.1], 2.0820315754756265e-05),
    ("y0", &[0.1], -1.5342386513503667),
    ("y1", &[0.1], -6.4589510947020266),
    ("y3", &[0.1], -5099.332378612904),
    ("j0", &[2.0], 0.22389077914123567),
    ("j1", &[2.0], 0.5767248077568734),
    ("j3", &[2.0], 0.12894324947440206),
    ("y0", &[2.0], 0.5103756726497451),
    ("y1", &[2.0], -0.10703243154093754),
    ("y3", &[2.0], -1.1277837768404277),
    ("j0", &[10.0], -0.24593576445134835),
    ("j1", &[10.0], 0.04347274616886144),
    ("j3", &[10.0], 0.058379379305186815),
    ("y0", &[10.0], 0.055671167283599395),
    ("y1", &[10.0], 0.24901542420695388),
    ("y3", &[10.0], -0.2513626571838373),
    ("j0", &[50.0], 0.055812327669251816),
    ("j1", &[50.0], -0.09751182812517514),
    ("j3", &[50.0], 0.09273480406163444),
    ("y0", &[50.0], -0.09806499547007708),
    ("y1", &[50.0], -0.05679566856201477),
    ("y3", &[50.0], 0.06445912206022249),
    ("logistic", &[-700.0], 9.85967654375977e-305),
    ("ln_1p_exp", &[-700.0], 9.85967654375977e-305),
    ("softplus", &[-700.0], 9.85967654375977e-305),
    ("logistic", &[-1.5], 0.18242552380635635),
    ("ln_1p_exp", &[-1.5], 0.2014132779827524),
    ("softplus", &[-1.5], 0.2014132779827524),
    ("logistic", &[0.3], 0.574442516811659),
    ("ln_1p_exp", &[0.3], 0.8543552444685271),
    ("softplus", &[0.3], 0.8543552444685271),
    ("logistic", &[50.0], 1.0),
    ("ln_1p_exp", &[50.0], 50.0),
    ("softplus", &[50.0], 50.0),
];

/// Forward, reverse and second order of each function against differences.
#[test]
fn derivatives_are_those_of_the_values() {
    for x in [-2.5, -0.3, 0.4, 1.7] {
        check!(special::erf(x), hvp);
        check!(special::erfc(x), hvp);
        check!(special::normal_cdf(x), hvp);
        check!(special::logistic(x), hvp);
        check!(special::ln_1p_exp(x), hvp);
        check!(special::softplus(x), hvp);
        check!(special::gamma(x), hvp);
        check!(special::ln_gamma(x), hvp);
        check!(special::digamma(x), hvp);
        check!(special::trigamma(x), hvp);
        check!(special::polygamma(2, x), hvp);
        check!(special::j0(x), hvp);
        check!(special::j1(x), hvp);
        check!(special::jn(3, x), hvp);
    }
    for x in [-0.9, 0.2, 0.999] {
        check!(special::erfinv(x), hvp);
    }
    for p in [1e-5, 0.3, 0.975] {
        check!(special::normal_quantile(p), hvp);
    }
    for x in [0.3, 2.0, 17.0] {
        check!(special::y0(x), hvp);
        check!(special::y1(x), hvp);
        check!(special::yn(2, x), hvp);
    }
    check!(special::log_sum_exp(&[0.5, -1.0, 3.0]), hvp);
}

#[test]
fn derivatives_along_parameters_are_those_of_the_values() {
    for (a, b) in [(0.3, 0.7), (2.0, 15.0), (12.0, 20.0)] {
        check!(special::beta(a, b), hvp);
        check!(special::ln_beta(a, b), hvp);
        for x in [0.1, 0.5, 0.8] {
            check!(special::beta_reg(a, b, x), hvp);
        }
    }
    for (a, x) in [(0.3, 0.2), (0.3, 2.0), (2.5, 1.0), (2.5, 7.0), (30.0, 25.0), (30.0, 45.0)] {
        check!(special::gamma_lr(a, x), hvp);
        check!(special::gamma_ur(a, x), hvp);
    }
}

/// What is outside of a domain, or at its end, is infinite or NaN or right.
#[test]
fn ends_of_domains() {
    use special::{beta_reg_grad, digamma, erfinv, erfinv_grad, gamma_lr_grad, gamma_ur, ln_gamma, normal_quantile};
    assert_eq!((erfinv(-1.0), erfinv_grad(1.0)), (f64::NEG_INFINITY, f64::INFINITY));
    assert!(erfinv(1.5).is_nan() && normal_quantile(-0.1).is_nan() && digamma(-3.0).is_nan());
    assert!(special::trigamma(0.0).is_infinite() && special::polygamma(2, -1.0).is_nan());
    assert_eq!(ln_gamma(0.0), f64::INFINITY);
    assert!(special::beta(-1.0, 2.0).is_nan() && special::ln_beta(0.0, 2.0).is_nan());
    assert_eq!(gamma_lr_grad(1.0, 0.0), (0.0, 1.0));
    assert_eq!(gamma_lr_grad(0.5, 0.0), (0.0, f64::INFINITY));
    assert_eq!(gamma_ur(2.0, f64::INFINITY), 0.0);
    assert!(gamma_lr_grad(-1.0, 2.0).0.is_nan() && gamma_lr_grad(-1.0, 2.0).1.is_nan());
    assert_eq!(beta_reg_grad(1.0, 1.0, 0.0), (0.0, 0.0, 1.0));
    assert!(beta_reg_grad(1.0, 1.0, 1.5).2.is_nan());
    assert_eq!(special::log_sum_exp_grad(&[f64::INFINITY, 1.0]), [1.0, 0.0]);
    assert_eq!(special::log_sum_exp(&[f64::NEG_INFINITY; 2]), f64::NEG_INFINITY);
    assert_eq!(special::log_sum_exp(&[]), f64::NEG_INFINITY);
    assert!(special::gamma_lr(f64::NAN, 1.0).is_nan() && special::logistic(f64::NAN).is_nan());
    assert!(special::ln_1p_exp(f64::NAN).is_nan() && special::beta_reg(1.0, f64::NAN, 0.5).is_nan());
}

/// A maximum likelihood of a gamma distribution, through `special` in a user's function.
#[grad(hvp)]
fn likelihood(shape: f64, rate: f64, data: &[f64]) -> f64 {
    let mut sum = 0.0;
    for x in data {
        sum += shape * rate.ln() - special::ln_gamma(shape) + (shape - 1.0) * x.ln() - rate * x;
    }
    sum + special::gamma_lr(shape, rate * data[0]).ln()
}

#[test]
fn users_functions_call_them() {
    check!(likelihood(2.5, 0.8, &[1.0, 3.0, 2.2]), hvp);
}

#[path = "special/by_name.rs"]
mod by_name;
