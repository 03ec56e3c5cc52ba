//! The macro does not panic, whatever tokens it is given.
//!
//! Functions of the corpus and some of every construct are mangled: tokens are
//! deleted, doubled, swapped, replaced, put into groups. The verifier runs after each pass, so that a function which is accepted and
//! breaks the IR is found here too.
//!
//! `AUTODIFF_MANGLED=200000 cargo test -p autodiff-compiler mangled` runs longer.

use super::desk;
use crate::expand;
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use proptest::prelude::{ProptestConfig, any};
use proptest::test_runner::{RngSeed, TestCaseError, TestRunner};
use std::panic::AssertUnwindSafe;

/// How many, at the desk and where everything is asked for.
const CASES: [u32; 2] = [500, 1500];

const ATTRIBUTES: [&str; 10] = [
    "",
    "hvp, graph, trace",
    "only(jvp, vjp), wrt(x)",
    "name = \"other\", crate = ::renamed::autodiff",
    "hvp, wrt(a)",
    "only()",
    "wrt",
    "crate =",
    "hvp hvp",
    ", , = (",
];

/// Functions with what the corpus has little of, refused constructs among it.
const SEEDS: [&str; 49] = [
    "fn f(x: f64) -> f64 { x * x }",
    "fn f(x: f64, a: f64) -> f64 { 1.0 / (1.0 + (-a * x).exp()) }",
    "pub(crate) fn f<'a, const N: usize>(&self, x: &'a f64, #[constant] t: &[f64; N]) -> f64 where Self: Sized { self.k * *x + t[N - 1] }",
    "fn f((a, b): (f64, f64), mut n: i32) -> (f64, (f64, bool)) { n += 1; let c = a.powi(n); (c, (b * c, n > 2)) }",
    "fn f(x: f64) -> f64 { let y; if x > 0.0 { y = x; } else { return -x; } y * 2.0 }",
    "fn f(x: f64, n: u32) -> f64 { match n { 0 => 1.0, 1 | 2 => x, k @ 3..=5 if k != 4 => x.powi(k as i32), _ => { if x < 0.0 { return 0.0; } panic!(\"{n}\") } } }",
    "fn f(x: f64) -> f64 { let mut y = x; y += 1.0; y *= y; y -= x; y /= 2.0; y %= 3.0; y }",
    "fn f(x: f64) -> f64 { for i in 0..3 { x += 1.0; } while x > 0.0 { break; } loop { continue } }",
    "fn f(x: f64) -> f64 { let g = |v: f64| v * x; 'a: { break 'a g(x); } }",
    "fn f(x: f64) -> f64 { let p = Point { x, y: 1.0, ..q }; [p.x, x][0] + Some(x)?.await }",
    "fn f(x: f64) -> f64 { unsafe { *(&mut x) }; async { x }; const { 1.0 } }",
    "fn f(x: f64, y: f64) -> f64 { let (mut a, mut b) = (x, y); std::mem::swap(&mut a, &mut b); (a, b) = (b, a); a - b }",
    "fn f(x: f64) -> f64 { assert!(x > 0.0, \"{x}\"); println!(\"{x:?} {}\", x); let z = dbg!(x); if matches!(z, 0.0..=1.0) { z } else { square!(z) } }",
    "fn f(x: f64) -> f64 { #[constant] let c = x.gamma(); #[grad] fn g(v: f64) -> f64 { v } const K: f64 = 2.0; use std::f64::consts::PI; K * g(x) * PI * c }",
    "fn f(x: f64) -> f64 { let Some(v) = x.checked() else { return 0.0 }; if let (a, 1) = (v, 2) && a > 0.0 { a } else { v } }",
    "fn f(x: f64, y: f64) -> f64 { let t = ((x, y), 1); let ((a, _), n) = t; let (first, .., last) = (x, a, y); first * last + t.0.1 * n as f64 }",
    "fn f(x: f64) -> f64 { f64::sin(x) + <f64>::cos(x) + f64::hypot(x, 1.0) + x.sin_cos().0 + f64::from(1u8) + f64::MAX.min(x) }",
    "fn f(x: f32) -> f32 { (x as f64).sqrt() as f32 + 1e10 * 3f32 + 0.1 + 5 as f32 }",
    "fn f(x: f64, b: bool) -> f64 { let t = x > 0.0 && b || !(x == 1.0) && { let z = x; z < 2.0 }; if t { if b { x } else { return x * x } } else { unreachable!() } }",
    "fn f(x: f64) -> (f64,) { let z = step(x, 2); let w = crate::a::step::<3>(z.0, z.1); (w - self.g(x),) }",
    "fn f(x: f64) -> f64 { if x > 1.0 { if x > 2.0 { return x; } else { todo!() } } let y = { let x = 2.0; x * x }; y + if x > 0.0 { x } else { f(-x) } }",
    "async unsafe extern \"C\" fn f(&mut self, x: Real, y: &mut f64) -> impl Fn() { }",
    "fn f(x: f64, n: i128) -> f64 { let m = -n << 2 | 1 & !n ^ 170141183460469231731687303715884105728; (m % 7) as f64 * x }",
    "fn f(p: (&mut [f64], f64), q: ((&mut f64, usize), &[f64])) -> f64 { p.0[0] *= p.1; *q.0.0 += q.1[q.0.1]; put((&mut p.0[1..], p.1)); let (a, b) = p.0.split_at_mut(1); a[0] * b[0] }",
    "fn f(a: &mut (Vec<f64>, [f64; 2]), x: f64) { a.0.push(x); a.1[0] *= x; let (v, w) = a; v.push(w[1]); std::mem::swap(&mut w[0], &mut v[0]); }",
    "fn f(rows: &mut [Vec<f64>], x: f64) -> f64 { rows.swap(0, 1); for row in rows.iter_mut() { row.push(x); row[0] *= x; grow(row, x); } rows[0].len() as f64 * x }",
    "fn f(x: &[f64], n: usize) -> Vec<f64> { match n { 0 => todo!(), 1 => x.to_vec(), 2 => return vec![x[0]; 3], 3 => unimplemented!(), _ => { let mut v = Vec::new(); for (i, w) in x.iter().enumerate() { if i > 4 { break; } v.push(w * i as f64); } v } } }",
    "fn f(x: f64, n: usize) -> [[f64; 2]; 2] { for i in 0..n { if i == 3 { return [[x, 1.0]; 2]; } else if i > 5 { panic!(\"{i}\") } } loop { if n > 1 { break [[x; 2], [x * x, x]]; } else { unreachable!() } } }",
    "fn f(x: f64, n: usize) -> f64 { let mut v = vec![x; n]; let g = |k: usize, s: f64| v[k] * s; let t = g(0, x) + (0..n).map(|i| g(i, 2.0)).sum::<f64>(); v.iter_mut().for_each(|w| *w *= t); v.iter().zip(&v[1..]).fold(x, |s, (a, b)| s + a * b) }",
    "fn f(x: &mut f64, v: &mut Vec<f64>) { while v.len() < 5 && *x < 100.0 { *x *= 2.0; v.push(*x); if v.len() == 3 { continue; } v.insert(0, *x); } v.truncate(2); v.reverse(); v.extend_from_slice(&[*x, 1.0]); }",
    "fn f(x: f64, n: usize) -> (f64, Vec<f64>) { let mut s = x; let mut v = vec![x]; for i in (0..n).rev().step_by(2) { add(&mut s, &mut v, i); s += dot(&v, &v[..i]); } let (y, w): (f64, Vec<f64>) = both(s, v.clone()); (y * s, w) }",
    "fn f(m: &[[f64; 3]], k: f64) -> f64 { let mut t = [[0.0; 3]; 2]; for (row, out) in m.iter().zip(&mut t) { for j in 0..3 { out[j] += row[j] * k; } } let [a, [b, .., c]] = t else { panic!() }; a[0] * b * c + t.concat().len() as f64 }",
    "fn f(x: f64) -> f64 { let mut a = [x, 1.0]; let r = if x > 0.0 { &mut a[..1] } else { unimplemented!() }; r[0] *= x; let mut b = (a, x); scale(&mut b, x); b.0[0] * b.1 }",
    "fn f(v: &[f64]) -> f64 { let Some(last) = v.last() else { return 0.0 }; let best = v.iter().copied().fold(f64::NEG_INFINITY, f64::max); if let [a, b] = v { return a * b; } v.windows(2).map(|w| w[1] - w[0]).filter(|d| *d > 0.0).sum::<f64>() * last * best }",
    "fn f(x: f64, n: u8) -> f64 { 'outer: for i in 0..n { let mut k = i; loop { k += 1; if k > n { continue 'outer; } if x * k as f64 > 3.0 { break 'outer; } } } let r = 'l: { if n == 2 { break 'l x; } x * x }; r }",
    "fn f(mut v: Vec<f64>, x: f64) -> Vec<Vec<f64>> { let mut m = vec![v.clone(), vec![]]; m[1].push(x); v.sort_by(|a, b| a.total_cmp(b)); m.push(v); let last = m.pop().unwrap(); m.iter().map(|r| r.iter().map(|w| w * last[0]).collect()).collect() }",
    "fn f(x: f64, a: &mut [f64; 4]) -> f64 { let old = std::mem::replace(&mut a[0], x); a[1..].fill(old); a.rotate_left(1); a.copy_within(..2, 2); let (h, t) = a.split_at(2); h[0] * t[1] }",
    "fn f(x: f64, flag: bool) -> f64 { let y = if flag { g::<2>(x) } else { self.h(&[x], 3) }; let z: [f64; 3] = spin(y, x); let w = z.map(|v| v * y); w[0] + w.iter().sum::<f64>() }",
    "fn f(x: f64, k: usize) -> f64 { if k == 0 { return x; } let mut s = (x, 1.0); let t = f(x * 0.5, k - 1); put((&mut s.0, t)); bump(&mut s); s.0 * s.1 }",
    "fn f(x: f64) -> f64 { let mut v: Vec<f64> = Vec::with_capacity(3); v.resize(2, x); let _ = v.pop(); let [a, b] = [x, v[0]]; let t = &mut v; t[0] = a; let u = (t, b); u.0.push(u.1); x }",
    "fn f(x: [f64; 2], a: f64) -> f64 { let mut p = doubled(&x); for k in 0..2 { p[k] += a * x[k]; } let mut v = vec![]; v.push(v.clone()); p[0][0] * p[1] }",
    "fn f(x: f64, n: i32) -> f64 { let mut i = 0; let mut s = 0.0; while i < n { let j = loop { i += 1; if i % 2 == 0 { break i; } if i > 50 { todo!() } }; s += x.powi(j); } s }",
    "struct S { #[constant] x: f64 }",
    "#[differentiable(crate = ::a::b)] struct S<'a, T: Model, const N: usize = 2>(pub [T; N], T::P, #[constant] &'a [T], PhantomData<&'a T>, my!(T)) where T: Clone;",
    "enum E<T> { A, B { x: T, r#type: Vec<<T as Model>::P>, #[constant] n: usize }, C(f64, Box<E<T>>, &str, fn(&f64) -> f64) = 3 }",
    "union U { x: f64, y: u64 }",
    "trait T { fn f(x: f64) -> f64; }",
    "",
    "fn f(r#type: f64, w1: f64, v2: f64) -> f64 { r#type * w1.mul_add(v2, -w1).clamp(-1.0, 1.0).rem_euclid(2.0) }",
];

