//! Methods of the user's that are called as pure ones of std are, and give something
//! else each time: what they give is asked for once.

use autodiff::grad;
use std::cell::Cell;

struct Coin(Cell<u64>);

impl Coin {
    fn toss(&self) -> u64 {
        self.0.set(self.0.get() * 7 % 31 + 1);
        self.0.get()
    }

    fn is_heads(&self) -> bool {
        self.toss() % 2 == 0
    }

    fn len(&self) -> u64 {
        self.toss()
    }

    fn first(&self) -> u64 {
        self.toss()
    }

    fn to_bits(&self) -> u64 {
        self.toss()
    }

    fn contains(&self, k: u64) -> bool {
        self.toss() % 5 > k
    }

    fn min(&self, k: u64) -> u64 {
        self.toss() % 3 + k
    }

    fn abs(&self) -> f64 {
        self.toss() as f64 * 0.05
    }
}

/// Methods that a trait adds to numbers.
trait Lots {
    fn is_drawn(self, coin: &Coin) -> bool;
}

impl Lots for i32 {
    fn is_drawn(self, coin: &Coin) -> bool {
        coin.toss() % 3 == 0
    }
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn state_behind_names(x: f64, n: i32) -> f64 {
    let coin = Coin(Cell::new(3));
    let mut s = x;
    for i in 0..n {
        if coin.is_heads() {
            s *= x;
        } else {
            s += s.sin();
        }
        if coin.len() > 12 || coin.first() % 3 == 1 {
            s = (s * 0.5).cos() + x;
        }
        if coin.to_bits() % 2 == 0 && coin.contains(2) {
            s = s * x + 0.1;
        }
        match coin.min(1) {
            1 => s *= 0.7,
            2 => s = s.sin() * x,
            _ => s -= 0.2 * x,
        }
        if i.is_drawn(&coin) {
            s = s.tanh() * x;
        }
        let weight: f64 = coin.abs();
        s = s * weight + s * s * 0.1;
    }
    s
}

pub const POINTS: &[(f64, i32)] = &[(1.3, 5), (0.4, 4), (-0.7, 3), (0.9, 0)];
