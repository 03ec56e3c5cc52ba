//! The source of choices: a seed, or choices that were drawn before.

use super::choices::{Choice, What};

/// The generator's only source of choices. Equal seeds give equal choices on
/// every platform and with every compiler.
///
/// It keeps what it gives. Given again, these choices make the same program, and
/// others like them a simpler one: a choice that is not there is 0, and 0 is the
/// simplest (see [`Choice`]).
pub(super) struct Rng {
    source: Source,
    /// What was given, in the parts that are open, innermost last.
    given: Vec<(What, Vec<Choice>)>,
}

enum Source {
    Seed(SplitMix),
    /// What is left of each open part.
    Again {
        left: Vec<std::vec::IntoIter<Choice>>,
        missing: u32,
    },
}

/// So many choices may be missing before they are made up: whatever is tried until
/// it applies comes to an end.
const PATIENCE: u32 = 2000;

impl Rng {
    pub(super) fn new(seed: u64) -> Self {
        Self::from(Source::Seed(SplitMix::new(seed)))
    }

    /// Gives these choices.
    pub(super) fn again(choices: Vec<Choice>) -> Self {
        Self::from(Source::Again { left: vec![choices.into_iter()], missing: 0 })
    }

    fn from(source: Source) -> Self {
        Self { source, given: vec![(What::Program, Vec::new())] }
    }

    /// The choices that were given.
    pub(super) fn into_choices(mut self) -> Vec<Choice> {
        self.given.pop().expect("the program is a part itself").1
    }

    /// What is chosen from here to the [`end`](Self::end) belongs together.
    pub(super) fn begin(&mut self, what: What) {
        self.given.push((what, Vec::new()));
        if let Source::Again { left, .. } = &mut self.source {
            let part = match left.last_mut().and_then(Iterator::next) {
                Some(Choice::Part(_, part)) => part,
                _ => Vec::new(),
            };
            left.push(part.into_iter());
        }
    }

    pub(super) fn end(&mut self) {
        let (what, part) = self.given.pop().expect("a part has begun");
        self.give(Choice::Part(what, part));
        if let Source::Again { left, .. } = &mut self.source {
            left.pop();
        }
    }

    fn give(&mut self, choice: Choice) {
        self.given.last_mut().expect("the program is a part itself").1.push(choice);
    }

    /// A number in `0..bound`. The bias of the remainder is far below what
    /// test programs could notice.
    fn next(&mut self, bound: u64) -> u64 {
        let number = match &mut self.source {
            Source::Seed(numbers) => numbers.next() % bound,
            Source::Again { left, missing } => match left.last_mut().and_then(Iterator::next) {
                Some(Choice::Number(number)) => number.min(bound - 1),
                _ if *missing < PATIENCE => {
                    *missing += 1;
                    0
                }
                _ => {
                    *missing += 1;
                    SplitMix::new((*missing).into()).next() % bound
                }
            },
        };
        self.give(Choice::Number(number));
        number
    }

    /// A number in `0..bound`.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next(bound as u64)).expect("smaller than a usize")
    }

    /// An integer in `low..=high`.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = usize::try_from(high - low + 1).expect("low is at most high");
        low + i32::try_from(self.below(span)).expect("smaller than the span")
    }

    /// A float in `low..high`.
    #[allow(clippy::cast_precision_loss)] // 53 bits are exact
    pub(super) fn uniform(&mut self, low: f64, high: f64) -> f64 {
        let unit = self.next(1 << 53) as f64 / (1_u64 << 53) as f64;
        low + (high - low) * unit
    }

    /// True in `percent` of a hundred calls.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        // The simplest choice is not to.
        self.below(100) >= 100 - percent
    }

    /// One of the items, each as likely as the next.
    pub(super) fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())].clone()
    }

    /// One entry of a table of weights.
    pub(super) fn weighted<T: Copy>(&mut self, table: &[(usize, T)]) -> T {
        let total = table.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for &(weight, entry) in table {
            if left < weight {
                return entry;
            }
            left -= weight;
        }
        unreachable!("the weights add up to the total")
    }
}

/// The generator of Steele, Lea and Flood (2014).
struct SplitMix(u64);

impl SplitMix {
    fn new(seed: u64) -> Self {
        // A first scramble, so that neighbouring seeds share no prefix.
        let mut numbers = Self(seed ^ 0x5DEE_CE66_D1CE_CAFE);
        numbers.0 = numbers.next();
        numbers
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}
