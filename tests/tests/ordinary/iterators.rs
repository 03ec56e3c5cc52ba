//! Iterators over structs, and such that make structs.

use super::*;

#[grad(hvp)]
fn it_map_collect(p: &Vec<Body>) -> f64 {
    let w = p.iter().map(|b| V3 { x: b.mass, y: b.pos.x * b.vel.y, z: 1.0 }).collect::<Vec<_>>();
    let u: Vec<V3> = p.iter().map(|b| V3 { x: b.mass, ..b.vel }).collect();
    w.iter().map(|a| a.norm2()).sum::<f64>() * u[1].norm2()
}
agrees!(bodies(), it_map_collect, it_map_collect_grad, it_map_collect_jvp, it_map_collect_hvp);

#[grad(hvp)]
fn it_array_map(p: &V3) -> f64 {
    let a = [p.x, p.y, p.z].map(|k| V3 { x: k, y: k * k, z: p.x });
    let b = a.map(|w| w.norm2());
    let c = a.map(|w| V3 { x: w.y, ..w });
    b[0] * b[1] + a[2].x * c[1].x
}
agrees!(v(), it_array_map, it_array_map_grad, it_array_map_jvp, it_array_map_hvp);

#[grad(hvp)]
fn it_copied(p: &Vec<V3>) -> f64 {
    let a: f64 = p.iter().copied().map(|w| w.x * w.y).sum();
    let b: Vec<V3> = p.iter().copied().filter(|w| w.x > 0.0).collect();
    let c: Vec<V3> = p.iter().cloned().collect();
    let mut s = 0.0;
    for w in p.iter().copied() {
        s += w.norm2() * w.x;
    }
    for w in p.iter().cloned().rev() {
        s = s * w.x + w.y;
    }
    a + b[0].x * c[1].y + s
}
agrees!(vs(), it_copied, it_copied_grad, it_copied_jvp, it_copied_hvp);

#[grad(hvp)]
fn it_zip(p: &(Vec<V3>, Vec<V3>)) -> f64 {
    let a: f64 = p.0.iter().zip(p.1.iter()).map(|(a, b)| a.x * b.y + a.norm2() * b.z).sum();
    let mut s = 1.0;
    for (a, b) in p.0.iter().zip(&p.1) {
        s += a.x * b.x * s;
    }
    let both: Vec<V3> = p.0.iter().zip(&p.1).map(|(a, b)| V3 { x: a.x * b.x, ..*b }).collect();
    a * s + both[1].norm2()
}
agrees!((vs(), vs()), it_zip, it_zip_grad, it_zip_jvp, it_zip_hvp);

#[grad(hvp)]
fn it_max_by(p: &Vec<Body>) -> f64 {
    let a = p.iter().max_by(|a, b| a.mass.total_cmp(&b.mass)).unwrap();
    let b = p.iter().min_by(|a, b| a.pos.x.partial_cmp(&b.pos.x).unwrap()).unwrap();
    a.mass * a.vel.norm2() + b.pos.x * a.mass
}
agrees!(bodies(), it_max_by, it_max_by_grad, it_max_by_jvp, it_max_by_hvp);

#[grad(hvp)]
fn it_windows(p: &Vec<V3>) -> f64 {
    let a: f64 = p.windows(2).map(|w| (w[0].x - w[1].x).powi(2) * w[1].y).sum();
    let mut s = 0.0;
    for w in p.windows(2) {
        s += w[0].norm2() * w[1].x;
    }
    for w in p.windows(2) {
        let (a, b) = (&w[0], &w[1]);
        s += a.x * b.y;
    }
    for w in p.windows(2) {
        let [a, b] = w else { continue };
        s += a.x * b.z * s;
    }
    for c in p.chunks(2) {
        s += c[0].norm2();
    }
    a * s
}
agrees!(vs(), it_windows, it_windows_grad, it_windows_jvp, it_windows_hvp);

