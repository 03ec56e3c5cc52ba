//! What the adjoints of the kernels cost: the function itself, its generated
//! adjoint and the one by hand, then their ratios.
//!
//! `cargo bench -p autodiff-kernels`; the arguments are those of `divan`.

mod cases;
mod ratios;

use cases::Part;
use divan::Bencher;

fn main() {
    divan::main();
    // With arguments such as `--list` or `--test` there is nothing to compare.
    if std::env::args().skip(1).all(|argument| argument == "--bench") {
        ratios::print();
    }
}

/// The function itself.
#[divan::bench(args = cases::NAMES)]
fn primal(bencher: Bencher<'_, '_>, name: &str) {
    bencher.bench_local(cases::case(name, Part::Primal));
}

/// The generated `_vjp_into`.
#[divan::bench(args = cases::NAMES)]
fn generated(bencher: Bencher<'_, '_>, name: &str) {
    bencher.bench_local(cases::case(name, Part::Generated));
}

/// The adjoint by hand, one for both forms of a kernel.
#[divan::bench(args = cases::NAMES)]
fn by_hand(bencher: Bencher<'_, '_>, name: &str) {
    bencher.bench_local(cases::case(name, Part::ByHand));
}