/// A source of choices; a choice is a number below a bound.
struct Choices<'a>(std::slice::Iter<'a, u32>);

impl Choices<'_> {
    fn below(&mut self, bound: usize) -> usize {
        let next = *self.0.next().unwrap_or(&0);
        usize::try_from(next).expect("32 bits fit") % bound.max(1)
    }
}

fn corpus() -> Vec<String> {
    let tests = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
    let root = tests.join("corpus");
    let list = |folder: &std::path::Path| -> Vec<std::path::PathBuf> {
        std::fs::read_dir(folder).expect("the corpus").map(|e| e.expect("an entry").path()).collect()
    };
    let (folders, mut paths): (Vec<_>, Vec<_>) = list(&root).into_iter().partition(|path| path.is_dir());
    paths.extend(folders.iter().flat_map(|folder| list(folder)));
    paths.extend(list(&tests.join("regressions")));
    paths.sort();
    let texts = paths.iter().map(|path| std::fs::read_to_string(path).expect("a text"));
    let functions = texts.flat_map(|text| {
        let items = syn::parse_file(&text).expect("the corpus is Rust").items;
        items.into_iter().filter_map(|item| match item {
            syn::Item::Fn(mut function) => {
                function.attrs.clear();
                Some(quote::quote!(#function).to_string())
            }
            _ => None,
        })
    });
    functions.collect()
}

fn parse(text: &str) -> TokenStream {
    text.parse().expect("the seeds are tokens")
}

/// One token from anywhere.
fn random_token(choices: &mut Choices<'_>) -> TokenTree {
    const WORDS: [&str; 50] = [
        "let", "if", "else", "match", "return", "x", "y", "f64", "i32", "as", "fn", "self", "Self", "mut", "ref", "_x",
        "for", "in", "loop", "break", "const", "static", "use", "where", "impl", "dyn", "move", "async", "unsafe",
        "sin", "powi", "true", "K", "grad", "constant", "r#fn", "vec", "Vec", "usize", "v", "a", "n", "push",
        "iter_mut", "swap", "todo", "panic", "continue", "len", "collect",
    ];
    const PUNCTS: [char; 22] =
        ['+', '-', '*', '/', '%', '^', '!', '&', '|', '=', '<', '>', '@', '.', ',', ';', ':', '#', '$', '?', '~', '\''];
    let literals = [
        Literal::f64_unsuffixed(0.5),
        Literal::i32_unsuffixed(2),
        Literal::u8_suffixed(3),
        Literal::f32_suffixed(1.5),
        Literal::string("{x} {y:?} {"),
        Literal::character('\''),
        Literal::byte_string(b"\xff"),
        Literal::u128_unsuffixed(u128::MAX),
        Literal::f64_unsuffixed(1e300),
    ];
    match choices.below(4) {
        0 => {
            let word = WORDS[choices.below(WORDS.len())];
            let raw = word.strip_prefix("r#");
            let ident =
                raw.map_or_else(|| Ident::new(word, Span::call_site()), |w| Ident::new_raw(w, Span::call_site()));
            ident.into()
        }
        1 => {
            let spacing = [Spacing::Alone, Spacing::Joint][choices.below(2)];
            Punct::new(PUNCTS[choices.below(PUNCTS.len())], spacing).into()
        }
        2 => literals[choices.below(literals.len())].clone().into(),
        _ => group(choices, TokenStream::new()),
    }
}

fn group(choices: &mut Choices<'_>, inside: TokenStream) -> TokenTree {
    let delimiters = [Delimiter::Parenthesis, Delimiter::Brace, Delimiter::Bracket, Delimiter::None];
    Group::new(delimiters[choices.below(delimiters.len())], inside).into()
}

fn count(tokens: &TokenStream) -> usize {
    tokens
        .clone()
        .into_iter()
        .map(|token| 1 + if let TokenTree::Group(g) = token { count(&g.stream()) } else { 0 })
        .sum()
}

/// Changes the tokens at the n-th place, counted through all groups.
fn mangle(tokens: TokenStream, place: &mut usize, choices: &mut Choices<'_>) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for i in 0..tokens.len() {
        if *place == 0 {
            *place = usize::MAX;
            change(&mut tokens, i, choices);
            break;
        }
        *place -= 1;
        if let TokenTree::Group(inner) = &tokens[i] {
            let changed = mangle(inner.stream(), place, choices);
            tokens[i] = Group::new(inner.delimiter(), changed).into();
            if *place == usize::MAX {
                break;
            }
        }
    }
    tokens.into_iter().collect()
}

fn change(tokens: &mut Vec<TokenTree>, i: usize, choices: &mut Choices<'_>) {
    match choices.below(9) {
        0 => {
            tokens.remove(i);
        }
        1 => tokens.insert(i, tokens[i].clone()),
        2 => {
            let j = choices.below(tokens.len());
            tokens.swap(i, j);
        }
        3 | 4 => tokens[i] = random_token(choices),
        5 => tokens.insert(i, random_token(choices)),
        6 => {
            let end = i + 1 + choices.below(tokens.len() - i);
            let inside = tokens.splice(i..end, []).collect();
            tokens.insert(i, group(choices, inside));
        }
        7 => {
            let end = i + 1 + choices.below(tokens.len() - i);
            tokens.drain(i..end);
        }
        // A token from somewhere else.
        _ => {
            let other = parse(SEEDS[choices.below(SEEDS.len())]).into_iter().collect::<Vec<_>>();
            let flat: Vec<TokenTree> = other.into_iter().flat_map(inside).collect();
            if !flat.is_empty() {
                tokens[i] = flat[choices.below(flat.len())].clone();
            }
        }
    }
}

/// The token, or what is in the group.
fn inside(token: TokenTree) -> Vec<TokenTree> {
    match token {
        TokenTree::Group(group) => group.stream().into_iter().collect(),
        token => vec![token],
    }
}

fn mangled(source: TokenStream, times: usize, choices: &mut Choices<'_>) -> TokenStream {
    (0..times).fold(source, |tokens, _| {
        let mut place = choices.below(count(&tokens));
        mangle(tokens, &mut place, choices)
    })
}

/// Expands, and returns the text of a panic.
fn panics(attr: &TokenStream, item: &TokenStream) -> Result<(), String> {
    let expanded = std::panic::catch_unwind(AssertUnwindSafe(|| {
        let derived = crate::differentiable::differentiable(item.clone());
        format!("{} {derived}", expand::expansion(expand::Surroundings::Module, attr.clone(), item.clone()))
    }));
    let text = expanded.map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        text.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned())).unwrap_or_default()
    })?;
    let tokens: Result<TokenStream, _> = text.parse();
    tokens.map(|_| ()).map_err(|error| format!("the output is no tokens: {error}\n{text}"))
}

