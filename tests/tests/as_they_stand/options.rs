//! `Option`s in the middle of things: `transpose`, `map_or` that says the type, `let .. else` in a closure, a
//! condition behind `&mut`.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
pub struct Center {
    x: f64,
    y: f64,
}

#[grad(hvp)]
fn center(ring: &[f64]) -> Option<Center> {
    if ring.len() < 2 {
        return None;
    }
    Some(Center { x: ring[0], y: ring[1] })
}

#[grad(hvp)]
fn root(x: f64) -> Result<f64, String> {
    if x < 0.0 {
        return Err("negative".to_string());
    }
    Ok(x.sqrt())
}

#[grad(hvp)]
fn above(a: f64, k: f64) -> Option<f64> {
    if a > k { Some(a * k) } else { None }
}

#[grad(hvp)]
fn transposed(x: Option<f64>, y: f64) -> Result<f64, String> {
    let h = x.map(|v| root(v)).transpose()?;
    Ok(h.unwrap_or(0.0) * y)
}

#[grad(hvp)]
fn transposed_by_name(y: Option<f64>, x: f64) -> Result<f64, String> {
    let h: Option<f64> = y.map(root).transpose()?;
    Ok(match h {
        Some(v) => v * x,
        None => x,
    })
}

#[grad(hvp)]
fn transposed_of_an_element(x: f64, xs: &[f64]) -> Result<f64, String> {
    let h = xs.first().map(|v| root(*v * x)).transpose()?;
    if let Some(v) = h { Ok(v * x) } else { Ok(x) }
}

#[grad(hvp)]
fn transposed_and_asked(x: f64, xs: &[f64]) -> Result<f64, String> {
    Ok(xs.last().copied().map(root).transpose()?.unwrap_or(x) * x)
}

#[grad(hvp)]
fn transposed_choice(x: &[f64], y: f64) -> Result<f64, String> {
    let o = if x.len() > 1 { Some(root(x[1])) } else { None };
    let h = o.transpose()?;
    Ok(h.unwrap_or(y) * y)
}

#[grad(hvp)]
fn typed_by_map_or(x: &[f64]) -> f64 {
    let mut low = None;
    for &v in x {
        low = Some(low.map_or(v, |l: f64| l.min(v)));
    }
    low.unwrap_or(0.0) * x[0]
}

#[grad(hvp)]
fn two_at_once(x: f64, y: f64) -> f64 {
    let (mut a, mut b) = (Some(x), None);
    if x > 0.0 {
        b = a.take();
    }
    a.unwrap_or(y) + b.unwrap_or(0.0) * y
}

#[grad(hvp)]
fn an_array_of_a_vector(v: Vec<f64>) -> f64 {
    let a: [f64; 4] = v.try_into().unwrap();
    a[0] * a[1] + a[2] * a[3]
}

#[grad(hvp)]
fn changed_on_condition(x: f64, #[constant] c: bool) -> f64 {
    let mut o = Some(x);
    if let Some(v) = &mut o
        && c
    {
        *v *= x;
    }
    o.unwrap_or(0.0)
}

#[grad(hvp)]
fn changed_or_not(x: f64, y: f64) -> f64 {
    let mut o = Some(x);
    if let Some(v) = &mut o
        && y > 0.0
        && x > 0.0
    {
        *v *= x;
    } else {
        o = Some(y * y);
    }
    o.unwrap_or(0.0)
}

#[grad(hvp)]
fn refuted_in_a_closure(x: &[f64], k: f64) -> f64 {
    x.iter()
        .map(|v| {
            let Some(r) = above(*v, k) else { return 0.0 };
            r * k
        })
        .sum()
}

#[grad(hvp)]
fn of_structs(rings: &[Vec<f64>]) -> f64 {
    let asked = rings.iter().filter_map(|ring| {
        let c = center(ring)?;
        Some(c.x * c.y)
    });
    asked.sum::<f64>() + rings.iter().filter_map(|ring| center(ring).map(|c: Center| c.x * c.x * c.y)).sum::<f64>()
}

#[grad(hvp)]
fn refuted_structs(rings: &[Vec<f64>]) -> f64 {
    rings
        .iter()
        .map(|ring| {
            let Some(c) = center(ring) else { return 0.0 };
            c.x * c.y
        })
        .sum()
}

#[derive(Clone, Debug, Differentiable)]
struct Model {
    v: f64,
    n: usize,
}

#[grad(hvp)]
impl Model {
    fn update(&mut self, x: f64) -> Result<(), String> {
        if x < 0.0 {
            return Err("negative".into());
        }
        self.v = self.v * x + x;
        self.n += 1;
        Ok(())
    }
}