#[grad(hvp)]
fn it_fold2(p: &Vec<Body>) -> f64 {
    let c = p.iter().fold(V3 { x: 0.0, y: 0.0, z: 0.0 }, |acc, b| V3 {
        x: acc.x + b.mass * b.pos.x,
        y: acc.y * b.pos.y + 1.0,
        z: acc.z,
    });
    let d = p.iter().fold(V3 { x: 1.0, y: 0.0, z: 0.0 }, |mut acc, b| {
        acc.x += b.mass * acc.y;
        acc.y += b.pos.x;
        acc
    });
    c.x * c.y + d.norm2()
}
agrees!(bodies(), it_fold2, it_fold2_grad, it_fold2_jvp, it_fold2_hvp);

#[grad(hvp)]
fn it_find(p: &Vec<Body>) -> f64 {
    let a = p.iter().find(|b| b.mass > 1.2).unwrap();
    let b = p.iter().position(|b| b.mass > 1.2).unwrap();
    let (first, rest) = p.split_first().unwrap();
    a.mass * p[b].pos.x + first.mass * rest[0].mass + p.first().unwrap().mass * p.last().unwrap().vel.x
}
agrees!(bodies(), it_find, it_find_grad, it_find_jvp, it_find_hvp);

#[grad(hvp)]
fn it_sort(p: &Vec<Body>) -> f64 {
    let mut bs = p.clone();
    bs.sort_by(|a, b| b.pos.x.total_cmp(&a.pos.x));
    bs.swap(0, 1);
    bs.reverse();
    bs.iter().enumerate().map(|(i, b)| b.mass * b.vel.x * (i as f64 + 1.0)).sum()
}
agrees!(bodies(), it_sort, it_sort_grad, it_sort_jvp, it_sort_hvp);

#[grad(hvp)]
fn it_into(p: &Vec<Body>) -> f64 {
    let bs = p.clone();
    let mut s = 0.0;
    for b in bs {
        s += b.mass * b.vel.x * b.tags[0];
    }
    let t: f64 = p.clone().into_iter().map(|b| b.mass * b.pos.x).sum();
    let ms: Vec<f64> = p.iter().skip(1).step_by(2).map(|b| b.mass).collect();
    s * t + ms[0] * ms[1]
}
agrees!(bodies(), it_into, it_into_grad, it_into_jvp, it_into_hvp);

#[grad(hvp)]
impl std::ops::Add for V3 {
    type Output = V3;

    fn add(self, o: V3) -> V3 {
        V3 { x: self.x + o.x, y: self.y + o.y, z: self.z * o.z }
    }
}

#[grad(hvp)]
fn it_reduce(p: &Vec<V3>) -> f64 {
    let all = p.iter().copied().reduce(|a, b| a + b).unwrap();
    let some = p.iter().copied().filter(|w| w.x > 0.0).map(|w| V3 { x: w.y, ..w }).reduce(|a, b| b + a);
    let none = p.iter().copied().filter(|w| w.x > 1e9).reduce(|a, b| a + b).unwrap_or(all);
    let last = match some {
        Some(w) => w.norm2() * w.z,
        None => 0.0,
    };
    all.norm2() * all.z + last * none.x
}
agrees!(vs(), it_reduce, it_reduce_grad, it_reduce_jvp, it_reduce_hvp);

/// The closure changes the first item, which is a copy.
#[grad(hvp)]
fn it_reduce_rows(p: &Vec<V3>) -> f64 {
    let mut rows: Vec<Vec<f64>> = p.iter().map(|w| vec![w.x, w.y * w.z]).collect();
    let sum = rows.iter().cloned().reduce(|mut a, b| {
        for (x, y) in a.iter_mut().zip(&b) {
            *x += y * y;
        }
        a
    });
    let sum = sum.unwrap();
    rows[0][0] *= 2.0;
    sum[0] * sum[1] + rows[0][0] * rows[1][1]
}
agrees!(vs(), it_reduce_rows, it_reduce_rows_grad, it_reduce_rows_jvp, it_reduce_rows_hvp);
