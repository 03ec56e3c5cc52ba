//! Prints the table of the README.

fn main() {
    print!("{}", autodiff_manual::table::table());
}
