//! The functions that are measured: 14 lines each, with a loop and a branch,
//! slices and scalars mixed as people write them.

/// A text in which `#NAME` stands for the name of the function and `#K` for a constant.
struct Template {
    text: &'static str,
    has_scalar_result: bool,
}

const TEMPLATES: [Template; 5] = [
    // A loss over a slice, by index.
    Template {
        text: "\
pub fn #NAME(x: &[f64], y: &[f64], a: f64, b: f64) -> f64 {
    let mut sum = #K;
    for i in 0..x.len() {
        let prediction = a * x[i] + b;
        let residual = prediction - y[i];
        if residual.abs() < 1.5 {
            sum += 0.5 * residual * residual;
        } else {
            sum += 1.5 * (residual.abs() - 0.75);
        }
    }
    let penalty = 0.01 * (a * a + b * b);
    sum / x.len() as f64 + penalty
}",
        has_scalar_result: true,
    },
    // Scalars alone, with a loop that carries two of them.
    Template {
        text: "\
pub fn #NAME(x: f64, v: f64, stiffness: f64, steps: usize) -> f64 {
    let dt = 0.01 * #K;
    let mut position = x;
    let mut velocity = v;
    for _ in 0..steps {
        let mut force = -stiffness * position.sin();
        if velocity > 2.0 {
            force -= 0.3 * velocity * velocity;
        }
        velocity += dt * force;
        position += dt * velocity;
    }
    let kinetic = 0.5 * velocity * velocity;
    kinetic + stiffness * (1.0 - position.cos())
}",
        has_scalar_result: true,
    },
    // A slice that is written in place.
    Template {
        text: "\
pub fn #NAME(u: &[f64], rate: f64, out: &mut [f64]) {
    let n = u.len();
    let scale = rate * #K;
    for i in 1..n - 1 {
        let left = u[i] - u[i - 1];
        let right = u[i + 1] - u[i];
        let flux = scale * (right - left);
        if flux > 0.0 {
            out[i] = u[i] + flux;
        } else {
            out[i] = u[i] + 0.5 * flux * (1.0 - u[i]);
        }
    }
    out[0] = u[0].exp() * scale;
}",
        has_scalar_result: false,
    },
    // Iterators, and data that is constant.
    Template {
        text: "\
pub fn #NAME(w: &[f64; 3], #[constant] points: &[(f64, f64)]) -> f64 {
    let mut total = 0.0;
    for &(t, target) in points {
        let decay = (-w[1] * t).exp();
        let model = w[0] * decay + w[2];
        let error = model - target;
        total += if error > #K {
            error.powi(2)
        } else {
            (1.0 + error * error).ln()
        };
    }
    let norm: f64 = w.iter().map(|v| v * v).sum();
    total / points.len() as f64 + 0.1 * norm.sqrt()
}",
        has_scalar_result: true,
    },
    // A local vector that the loop fills.
    Template {
        text: "\
pub fn #NAME(x: &[f64], temperature: f64) -> f64 {
    let mut weights = vec![0.0; x.len()];
    let mut norm = #K;
    for i in 0..x.len() {
        let logit = x[i] / temperature;
        if logit > 30.0 {
            weights[i] = logit;
        } else {
            weights[i] = logit.exp();
        }
        norm += weights[i];
    }
    let mean = x.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>();
    mean / norm
}",
        has_scalar_result: true,
    },
];

/// One of the measured functions.
pub(crate) struct Function {
    pub(crate) text: String,
    pub(crate) has_scalar_result: bool,
}

/// So many of them, the kinds in turn.
pub(crate) fn functions(count: usize) -> Vec<Function> {
    let kinds = TEMPLATES.iter().cycle().take(count).enumerate();
    let function = |(i, template): (usize, &Template)| {
        let constant = format!("1.{i:03}");
        let text = template.text.replace("#NAME", &format!("f{i}")).replace("#K", &constant);
        Function { text, has_scalar_result: template.has_scalar_result }
    };
    kinds.map(function).collect()
}