/// Runs it with the stack that a macro has in rustc, and not that of a test.
fn on_the_stack_of_rustc(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(8 << 20).spawn(run).expect("a thread can be made");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn whatever_it_is_given_the_macro_does_not_panic() {
    on_the_stack_of_rustc(mangled_functions);
}

fn mangled_functions() {
    let cases = std::env::var("AUTODIFF_MANGLED")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or_else(|| desk::cases(CASES[0], CASES[1]));
    let mut sources: Vec<String> = SEEDS.iter().map(|s| (*s).to_owned()).collect();
    sources.extend(corpus());
    for (_, source) in sources.iter().enumerate().filter(|(number, _)| desk::takes(*number, 4)) {
        let broken = panics(&parse("hvp, graph, trace"), &parse(source));
        assert_eq!(broken, Ok(()), "on {source}");
    }
    let seed = std::env::var("AUTODIFF_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(0x6d61_6e67_6c65_6421);
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        max_shrink_iters: 400,
        ..Default::default()
    };
    let result = TestRunner::new(config).run(&proptest::collection::vec(any::<u32>(), 4..48), |numbers| {
        let mut choices = Choices(numbers.iter());
        let source = parse(&sources[choices.below(sources.len())]);
        let attr = parse(["", "hvp", "hvp, graph, trace", "wrt(x)"][choices.below(4)]);
        let mangled_attr = choices.below(8) == 0;
        let times = 1 + choices.below(4);
        let item = mangled(source, times, &mut choices);
        let attr = if mangled_attr { mangled(attr, 2, &mut choices) } else { attr };
        // What is no token for rustc either, such as a lone `'`, it never gets.
        let (Ok(attr), Ok(item)) = (attr.to_string().parse(), item.to_string().parse()) else { return Ok(()) };
        panics(&attr, &item).map_err(|panic| TestCaseError::fail(format!("#[grad({attr})] {item}\n{panic}")))
    });
    assert!(result.is_ok(), "AUTODIFF_SEED={seed}: {}", result.err().map(|e| e.to_string()).unwrap_or_default());
}

#[test]
fn attributes_do_not_make_it_panic() {
    for attr in ATTRIBUTES.iter().filter_map(|text| text.parse::<TokenStream>().ok()) {
        for item in SEEDS {
            assert_eq!(panics(&attr, &parse(item)), Ok(()), "#[grad({attr})] {item}");
        }
    }
}
