//! Data that is made after an early exit, in a block or an arm.

use super::*;

#[grad(hvp)]
fn early_match(p: &V3) -> f64 {
    let k = if p.x > 0.0 { 2 } else { 1 };
    let w = match k {
        1 => return p.x * p.y,
        _ => V3 { x: p.y, y: p.x * p.z, z: 1.0 },
    };
    w.x * w.y + w.norm2()
}
agrees!(v(), early_match, early_match_grad, early_match_jvp, early_match_hvp);

#[grad(hvp)]
fn early_if(p: &V3) -> f64 {
    if p.x < 0.0 {
        return p.y;
    }
    let w = V3 { x: p.y, y: p.x * p.z, z: 1.0 };
    if w.y < 0.0 {
        return w.x;
    }
    w.x * w.y + w.norm2()
}
agrees!(v(), early_if, early_if_grad, early_if_jvp, early_if_hvp);

#[grad(hvp)]
fn early_nested(p: &V3) -> f64 {
    let w = {
        if p.x < 0.0 {
            return p.y;
        }
        let q = V3 { x: p.y, y: p.x * p.z, z: 1.0 };
        if q.y < 0.0 {
            return q.x;
        }
        V3 { x: q.y * q.x, ..q }
    };
    w.x * w.y + w.norm2()
}
agrees!(v(), early_nested, early_nested_grad, early_nested_jvp, early_nested_hvp);

#[grad(hvp)]
fn early_in_arm(p: &V3) -> f64 {
    let w = if p.y < 0.0 {
        if p.z < 0.0 {
            return p.y;
        }
        V3 { x: p.y, y: p.x * p.z, z: 1.0 }
    } else {
        *p
    };
    w.x * w.y + w.norm2()
}
agrees!(v(), early_in_arm, early_in_arm_grad, early_in_arm_jvp, early_in_arm_hvp);

#[grad(hvp)]
fn early_changes(p: &V3) -> f64 {
    let mut w = *p;
    if p.y < 0.0 {
        if p.z < 0.0 {
            return p.y;
        }
        w = V3 { x: p.y, y: p.x * p.z, z: 1.0 };
    }
    w.x * w.y + w.norm2()
}
agrees!(v(), early_changes, early_changes_grad, early_changes_jvp, early_changes_hvp);

#[grad(hvp)]
fn early_made(p: &V3) -> V3 {
    if p.y > 0.0 {
        return V3 { x: p.y, y: p.x, z: 0.0 };
    }
    let w = if p.x > 0.0 {
        if p.z < 0.0 {
            return *p;
        }
        V3 { x: p.y, y: p.x * p.z, z: 1.0 }
    } else {
        *p
    };
    V3 { x: w.x * w.y, y: w.z, z: p.x }
}
#[grad(hvp)]
fn made_after_exits(p: &V3) -> f64 {
    let w = early_made(p);
    w.norm2()
}
agrees!(v(), made_after_exits, made_after_exits_grad, made_after_exits_jvp, made_after_exits_hvp);

#[grad(hvp)]
fn early_loop(p: &Vec<Body>) -> f64 {
    let mut sum = 0.0;
    for b in p {
        let w = if b.mass > 1.5 {
            continue;
        } else {
            V3 { x: b.mass, y: b.pos.x, z: 1.0 }
        };
        if w.x > 100.0 {
            break;
        }
        sum += w.norm2() * w.x;
    }
    sum
}
agrees!(bodies(), early_loop, early_loop_grad, early_loop_jvp, early_loop_hvp);

#[grad(hvp)]
fn early_loop_return(p: &Vec<Body>) -> f64 {
    let mut sum = 0.0;
    for b in p {
        let w = match b.tags.len() {
            1 => return sum,
            _ => V3 { x: b.mass, y: b.pos.x, z: 1.0 },
        };
        sum += w.norm2() * w.x;
    }
    sum
}
agrees!(bodies(), early_loop_return, early_loop_return_grad, early_loop_return_jvp, early_loop_return_hvp);

