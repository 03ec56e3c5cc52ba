//! What the generator writes.

use super::*;

#[test]
fn a_seed_makes_the_same_program_again() {
    for seed in 0..50 {
        let [once, again] = [0, 1].map(|_| program(Language::Whole, seed));
        assert_eq!(once.source, again.source);
        assert_eq!(points(&once), points(&again));
    }
    let [one, other] = [1, 2].map(|seed| program(Language::Whole, seed).source);
    assert_ne!(one.replace("p1", ""), other.replace("p2", ""));
}

/// Of scalars.
const ON_SCALARS: &[&str] = &[
    "let (",
    "let mut ",
    "; if ",
    "let late",
    "} else if ",
    "} else {",
    "if let ",
    "match ",
    "return ",
    " else { return",
    " @ ",
    " | ",
    "..=",
    " as f64",
    " as i32",
    " as f32",
    "+= ",
    "-= ",
    "*= ",
    "/= ",
    "%= ",
    "&= ",
    "|= ",
    "^= ",
    "<<= ",
    ">>= ",
    ".0 = ",
    ".1 += ",
    "(*r)",
    "r.",
    "f64::",
    "<f64>::",
    "const K",
    "fn inner",
    "let again",
    "assert!(",
    "let _ = ",
    " && ",
    " || ",
    "(mut ",
    ".powf(",
    ".atan2(",
    ".mul_add(",
    ".sin_cos()",
    ".rem_euclid(",
    "std::f64::consts::",
    "&f64",
    "#[cfg(any())] let ",
    "#[cfg(any())] return ",
    "#[cfg(any())] { ",
    "#[cfg(any())] _ => ",
    "#[cfg(all())] let ",
    "#[cfg(all())] { ",
    "#[allow(unused_variables)] let ",
    "cfg_attr(",
    "cfg!(any())",
    "_h0(",
    "narrow: f32 = ",
    "narrow == near",
    "as u8 as i8",
    "n: i64 = ",
    "bit: u64 = 1 << ",
    "let n = ",
    ".parse().unwrap()",
    "_narrowed(",
    "_widened(",
    "let risk_",
    "found if found.abs()",
];

/// Of loops and memory.
const ON_MEMORY: &[&str] = &[
    "for i_",
    "..=",
    ").rev()",
    ".step_by(",
    "while ",
    "loop {",
    "break;",
    "break 'l_",
    "continue;",
    "continue 'l_",
    "'l_1: ",
    "= [",
    "vec![",
    ".push(",
    ".swap(",
    "] = ",
    "] += ",
    "] *= ",
    " - 1] ",
    ".clone()",
    ".iter().sum::<f64>()",
    ".zip(",
    ".fold(",
    ".iter_mut()",
    "= |t: f64",
    ".windows(2)",
    ".chunks(",
    ".filter(",
    ".take_while(",
    ".enumerate()",
    ".skip(",
    ".take(",
    ".chain(",
    ".count()",
    ".any(",
    ".for_each(",
    ": &[f64]",
    "-> Vec<f64>",
    "[#[cfg(any())] ",
    ".unwrap_or(",
    "if let Some(",
    "None => ",
    ".position(",
    "while let Some(",
    ".pop()",
    ".truncate(",
    ".rotate_left(",
    ".rotate_right(",
    ".sort_by(",
    ".copy_within(",
    ".remove(",
    ".insert(",
    "mem::replace(",
    "break made",
    "(1..).zip(",
    ".skip_while(",
    ".flatten()",
    ".flat_map(",
    ".max_by(",
    "|mut s, v|",
    ".filter_map(",
    ".rev().map(|",
    "more.clear();",
    ").map(|num| (num - ",
    ".enumerate().map(|(place, num)|",
    ".zip(-",
    "numbers: Vec<i64> = (",
    ".sum::<i32>()",
    " in k_",
    "let kept_",
    "v.abs() < 4.0).map(",
    "panic!()",
    "unreachable!(",
    "loop {}",
    "&mut (Vec<f64>, f64)",
    "let got_",
    "((&mut f64, i32), &mut Vec<f64>)",
    "(&[f64], &mut [f64])",
];

#[test]
fn every_construct_is_written() {
    let all: String = (0..300).map(|seed| program(Language::Whole, seed).source).collect();
    let all = all.split_whitespace().collect::<Vec<_>>().join(" ");
    for construct in ON_SCALARS.iter().chain(ON_MEMORY) {
        assert!(all.contains(construct), "{construct:?} is never written");
    }
}

#[test]
fn what_only_the_compiler_reads_is_written() {
    let all: String = (0..400).map(|seed| program(Language::Compiled, seed).source).collect();
    let own = ["fn swap(", "swap(&mut ", "fn max(", "fn take(", ".is_even()", ".to_bits() as i32", ".sqrt(); weight"];
    let unseen = ["_TABLE[", "_TABLE, ", "_FACTOR", "Choice::A", "Choice::Other", "#[constant]"];
    for construct in own.into_iter().chain(unseen) {
        assert!(all.contains(construct), "{construct:?} is never written");
    }
}

#[test]
fn data_is_written() {
    let all: String = (0..400).map(|seed| program(Language::Data, seed).source).collect();
    let all = all.split_whitespace().collect::<Vec<_>>().join(" ");
    let made =
        ["..", "Cloud { ", "Form::Bar { from: ", "Some(", "None", "Spot::from(", "Spot::new(", ".turned(", "* 0.5"];
    let read = ["let Spot { ", ".sum()", ".larger()", ".mean(", "norm(", "(match ", "(if let Some(", "?)", ".map_or("];
    let changed =
        [".nudge(", "nudged(&mut ", ".swap_remove(", ".insert(", ".pop().unwrap()", "in &mut ", "if let Form::Bar { "];
    let lent = [": &Spot", ": &[Spot]", ": &Cloud", ": &Form", ": Option<f64>", "-> Spot", "-> Option<f64>", "-> Form"];
    for construct in made.into_iter().chain(read).chain(changed).chain(lent) {
        assert!(all.contains(construct), "{construct:?} is never written");
    }
}

#[test]
fn a_typical_program_has_some_dozens_of_statements() {
    let counts = (0..200).map(|seed| program(Language::Whole, seed).source.matches(';').count());
    let typical = counts.filter(|count| (10..=90).contains(count)).count();
    assert!(typical > 170, "{typical} of 200");
}
