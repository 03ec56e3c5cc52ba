//! `From` between vectors, arrays and tuples: `DVec3::from([x, y, z])`, `let (x, y): (f64, f64) =
//! v.into();`. All of them are linear.

use crate::ops::linear_conversions;
use glam::{DVec2, DVec3, DVec4, Vec2, Vec3, Vec3A, Vec4};

macro_rules! conversions {
    ($($ty:ident $n:literal $float:ident $tuple:ty;)*) => {linear_conversions! {$(
        [] [$float; $n] => $ty: |of| of.into(), |bar| bar.into();
        [] $ty => [$float; $n]: |of| of.into(), |bar| bar.into();
        [] $tuple => $ty: |of| of.into(), |bar| bar.into();
        [] $ty => $tuple: |of| of.into(), |bar| bar.into();
    )*}};
}

conversions! {
    Vec2 2 f32 (f32, f32);
    Vec3 3 f32 (f32, f32, f32);
    Vec3A 3 f32 (f32, f32, f32);
    Vec4 4 f32 (f32, f32, f32, f32);
    DVec2 2 f64 (f64, f64);
    DVec3 3 f64 (f64, f64, f64);
    DVec4 4 f64 (f64, f64, f64, f64);
}
