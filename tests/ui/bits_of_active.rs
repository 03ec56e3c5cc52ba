//! A float that is made of the bits of an active value would be a constant.

use autodiff::grad;

#[grad]
fn there_and_back(x: f64) -> f64 {
    let y = f64::from_bits(x.to_bits());
    y * y
}

#[grad]
fn next_up(x: f64) -> f64 {
    f64::from_bits(x.to_bits() + 1) * x
}

#[grad]
fn inverse_square_root(x: f32) -> f32 {
    let i = 0x5f37_59df - (x.to_bits() >> 1);
    let y = f32::from_bits(i);
    y * (1.5 - 0.5 * x * y * y)
}

#[grad]
fn exponential(x: f32) -> f32 {
    f32::from_bits((12_102_203.0 * x + 1_065_353_216.0) as u32)
}

#[grad]
fn logarithm(x: f32) -> f32 {
    x.to_bits() as f32 * 1.192_092_9e-7 - 126.942_695
}

#[grad]
fn bytes(x: f64) -> f64 {
    f64::from_ne_bytes(x.to_ne_bytes()) * x
}

fn unpacked(bits: u64) -> f64 {
    f64::from_bits(bits)
}

#[grad]
fn by_a_function(x: f64) -> f64 {
    let y: f64 = unpacked(x.to_bits());
    y * y
}

#[grad]
fn by_way_of_memory(x: f64, n: usize) -> f64 {
    let mut bits = [0_u64; 2];
    for i in 0..n {
        bits[i] = x.to_bits();
    }
    f64::from_bits(bits[0]) * x
}

// What decides, and what is taken as a constant.
#[grad]
fn decided(x: f64, #[constant] k: f64) -> f64 {
    #[constant]
    let rounded = f64::from_bits(x.to_bits() & !1);
    let up = f64::from_bits(k.to_bits() + 1);
    if x.to_bits() >> 63 == 1 || f64::from_bits(x.to_bits()) > 3.0 { -x } else { up * x + rounded }
}

fn main() {}
