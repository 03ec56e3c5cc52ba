//! A ladder of impedances: a filter of coils and capacitors between two resistors.

use autodiff::{Differentiable, check, grad};
use num_complex::Complex;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
enum Element {
    Resistor(f64),
    Capacitor(f64),
    Inductor(f64),
}

#[grad(hvp)]
impl Element {
    fn impedance(&self, omega: f64) -> Complex<f64> {
        match self {
            Element::Resistor(r) => Complex::new(*r, 0.0),
            Element::Capacitor(c) => 1.0 / Complex::new(0.0, omega * c),
            Element::Inductor(l) => Complex::new(0.0, omega * l),
        }
    }
}

/// Sections of a series element and one to ground.
#[derive(Clone, Debug, Differentiable)]
struct Ladder {
    sections: Vec<(Element, Element)>,
    load: f64,
}

#[grad(hvp)]
fn parallel(a: Complex<f64>, b: Complex<f64>) -> Complex<f64> {
    a * b / (a + b)
}

#[grad(hvp)]
impl Ladder {
    fn input_impedance(&self, omega: f64) -> Complex<f64> {
        let mut z = Complex::new(self.load, 0.0);
        for (series, shunt) in self.sections.iter().rev() {
            z = series.impedance(omega) + parallel(z, shunt.impedance(omega));
        }
        z
    }

    /// How much of the wave comes back, in decibels.
    fn return_loss(&self, omega: f64, source: f64) -> f64 {
        let z = self.input_impedance(omega);
        let reflection = (z - source) / (z + source);
        -20.0 * reflection.norm().log10()
    }
}

pub(crate) fn run() {
    let ladder = Ladder {
        sections: vec![
            (Element::Inductor(0.8), Element::Capacitor(1.1)),
            (Element::Inductor(1.3), Element::Capacitor(0.7)),
        ],
        load: 1.2,
    };
    check!(Ladder::return_loss(&ladder, 0.9, 1.0), hvp);
    let (along, _, _) = ladder.return_loss_grad(0.9, 1.0);
    let of = |element: &Element| match *element {
        Element::Resistor(x) | Element::Capacitor(x) | Element::Inductor(x) => x,
    };
    println!("  ladder                   return loss {:.4} dB", ladder.return_loss(0.9, 1.0));
    for (series, shunt) in &along.sections {
        println!("                           along a coil {:.4}, along a capacitor {:.4}", of(series), of(shunt));
    }
}
