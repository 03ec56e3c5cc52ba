//! Variants with fields beside those without, boxes, defaults, and references that are chosen between.

use super::*;

#[grad(hvp)]
fn variants_loop(p: &V3) -> f64 {
    let mut s = Shape::Dot;
    let mut sum = 0.0;
    for i in 0..4 {
        sum += s.area();
        s = if i % 2 == 0 { Shape::Circle(p.x) } else { Shape::Rect { w: p.y, h: p.z } };
    }
    sum + s.area()
}
agrees!(v(), variants_loop, variants_loop_grad, variants_loop_jvp, variants_loop_hvp);

#[grad(hvp)]
fn variants_branch(p: &V3) -> f64 {
    let mut s = Shape::Dot;
    if p.x > 0.0 {
        s = Shape::Rect { w: p.y * p.x, h: p.z };
    }
    if p.y > 0.0 {
        s = Shape::Circle(p.y);
    }
    s.area()
}
agrees!(v(), variants_branch, variants_branch_grad, variants_branch_jvp, variants_branch_hvp);

#[grad(hvp)]
fn variants_match(p: &V3) -> f64 {
    let mut s = Shape::Dot;
    for i in 0..5 {
        s = match s {
            Shape::Dot => Shape::Circle(p.x),
            Shape::Circle(r) => Shape::Rect { w: r, h: p.y * r },
            Shape::Rect { w, h } if i > 3 => Shape::Circle(w * h),
            Shape::Rect { w, h } => Shape::Rect { w: h, h: w * p.z },
        };
    }
    match s {
        Shape::Dot => 0.0,
        Shape::Circle(r) => r * r,
        Shape::Rect { w, h } => w * h,
    }
}
agrees!(v(), variants_match, variants_match_grad, variants_match_jvp, variants_match_hvp);

#[grad(hvp)]
fn option_none_first(p: &Vec<Body>) -> f64 {
    let mut best = None;
    for b in p {
        if b.mass > 0.9 {
            best = Some(b.pos);
        }
    }
    match best {
        Some(w) => w.x * w.y,
        None => 0.0,
    }
}
agrees!(bodies(), option_none_first, option_none_first_grad, option_none_first_jvp, option_none_first_hvp);

#[grad(hvp)]
fn option_struct(p: &Vec<Body>) -> f64 {
    let mut best: Option<V3> = None;
    for b in p {
        best = Some(match best {
            None => b.pos,
            Some(o) => V3 { x: o.x * b.mass, ..b.vel },
        });
    }
    best.unwrap().norm2()
}
agrees!(bodies(), option_struct, option_struct_grad, option_struct_jvp, option_struct_hvp);

#[grad(hvp)]
fn rest_default(p: &V3) -> f64 {
    let b = Body { mass: p.x, vel: *p, ..Default::default() };
    let c = Body { pos: *p, ..Body::default() };
    let w = V3 { y: p.y, ..Default::default() };
    b.vel.norm2() * b.mass + c.pos.x * w.y + b.tags.len() as f64 + w.x
}
agrees!(v(), rest_default, rest_default_grad, rest_default_jvp, rest_default_hvp);

#[grad(hvp)]
fn boxed(p: &V3) -> f64 {
    let e =
        Expr::Add(Box::new(Expr::Lit(p.x)), Box::new(Expr::Mul(Box::new(Expr::Lit(p.y)), Box::new(Expr::Lit(2.0)))));
    e.eval(p.z)
}
agrees!(v(), boxed, boxed_grad, boxed_jvp, boxed_hvp);

#[grad(hvp)]
fn boxed_loop(p: &V3) -> f64 {
    let mut e = Expr::Lit(p.x);
    for _ in 0..3 {
        e = Expr::Add(Box::new(e), Box::new(Expr::Lit(p.y)));
    }
    let f = Expr::Mul(Box::new(e.clone()), Box::new(e));
    f.eval(p.z)
}
agrees!(v(), boxed_loop, boxed_loop_grad, boxed_loop_jvp, boxed_loop_hvp);

#[grad(hvp)]
fn boxed_deref(p: &V3) -> f64 {
    let e = Expr::Mul(Box::new(Expr::Lit(p.x)), Box::new(Expr::Lit(p.y)));
    match &e {
        Expr::Mul(a, b) => (*a).eval(p.z) * (**b).eval(p.x),
        _ => 1.0,
    }
}
agrees!(v(), boxed_deref, boxed_deref_grad, boxed_deref_jvp, boxed_deref_hvp);

#[grad(hvp)]
fn ref_choice(p: &Body) -> f64 {
    let r: &V3 = if p.mass > 1.0 { &p.pos } else { &p.vel };
    let f = if p.mass > 1.0 { &p.pos.x } else { &p.mass };
    r.norm2() * r.x * *f
}
agrees!(bodies()[1], ref_choice, ref_choice_grad, ref_choice_jvp, ref_choice_hvp);
