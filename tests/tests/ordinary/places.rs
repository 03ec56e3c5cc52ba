//! What is put in the place of a part of data, and what is changed through a reference to one.

use super::*;

#[grad(hvp)]
fn mem_take_field(p: &Body) -> f64 {
    let mut b = p.clone();
    let v = std::mem::take(&mut b.vel);
    let tags = std::mem::take(&mut b.tags);
    v.norm2() * b.mass + b.vel.norm2() + tags[0] * tags[1] + b.tags.len() as f64
}
agrees!(bodies()[1], mem_take_field, mem_take_field_grad, mem_take_field_jvp, mem_take_field_hvp);

#[grad(hvp)]
fn mem_replace_field(p: &Body) -> f64 {
    let mut b = p.clone();
    let v = std::mem::replace(&mut b.vel, V3 { x: b.mass, y: b.pos.x, z: 0.0 });
    let m = std::mem::replace(&mut b.mass, 2.0);
    let t = std::mem::replace(&mut b.tags, vec![m]);
    v.norm2() * b.mass * m + b.vel.norm2() + t[1] * b.tags[0]
}
agrees!(bodies()[1], mem_replace_field, mem_replace_field_grad, mem_replace_field_jvp, mem_replace_field_hvp);

#[grad(hvp)]
fn mem_replace_elem(p: &Vec<Body>) -> f64 {
    let mut bs = p.clone();
    let v = {
        let q = bs[0].pos;
        std::mem::replace(&mut bs[1].vel, q)
    };
    let b = std::mem::take(&mut bs[2]);
    let c = std::mem::replace(&mut bs[3], b);
    v.norm2() * bs[1].vel.x + c.mass * bs[3].mass + bs[2].mass
}
agrees!(bodies(), mem_replace_elem, mem_replace_elem_grad, mem_replace_elem_jvp, mem_replace_elem_hvp);

#[grad(hvp)]
fn ref_patterns(p: &Body) -> f64 {
    let mut b = p.clone();
    let Body { ref pos, ref mut vel, mass, .. } = b;
    vel.x *= mass * pos.x;
    vel.double(mass);
    b.vel.norm2() + b.pos.y
}
agrees!(bodies()[1], ref_patterns, ref_patterns_grad, ref_patterns_jvp, ref_patterns_hvp);

#[grad(hvp)]
fn ref_match(p: &V3) -> f64 {
    let mut s = Shape::Rect { w: p.x, h: p.y };
    match s {
        Shape::Rect { ref mut w, ref h } => *w *= *h * p.z,
        Shape::Circle(ref mut r) => *r += 1.0,
        Shape::Dot => {}
    }
    s.area() * p.x
}
agrees!(v(), ref_match, ref_match_grad, ref_match_jvp, ref_match_hvp);

#[grad(hvp)]
fn mut_view(p: &Body) -> f64 {
    let mut b = p.clone();
    let v = &mut b.vel;
    v.double(p.mass);
    v.x += p.mass;
    v.double(2.0);
    let n = v.norm2();
    n + b.vel.x
}
agrees!(bodies()[1], mut_view, mut_view_grad, mut_view_jvp, mut_view_hvp);

#[grad(hvp)]
fn mut_elem(p: &Vec<Body>) -> f64 {
    let mut bs = p.clone();
    for b in bs.iter_mut() {
        let v = &mut b.vel;
        v.double(b.mass);
        b.pos.x += b.vel.x * 0.1;
    }
    let last = bs.last_mut().unwrap();
    last.mass *= last.vel.x;
    let first = &mut bs[0];
    first.vel.double(first.mass);
    bs.iter().map(|b| b.vel.norm2() * b.mass).sum()
}
agrees!(bodies(), mut_elem, mut_elem_grad, mut_elem_jvp, mut_elem_hvp);

#[grad(hvp)]
fn old_then_new(p: &Body) -> f64 {
    let mut b = p.clone();
    let old = b.vel;
    b.vel = V3 { x: b.mass, y: old.y, z: 0.5 };
    let again = b.vel;
    b.vel.x = 2.0 * b.pos.x;
    let t = b.tags.clone();
    b.tags = vec![t[1]];
    old.norm2() * again.norm2() + b.vel.norm2() * t[0] * b.tags[0]
}
agrees!(bodies()[1], old_then_new, old_then_new_grad, old_then_new_jvp, old_then_new_hvp);

#[grad(hvp)]
fn some_replaced(p: &Vec<Body>) -> f64 {
    let mut b = p[0].clone();
    let first = b.tags[0];
    b.tags = p[2].tags.clone();
    let second = b.tags[1] * first;
    b.tags = vec![second, first, b.mass];
    b.tags[2] * b.tags[0]
}
agrees!(
    {
        let mut all = bodies();
        all[2].tags.push(0.3);
        all
    },
    some_replaced,
    some_replaced_grad,
    some_replaced_jvp,
    some_replaced_hvp
);