#[grad(hvp)]
fn early_let_else(p: &Held) -> f64 {
    let Some(w) = p.last else { return p.k };
    let Some(u) = &p.all[0] else { return w.x * p.k };
    let t = V3 { x: w.x, ..*u };
    t.norm2() * p.k
}
agrees!(held(), early_let_else, early_let_else_grad, early_let_else_jvp, early_let_else_hvp);

#[grad(hvp)]
fn early_many(p: &Held) -> f64 {
    let w = {
        let Some(q) = p.last else { return p.k };
        let r = {
            if q.x < 0.0 {
                return q.y * p.k;
            }
            let h = V3 { x: q.y, y: q.z * p.k, z: q.x };
            if h.y < -10.0 {
                return h.x;
            }
            h
        };
        if r.x > 5.0 {
            return r.x;
        }
        V3 { x: r.x * r.y, ..q }
    };
    w.norm2() * w.x
}
agrees!(held(), early_many, early_many_grad, early_many_jvp, early_many_hvp);

#[grad(hvp)]
fn early_panics(p: &V3) -> f64 {
    let w = {
        if p.x > 100.0 {
            panic!("far");
        }
        let q = V3 { x: p.y, y: p.x * p.z, z: 1.0 };
        q
    };
    let k = if p.x > 0.0 { 2 } else { 3 };
    let u = match k {
        1 => panic!("one"),
        2 => V3 { x: w.y, ..w },
        3 => return 0.0,
        _ => unreachable!(),
    };
    u.norm2() * w.x
}
agrees!(v(), early_panics, early_panics_grad, early_panics_jvp, early_panics_hvp);

#[grad(hvp)]
fn early_labeled(p: &V3) -> f64 {
    let w = 'a: {
        if p.x < 0.0 {
            break 'a *p;
        }
        let q = {
            if p.y > 0.0 {
                break 'a V3 { x: 1.0, y: p.x, z: p.y };
            }
            V3 { x: p.z, ..*p }
        };
        V3 { x: q.x * q.y, ..q }
    };
    w.norm2() * w.x
}
agrees!(v(), early_labeled, early_labeled_grad, early_labeled_jvp, early_labeled_hvp);

#[grad(hvp)]
fn early_in_loop(p: &Vec<Body>) -> f64 {
    let mut sum = 0.0;
    let mut last = V3 { x: 0.0, y: 1.0, z: 0.0 };
    for b in p {
        let w = {
            if b.mass > 1.4 {
                continue;
            }
            let q = V3 { x: b.mass, y: last.y, z: 1.0 };
            if q.x > 9.0 {
                return sum;
            }
            q
        };
        if w.x > 0.8 {
            last = V3 { x: w.x, y: b.pos.x, z: 0.0 };
            if b.mass > 1.3 {
                break;
            }
        }
        sum += w.norm2() * last.x;
    }
    sum + last.norm2()
}
agrees!(bodies(), early_in_loop, early_in_loop_grad, early_in_loop_jvp, early_in_loop_hvp);

#[grad(hvp)]
impl std::ops::Mul<f64> for V3 {
    type Output = V3;

    fn mul(self, by: f64) -> V3 {
        V3 { x: self.x * by, y: self.y * by, z: self.z * by }
    }
}

/// The product stands in the arm that does not panic.
#[grad(hvp)]
fn panics_beside(p: &V3) -> V3 {
    (if p.x > -9.0 { V3 { x: p.y, y: p.x * p.z, z: p.x } } else { todo!() }) * p.x
}

#[grad(hvp)]
fn beside_a_panic(p: &V3) -> f64 {
    panics_beside(p).norm2()
}
agrees!(v(), beside_a_panic, beside_a_panic_grad, beside_a_panic_jvp, beside_a_panic_hvp);

/// Two arms that make data, one of which may return.
#[grad(hvp)]
fn in_one_of_three(p: &V3) -> f64 {
    let w = if p.x > -9.0 {
        if p.x > 9.0 {
            return p.x;
        }
        V3 { x: p.y, y: p.x * p.z, z: 1.0 }
    } else if p.x < -99.0 {
        V3 { x: p.y, ..*p }
    } else {
        *p
    };
    w.x * w.y + w.norm2()
}
agrees!(v(), in_one_of_three, in_one_of_three_grad, in_one_of_three_jvp, in_one_of_three_hvp);
