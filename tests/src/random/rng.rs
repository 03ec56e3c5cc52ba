//! A tiny deterministic source of choices: splitmix64.

/// The generator's only source of choices. Equal seeds give equal choices on
/// every platform and with every compiler.
pub(super) struct Rng(u64);

impl Rng {
    pub(super) fn new(seed: u64) -> Self {
        // A first scramble, so that neighbouring seeds share no prefix.
        let mut rng = Self(seed ^ 0x5DEE_CE66_D1CE_CAFE);
        rng.0 = rng.next();
        rng
    }

    /// The next 64 bits (Steele, Lea and Flood 2014, `SplitMix64`).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in `0..bound`. The bias of the remainder is far below what
    /// test programs could notice.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).expect("smaller than a usize")
    }

    /// An integer in `low..=high`.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = usize::try_from(high - low + 1).expect("low is at most high");
        low + i32::try_from(self.below(span)).expect("smaller than the span")
    }

    /// A float in `low..high`.
    #[allow(clippy::cast_precision_loss)] // 53 bits are exact
    pub(super) fn uniform(&mut self, low: f64, high: f64) -> f64 {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        low + (high - low) * unit
    }

    /// True in `percent` of a hundred calls.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
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
