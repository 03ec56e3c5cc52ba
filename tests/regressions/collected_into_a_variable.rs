//! `v = x.iter()..collect()`: the variable says what is collected into.

use autodiff::grad;

#[grad(hvp)]
pub fn collected_into_a_variable(x: &[f64], a: f64) -> f64 {
    let mut v = x.to_vec();
    for _ in 0..2 {
        v = v.iter().zip(x.iter().rev()).map(|(v, x)| (v + a * x).tanh()).collect();
    }
    let mut rows = vec![v.clone(); 2];
    rows[1] = v.iter().map(|v| v * v).collect();
    for row in rows.iter_mut() {
        *row = row.iter().skip(1).map(|v| v * a).collect();
    }
    let mut t = (v.clone(), a);
    t.0 = x.iter().map(|x| x * x * a).collect();
    let (mut p, mut q) = (Vec::new(), vec![0.0]);
    (p, q) = (x.iter().map(|x| x + 1.0).collect(), rows[0].iter().map(|r| r * 2.0).collect());
    let late: Vec<f64>;
    if a > 0.5 {
        late = x.iter().map(|x| x * a).collect();
    } else {
        late = vec![a; 3];
    }
    rows[1].iter().sum::<f64>() * t.0[0] + p[0] * q[0] + late[1]
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, 0.9, 1.2], 0.8), (&[0.7, 0.3, -0.4], 0.2)];