#[grad(hvp)]
fn asked_by_a_variable(x: f64, y: f64) -> f64 {
    let mut m = Model { v: y, n: 0 };
    let r = m.update(x);
    if r.is_err() {
        return 0.0;
    }
    m.v * x
}

#[grad(hvp)]
fn asked_by_matches(x: f64, y: f64) -> f64 {
    let mut m = Model { v: y, n: 0 };
    if matches!(m.update(x), Ok(())) { m.v * x } else { 0.0 }
}

#[grad(hvp)]
fn asserted(x: f64, y: f64) -> f64 {
    let mut m = Model { v: y, n: 0 };
    assert!(m.update(x).is_ok());
    let r = m.update(x * x);
    let k = if r.is_ok() { 2.0 } else { 3.0 };
    assert!(m.update(x).is_ok(), "no {}", 3);
    k * m.v * m.v
}

#[grad(hvp)]
fn asked_and_taken(x: f64, y: f64) -> f64 {
    let r = root(x);
    if r.is_err() {
        return y;
    }
    r.unwrap() * y
}

#[test]
fn what_succeeds_is_asked_later() {
    check!(asked_by_a_variable(0.3, 0.7));
    check!(asked_by_matches(0.3, 0.7));
    check!(asserted(0.3, 0.7));
    check!(asked_and_taken(0.3, 0.7));
    check!(asked_and_taken(-0.3, 0.7));
    assert_eq!(std::panic::catch_unwind(|| asserted(-0.3, 0.7)).is_err(), true);
    let said = std::panic::catch_unwind(|| asserted_vjp(-0.3, 0.7, 1.0)).unwrap_err();
    assert_eq!(
        said.downcast_ref::<&str>().map(|said| said.to_string()),
        Some("assertion failed: m.update(x).is_ok()".into())
    );
}

#[test]
fn what_may_fail_is_turned_inside_out() {
    let root_3 = 0.3_f64.sqrt();
    let (value, (x_bar, y_bar)) = transposed_vjp(Some(0.3), 0.4, 1.0).unwrap();
    assert_eq!((value, y_bar), (root_3 * 0.4, root_3));
    assert!((x_bar.unwrap() - 0.4 / 2.0 / root_3).abs() < 1e-15);
    assert_eq!(transposed_vjp(None, 0.4, 1.0).unwrap().1.1, 0.0);
    assert_eq!(transposed_vjp(Some(-0.3), 0.4, 1.0).unwrap_err(), "negative");
    assert_eq!(transposed_by_name_vjp(Some(0.3), 0.4, 1.0).unwrap().1.1, root_3);
    assert!(transposed_by_name_vjp(Some(-0.3), 0.4, 1.0).is_err());
    let (x_bar, of_xs) = transposed_of_an_element_grad(0.3, &[0.4]).unwrap();
    let root_12 = (0.4_f64 * 0.3).sqrt();
    assert!((x_bar - 1.5 * root_12).abs() < 1e-15 && (of_xs[0] - 0.3 * 0.3 / 2.0 / root_12).abs() < 1e-15);
    let (x_bar, of_xs) = transposed_and_asked_grad(0.3, &[0.4]).unwrap();
    assert!(x_bar == 0.4_f64.sqrt() && (of_xs[0] - 0.15 / 0.4_f64.sqrt()).abs() < 1e-15);
    let (of_x, _) = transposed_choice_grad(&[0.3, 0.4], 0.5).unwrap();
    assert!((of_x[1] - 0.25 / 0.4_f64.sqrt()).abs() < 1e-15);
    assert_eq!(transposed_choice_grad(&[0.3], 0.5).unwrap(), (vec![0.0], 1.0));
}

#[test]
fn options_stand_where_they_stand() {
    check!(typed_by_map_or(&[0.3, 0.2, 0.5]));
    check!(two_at_once(0.3, 0.7));
    check!(two_at_once(-0.3, 0.7));
    check!(an_array_of_a_vector(vec![0.3, 0.2, 0.5, 0.9]));
    assert_eq!((changed_on_condition_grad(0.3, true), changed_on_condition_grad(0.3, false)), (0.6, 1.0));
    check!(changed_or_not(0.3, 0.7));
    check!(changed_or_not(0.3, -0.7));
    check!(refuted_in_a_closure(&[0.3, 0.2, 0.5], 0.25));
    let rings = vec![vec![0.3, 0.4], vec![], vec![1.3, -0.4]];
    check!(of_structs(&rings));
    check!(refuted_structs(&rings));
}
