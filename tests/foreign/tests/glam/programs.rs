//! Programs over vectors, as people write them.
mod rays {
    use autodiff::grad;
    use glam::DVec3;
    /// ray-sphere
    #[grad(hvp)]
    fn hit(origin: DVec3, dir: DVec3, center: DVec3, radius: f64) -> f64 {
        let oc = origin - center;
        let b = oc.dot(dir);
        let c = oc.dot(oc) - radius * radius;
        let disc = b * b - c;
        if disc < 0.0 {
            return 0.0;
        }
        -b - disc.sqrt()
    }
    #[grad(hvp)]
    fn hit_ref(origin: &DVec3, dir: &DVec3, center: &DVec3, radius: f64) -> f64 {
        let d = dir.normalize();
        let oc = *origin - *center;
        let b = oc.dot(d);
        let c = oc.length_squared() - radius.powi(2);
        -b - (b * b - c).max(0.0).sqrt()
    }
    #[test]
    fn agrees() {
        autodiff::check!(
            hit(DVec3::new(0.1, 0.2, -3.0), DVec3::new(0.0, 0.0, 1.0), DVec3::new(0.3, 0.1, 0.2), 1.0),
            hvp
        );
        autodiff::check!(
            hit_ref(&DVec3::new(0.1, 0.2, -3.0), &DVec3::new(0.0, 0.1, 1.0), &DVec3::new(0.3, 0.1, 0.2), 1.0),
            hvp
        );
    }
}
mod camera {
    use autodiff::grad;
    use glam::DVec3;
    /// look-at camera
    #[grad(hvp)]
    fn project2(eye: DVec3, target: DVec3, point: DVec3) -> f64 {
        let f = (target - eye).normalize();
        let s = f.cross(DVec3::Y).normalize();
        let u = s.cross(f);
        let rel = point - eye;
        let (x, y, z) = (rel.dot(s), rel.dot(u), rel.dot(f));
        (x / z).powi(2) + (y / z).powi(2)
    }
    #[test]
    fn agrees() {
        autodiff::check!(
            project2(DVec3::new(1.0, 2.0, 3.0), DVec3::new(0.1, 0.2, 0.3), DVec3::new(0.4, 0.3, 0.2)),
            hvp
        );
    }
}
mod shading {
    use autodiff::grad;
    use glam::Vec3;
    /// Phong shading
    #[grad(hvp)]
    fn phong(normal: Vec3, light: Vec3, view: Vec3, shininess: f32) -> f32 {
        let n = normal.normalize();
        let l = light.normalize();
        let v = view.normalize();
        let diffuse = n.dot(l).max(0.0);
        let r = 2.0 * n.dot(l) * n - l;
        let specular = r.dot(v).max(0.0).powf(shininess);
        0.1 + 0.7 * diffuse + 0.2 * specular
    }
    #[grad]
    fn color(albedo: Vec3, normal: Vec3, light: Vec3) -> Vec3 {
        let l = light.normalize_or_zero();
        let d: f32 = normal.dot(l).max(0.0);
        albedo * d + Vec3::splat(0.05)
    }
    #[test]
    fn agrees() {
        autodiff::check!(
            phong(Vec3::new(0.1, 1.0, 0.2), Vec3::new(0.5, 1.0, 0.2), Vec3::new(-0.1, 0.9, 0.3), 5.0),
            hvp
        );
        autodiff::check!(color(Vec3::new(0.1, 1.0, 0.2), Vec3::new(0.5, 1.0, 0.2), Vec3::new(-0.1, 0.9, 0.3)));
    }
}
mod particles {
    use autodiff::{Differentiable, grad};
    use glam::Vec3;
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    struct Particle {
        position: Vec3,
        velocity: Vec3,
        mass: f32,
    }
    /// springs
    #[grad]
    fn energy(particles: &[Particle], stiffness: f32, rest: f32) -> f32 {
        let mut e = 0.0;
        for i in 0..particles.len() {
            let p = &particles[i];
            e += 0.5 * p.mass * p.velocity.length_squared();
            for j in 0..i {
                let d = p.position.distance(particles[j].position) - rest;
                e += 0.5 * stiffness * d * d;
            }
        }
        e
    }
    #[grad]
    fn step(particles: &mut [Particle], stiffness: f32, dt: f32) {
        let n = particles.len();
        for i in 1..n {
            let d = particles[i].position - particles[i - 1].position;
            let force = -stiffness * (d.length() - 1.0) * d.normalize();
            let m = particles[i].mass;
            particles[i].velocity += force / m * dt;
            let v = particles[i].velocity;
            particles[i].position += v * dt;
        }
    }
    #[grad]
    fn kinetic(particles: &[Particle]) -> f32 {
        particles.iter().map(|p| 0.5 * p.mass * p.velocity.dot(p.velocity)).sum()
    }
    #[test]
    fn agrees() {
        let p = [
            Particle { position: Vec3::new(0.1, 0.2, 0.3), velocity: Vec3::new(1.0, 0.2, 0.3), mass: 1.0 },
            Particle { position: Vec3::new(1.1, 0.5, 0.3), velocity: Vec3::new(0.0, 0.2, 0.3), mass: 2.0 },
        ];
        autodiff::check!(energy(&p, 2.0, 0.7));
        autodiff::check!(kinetic(&p));
    }
}
mod rotations {
    use autodiff::grad;
    use glam::{DQuat, DVec3};
    /// rotation residual
    #[grad(hvp)]
    fn residual(q: DQuat, a: DVec3, b: DVec3) -> f64 {
        (q.normalize() * a - b).length_squared()
    }
    #[grad(hvp)]
    fn angle(q1: DQuat, q2: DQuat) -> f64 {
        let d = q1.inverse() * q2;
        2.0 * d.w.abs().min(1.0).acos()
    }
    #[grad(hvp)]
    fn slerped(q1: DQuat, q2: DQuat, s: f64, v: DVec3) -> f64 {
        let q = q1.slerp(q2, s);
        (q * v).x
    }
    #[grad(hvp)]
    fn composed(roll: f64, pitch: f64, yaw: f64, v: DVec3) -> f64 {
        let q = DQuat::from_rotation_z(yaw) * DQuat::from_rotation_y(pitch) * DQuat::from_rotation_x(roll);
        let w = q * v;
        w.x + w.y * w.z
    }
    #[grad(hvp)]
    fn axis(rotation: DVec3, v: DVec3) -> f64 {
        let angle = rotation.length();
        let q = DQuat::from_axis_angle(rotation / angle, angle);
        (q * v).y
    }
    #[grad(hvp)]
    fn scaled(rotation: DVec3, v: DVec3) -> f64 {
        (DQuat::from_scaled_axis(rotation) * v).y
    }
    #[test]
    fn agrees() {
        let q = DQuat::from_xyzw(0.1, 0.3, -0.2, 0.9).normalize();
        let p = DQuat::from_xyzw(-0.1, 0.2, 0.3, 0.8).normalize();
        let v = DVec3::new(0.3, 0.4, 0.5);
        autodiff::check!(residual(q, v, DVec3::X), hvp);
        autodiff::check!(angle(q, p), hvp);
        autodiff::check!(slerped(q, p, 0.4, v), hvp);
        autodiff::check!(composed(0.1, 0.2, 0.3, v), hvp);
        autodiff::check!(axis(DVec3::new(0.1, 0.2, 0.3), v), hvp);
        autodiff::check!(scaled(DVec3::new(0.1, 0.2, 0.3), v), hvp);
    }
}
mod distances {
    use autodiff::grad;
    use glam::{Vec2, Vec3, Vec3Swizzles};
    /// SDFs
    #[grad(hvp)]
    fn sphere(p: Vec3, r: f32) -> f32 {
        p.length() - r
    }
    #[grad(hvp)]
    fn cuboid(p: Vec3, half: Vec3) -> f32 {
        let q = p.abs() - half;
        q.max(Vec3::ZERO).length() + q.max_element().min(0.0)
    }
    #[grad(hvp)]
    fn cuboid2(p: Vec3, half: Vec3) -> f32 {
        let q = p.abs() - half;
        q.max(Vec3::ZERO).length() + q.x.max(q.y.max(q.z)).min(0.0)
    }
    #[grad(hvp)]
    fn torus(p: Vec3, t: Vec2) -> f32 {
        let q = Vec2::new(p.xz().length() - t.x, p.y);
        q.length() - t.y
    }
    #[grad(hvp)]
    fn capsule(p: Vec3, a: Vec3, b: Vec3, r: f32) -> f32 {
        let pa = p - a;
        let ba = b - a;
        let h = (pa.dot(ba) / ba.dot(ba)).clamp(0.0, 1.0);
        (pa - ba * h).length() - r
    }
    #[grad(hvp)]
    fn smooth_union(d1: f32, d2: f32, k: f32) -> f32 {
        let h = (0.5 + 0.5 * (d2 - d1) / k).clamp(0.0, 1.0);
        d2 * (1.0 - h) + d1 * h - k * h * (1.0 - h)
    }
    #[grad(hvp)]
    fn scene(p: Vec3, center: Vec3, k: f32) -> f32 {
        smooth_union(sphere(p - center, 0.5_f32), cuboid2(p, Vec3::new(0.3, 0.2, 0.4)), k)
    }
    #[grad(hvp)]
    fn march(origin: Vec3, dir: Vec3, center: Vec3) -> f32 {
        let mut t = 0.0;
        for _ in 0..8 {
            let p = origin + dir * t;
            t += sphere(p - center, 0.5);
        }
        t
    }
    #[test]
    fn agrees() {
        let p = Vec3::new(0.6, 0.5, 0.7);
        autodiff::check!(sphere(p, 0.3), hvp);
        autodiff::check!(cuboid(p, Vec3::new(0.3, 0.2, 0.4)), hvp);
        autodiff::check!(cuboid2(p, Vec3::new(0.3, 0.2, 0.4)), hvp);
        autodiff::check!(torus(p, Vec2::new(0.4, 0.2)), hvp);
        autodiff::check!(capsule(p, Vec3::X, Vec3::Y, 0.3), hvp);
        autodiff::check!(scene(p, Vec3::new(0.1, 0.1, 0.0), 0.8), hvp);
        autodiff::check!(march(Vec3::new(0.1, 0.0, -3.0), Vec3::Z, Vec3::new(0.1, 0.1, 0.0)), hvp);
    }
}
mod geometry {
    use autodiff::grad;
    use glam::{DMat2, DMat3, DMat4, DQuat, DVec2, DVec3, DVec4};
    #[grad(hvp)]
    fn area(a: DVec2, b: DVec2, c: DVec2) -> f64 {
        0.5 * (b - a).perp_dot(c - a)
    }
    #[grad(hvp)]
    fn arrays(a: [f64; 3], b: DVec3) -> f64 {
        let v = DVec3::from_array(a);
        let w = (v * b).to_array();
        w[0] * w[1] + w[2]
    }
    #[grad(hvp)]
    fn moved(m: DMat4, p: DVec3) -> f64 {
        let q = m.transform_point3(p);
        q.length()
    }
    #[grad(hvp)]
    fn homogeneous(m: DMat4, p: DVec3) -> f64 {
        let q = m * p.extend(1.0);
        let r = q.truncate() / q.w;
        r.dot(r)
    }
    #[grad(hvp)]
    fn pose(t: DVec3, angle: f64, p: DVec3) -> f64 {
        let m = DMat4::from_rotation_translation(DQuat::from_rotation_y(angle), t);
        m.transform_point3(p).x
    }
    #[grad(hvp)]
    fn chain(a: f64, b: f64, l: f64) -> f64 {
        let m =
            DMat4::from_rotation_z(a) * DMat4::from_translation(DVec3::new(l, 0.0, 0.0)) * DMat4::from_rotation_z(b);
        m.transform_point3(DVec3::X).y
    }
    #[grad(hvp)]
    fn arm2(a: f64, b: f64) -> f64 {
        let shoulder = DMat2::from_angle(a);
        let elbow = DMat2::from_angle(a + b);
        let tip = shoulder * DVec2::X + elbow * DVec2::new(0.5, 0.0);
        tip.x * tip.y
    }
    #[grad(hvp)]
    fn angles(a: DVec2, b: DVec2) -> f64 {
        a.angle_to(b) + DVec2::from_angle(a.x).rotate(b).y
    }
    #[grad(hvp)]
    fn between(a: DVec3, b: DVec3) -> f64 {
        a.angle_between(b)
    }
    #[grad(hvp)]
    fn volume(a: DVec3, b: DVec3, c: DVec3) -> f64 {
        DMat3::from_cols(a, b, c).determinant() / 6.0
    }
    #[grad(hvp)]
    fn solve(m: DMat3, b: DVec3) -> f64 {
        let x = m.inverse() * b;
        x.length_squared()
    }
    #[grad(hvp)]
    fn index(v: DVec4) -> f64 {
        let mut s = 0.0;
        for i in 0..4 {
            s += v[i] * v[i] * (i + 1) as f64;
        }
        s
    }
    #[grad(hvp)]
    fn mean(points: &[DVec3], target: DVec3) -> f64 {
        let mut sum = DVec3::ZERO;
        for p in points {
            sum += *p;
        }
        let mean = sum / points.len() as f64;
        (mean - target).length()
    }
    #[grad(hvp)]
    fn bezier(a: DVec2, b: DVec2, c: DVec2, t: f64) -> f64 {
        let p = a.lerp(b, t).lerp(b.lerp(c, t), t);
        p.x.sin() * p.y
    }
    #[grad(hvp)]
    fn reflect(v: DVec3, n: DVec3) -> f64 {
        let n = n.normalize();
        let r = v.reflect(n);
        r.project_onto(n).length() + v.reject_from(n).x + r.y
    }
    #[grad(hvp)]
    fn write(a: DVec3, s: f64) -> f64 {
        let mut v = a;
        v.x *= s;
        v.y += v.x * s;
        v *= 2.0;
        v.length()
    }
    #[test]
    fn agrees() {
        let (a, b, c) = (DVec2::new(0.1, 0.7), DVec2::new(1.1, 0.2), DVec2::new(0.4, 1.7));
        let p = DVec3::new(0.6, 0.5, 0.7);
        let r = DVec3::new(-0.6, 0.2, 0.3);
        let m =
            DMat4::from_cols_array(&[1.0, 0.2, 0.3, 0.1, 0.4, 0.9, 0.1, 0.2, 0.3, 0.4, 1.2, 0.1, 0.5, 0.6, 0.7, 1.3]);
        let m3 = DMat3::from_cols_array(&[1.0, 0.2, 0.3, 0.4, 0.9, 0.1, 0.3, 0.4, 1.2]);
        autodiff::check!(area(a, b, c), hvp);
        autodiff::check!(arrays([0.1, 0.2, 0.4], p), hvp);
        autodiff::check!(moved(DMat4::from_translation(p), p), hvp);
        autodiff::check!(homogeneous(m, p), hvp);
        autodiff::check!(pose(p, 0.3, p), hvp);
        autodiff::check!(chain(0.1, 0.3, 0.4), hvp);
        autodiff::check!(arm2(0.1, 0.3), hvp);
        autodiff::check!(angles(a, b), hvp);
        autodiff::check!(between(p, r), hvp);
        autodiff::check!(volume(p, r, DVec3::new(0.1, -0.3, 0.4)), hvp);
        autodiff::check!(solve(m3, p), hvp);
        autodiff::check!(index(DVec4::new(0.1, 0.3, 0.4, 0.2)), hvp);
        autodiff::check!(mean(&[p, r], DVec3::X), hvp);
        autodiff::check!(bezier(a, b, c, 0.3), hvp);
        autodiff::check!(reflect(p, r), hvp);
        autodiff::check!(write(p, 0.3), hvp);
    }
}

mod sums {
    use autodiff::grad;
    use glam::DVec3;

    #[grad(hvp)]
    fn spread_of_points(p: &[DVec3]) -> f64 {
        let centre = p.iter().sum::<DVec3>() / p.len() as f64;
        p.iter().map(|p| (*p - centre).length_squared()).sum()
    }

    #[test]
    fn a_sum_of_points() {
        autodiff::check!(spread_of_points(&[DVec3::new(0.3, -0.7, 1.1), DVec3::new(0.4, 0.2, -0.5)]), hvp);
    }
}
