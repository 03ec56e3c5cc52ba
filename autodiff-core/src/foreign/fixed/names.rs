//! What the formulas are of: the name of a method is a type without values.

use core::marker::PhantomData;

macro_rules! names {
    ($($name:ident)*) => {$(
        #[doc = concat!("The formulas of `", stringify!($name), "`.")]
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
    )*};
}

macro_rules! names_of_types {
    ($($name:ident)*) => {$(
        #[doc = concat!("The formulas of `", stringify!($name), "`, of each type that has it.")]
        #[derive(Clone, Copy, Debug)]
        pub struct $name<Y>(PhantomData<Y>);
    )*};
}

names! {
    Add Sub Mul Div
    Norm NormSqr L1Norm Arg Conj Inv Exp Ln Sqrt Sin Cos Tan Sinh Cosh Tanh ToPolar Length LengthSquared Normalize Transpose Determinant Inverse ElementSum Conjugate
    Scale Unscale Powf Powc Dot Cross Distance DistanceSquared MulVec2 MulVec3 MulVec4 MulQuat TransformPoint2 TransformVector2 TransformPoint3 TransformVector3 ProjectOnto RejectFrom Reflect
    Abs Recip MaxElement MinElement NormalizeOrZero LengthRecip Perp Truncate ToArray Xy Xz Yz Xyz Max Min Extend PerpDot Rotate AngleBetween AngleTo Midpoint ProjectPoint3
    Lerp Clamp Slerp
    ScaledAxis Angle AngleToOther AngleWith RotationTo EulerAngles SlerpTo LerpTo ToHomogeneous
    MovePoint MoveVector MovePointBack MoveVectorBack InvMul CosAngle SinAngle
}

names_of_types! {
    Splat Cis FromRotationX FromRotationY FromRotationZ FromQuat FromDiagonal FromTranslation FromScale FromAngle New FromPolar FromCols FromAxisAngle FromXyzw FromArray FromScaledAxis FromRotationTranslation FromScaleRotationTranslation FromQuaternion NewNormalize NewTranslation NewScaling FromParts FromImag
}
