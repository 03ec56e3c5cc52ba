//! The traits with the companions of methods, one for each name of a method.

use super::companions::add;
use super::{Fixed, Formula, Of, jvp, names, vjp, vjp_jvp};

of_methods! {
    []
    Norm norm_jvp norm_vjp_into norm_vjp_into_jvp norm_jvp_slots norm_vjp_into_slots norm_vjp_into_jvp_slots;
    NormSqr norm_sqr_jvp norm_sqr_vjp_into norm_sqr_vjp_into_jvp norm_sqr_jvp_slots norm_sqr_vjp_into_slots norm_sqr_vjp_into_jvp_slots;
    L1Norm l1_norm_jvp l1_norm_vjp_into l1_norm_vjp_into_jvp l1_norm_jvp_slots l1_norm_vjp_into_slots l1_norm_vjp_into_jvp_slots;
    Arg arg_jvp arg_vjp_into arg_vjp_into_jvp arg_jvp_slots arg_vjp_into_slots arg_vjp_into_jvp_slots;
    Conj conj_jvp conj_vjp_into conj_vjp_into_jvp conj_jvp_slots conj_vjp_into_slots conj_vjp_into_jvp_slots;
    Inv inv_jvp inv_vjp_into inv_vjp_into_jvp inv_jvp_slots inv_vjp_into_slots inv_vjp_into_jvp_slots;
    Exp exp_jvp exp_vjp_into exp_vjp_into_jvp exp_jvp_slots exp_vjp_into_slots exp_vjp_into_jvp_slots;
    Ln ln_jvp ln_vjp_into ln_vjp_into_jvp ln_jvp_slots ln_vjp_into_slots ln_vjp_into_jvp_slots;
    Sqrt sqrt_jvp sqrt_vjp_into sqrt_vjp_into_jvp sqrt_jvp_slots sqrt_vjp_into_slots sqrt_vjp_into_jvp_slots;
    Sin sin_jvp sin_vjp_into sin_vjp_into_jvp sin_jvp_slots sin_vjp_into_slots sin_vjp_into_jvp_slots;
    Cos cos_jvp cos_vjp_into cos_vjp_into_jvp cos_jvp_slots cos_vjp_into_slots cos_vjp_into_jvp_slots;
    Tan tan_jvp tan_vjp_into tan_vjp_into_jvp tan_jvp_slots tan_vjp_into_slots tan_vjp_into_jvp_slots;
    Sinh sinh_jvp sinh_vjp_into sinh_vjp_into_jvp sinh_jvp_slots sinh_vjp_into_slots sinh_vjp_into_jvp_slots;
    Cosh cosh_jvp cosh_vjp_into cosh_vjp_into_jvp cosh_jvp_slots cosh_vjp_into_slots cosh_vjp_into_jvp_slots;
    Tanh tanh_jvp tanh_vjp_into tanh_vjp_into_jvp tanh_jvp_slots tanh_vjp_into_slots tanh_vjp_into_jvp_slots;
    ToPolar to_polar_jvp to_polar_vjp_into to_polar_vjp_into_jvp to_polar_jvp_slots to_polar_vjp_into_slots to_polar_vjp_into_jvp_slots;
    Length length_jvp length_vjp_into length_vjp_into_jvp length_jvp_slots length_vjp_into_slots length_vjp_into_jvp_slots;
    LengthSquared length_squared_jvp length_squared_vjp_into length_squared_vjp_into_jvp length_squared_jvp_slots length_squared_vjp_into_slots length_squared_vjp_into_jvp_slots;
    Normalize normalize_jvp normalize_vjp_into normalize_vjp_into_jvp normalize_jvp_slots normalize_vjp_into_slots normalize_vjp_into_jvp_slots;
    Transpose transpose_jvp transpose_vjp_into transpose_vjp_into_jvp transpose_jvp_slots transpose_vjp_into_slots transpose_vjp_into_jvp_slots;
    Determinant determinant_jvp determinant_vjp_into determinant_vjp_into_jvp determinant_jvp_slots determinant_vjp_into_slots determinant_vjp_into_jvp_slots;
    Inverse inverse_jvp inverse_vjp_into inverse_vjp_into_jvp inverse_jvp_slots inverse_vjp_into_slots inverse_vjp_into_jvp_slots;
    ElementSum element_sum_jvp element_sum_vjp_into element_sum_vjp_into_jvp element_sum_jvp_slots element_sum_vjp_into_slots element_sum_vjp_into_jvp_slots;
    Conjugate conjugate_jvp conjugate_vjp_into conjugate_vjp_into_jvp conjugate_jvp_slots conjugate_vjp_into_slots conjugate_vjp_into_jvp_slots;
    Abs abs_jvp abs_vjp_into abs_vjp_into_jvp abs_jvp_slots abs_vjp_into_slots abs_vjp_into_jvp_slots;
    Recip recip_jvp recip_vjp_into recip_vjp_into_jvp recip_jvp_slots recip_vjp_into_slots recip_vjp_into_jvp_slots;
    MaxElement max_element_jvp max_element_vjp_into max_element_vjp_into_jvp max_element_jvp_slots max_element_vjp_into_slots max_element_vjp_into_jvp_slots;
    MinElement min_element_jvp min_element_vjp_into min_element_vjp_into_jvp min_element_jvp_slots min_element_vjp_into_slots min_element_vjp_into_jvp_slots;
    NormalizeOrZero normalize_or_zero_jvp normalize_or_zero_vjp_into normalize_or_zero_vjp_into_jvp normalize_or_zero_jvp_slots normalize_or_zero_vjp_into_slots normalize_or_zero_vjp_into_jvp_slots;
    LengthRecip length_recip_jvp length_recip_vjp_into length_recip_vjp_into_jvp length_recip_jvp_slots length_recip_vjp_into_slots length_recip_vjp_into_jvp_slots;
    Perp perp_jvp perp_vjp_into perp_vjp_into_jvp perp_jvp_slots perp_vjp_into_slots perp_vjp_into_jvp_slots;
    Truncate truncate_jvp truncate_vjp_into truncate_vjp_into_jvp truncate_jvp_slots truncate_vjp_into_slots truncate_vjp_into_jvp_slots;
    ToArray to_array_jvp to_array_vjp_into to_array_vjp_into_jvp to_array_jvp_slots to_array_vjp_into_slots to_array_vjp_into_jvp_slots;
    Xy xy_jvp xy_vjp_into xy_vjp_into_jvp xy_jvp_slots xy_vjp_into_slots xy_vjp_into_jvp_slots;
    Xz xz_jvp xz_vjp_into xz_vjp_into_jvp xz_jvp_slots xz_vjp_into_slots xz_vjp_into_jvp_slots;
    Yz yz_jvp yz_vjp_into yz_vjp_into_jvp yz_jvp_slots yz_vjp_into_slots yz_vjp_into_jvp_slots;
    Xyz xyz_jvp xyz_vjp_into xyz_vjp_into_jvp xyz_jvp_slots xyz_vjp_into_slots xyz_vjp_into_jvp_slots;
    ScaledAxis scaled_axis_jvp scaled_axis_vjp_into scaled_axis_vjp_into_jvp scaled_axis_jvp_slots scaled_axis_vjp_into_slots scaled_axis_vjp_into_jvp_slots;
    Angle angle_jvp angle_vjp_into angle_vjp_into_jvp angle_jvp_slots angle_vjp_into_slots angle_vjp_into_jvp_slots;
    CosAngle cos_angle_jvp cos_angle_vjp_into cos_angle_vjp_into_jvp cos_angle_jvp_slots cos_angle_vjp_into_slots cos_angle_vjp_into_jvp_slots;
    SinAngle sin_angle_jvp sin_angle_vjp_into sin_angle_vjp_into_jvp sin_angle_jvp_slots sin_angle_vjp_into_slots sin_angle_vjp_into_jvp_slots;
    EulerAngles euler_angles_jvp euler_angles_vjp_into euler_angles_vjp_into_jvp euler_angles_jvp_slots euler_angles_vjp_into_slots euler_angles_vjp_into_jvp_slots;
    ToHomogeneous to_homogeneous_jvp to_homogeneous_vjp_into to_homogeneous_vjp_into_jvp to_homogeneous_jvp_slots to_homogeneous_vjp_into_slots to_homogeneous_vjp_into_jvp_slots;
}

of_methods! {
    [(b B b_dot b_bar b_bar_dot 1)]
    Scale scale_jvp scale_vjp_into scale_vjp_into_jvp scale_jvp_slots scale_vjp_into_slots scale_vjp_into_jvp_slots;
    Unscale unscale_jvp unscale_vjp_into unscale_vjp_into_jvp unscale_jvp_slots unscale_vjp_into_slots unscale_vjp_into_jvp_slots;
    Powf powf_jvp powf_vjp_into powf_vjp_into_jvp powf_jvp_slots powf_vjp_into_slots powf_vjp_into_jvp_slots;
    Powc powc_jvp powc_vjp_into powc_vjp_into_jvp powc_jvp_slots powc_vjp_into_slots powc_vjp_into_jvp_slots;
    Dot dot_jvp dot_vjp_into dot_vjp_into_jvp dot_jvp_slots dot_vjp_into_slots dot_vjp_into_jvp_slots;
    Cross cross_jvp cross_vjp_into cross_vjp_into_jvp cross_jvp_slots cross_vjp_into_slots cross_vjp_into_jvp_slots;
    Distance distance_jvp distance_vjp_into distance_vjp_into_jvp distance_jvp_slots distance_vjp_into_slots distance_vjp_into_jvp_slots;
    DistanceSquared distance_squared_jvp distance_squared_vjp_into distance_squared_vjp_into_jvp distance_squared_jvp_slots distance_squared_vjp_into_slots distance_squared_vjp_into_jvp_slots;
    MulVec2 mul_vec2_jvp mul_vec2_vjp_into mul_vec2_vjp_into_jvp mul_vec2_jvp_slots mul_vec2_vjp_into_slots mul_vec2_vjp_into_jvp_slots;
    MulVec3 mul_vec3_jvp mul_vec3_vjp_into mul_vec3_vjp_into_jvp mul_vec3_jvp_slots mul_vec3_vjp_into_slots mul_vec3_vjp_into_jvp_slots;
    MulVec4 mul_vec4_jvp mul_vec4_vjp_into mul_vec4_vjp_into_jvp mul_vec4_jvp_slots mul_vec4_vjp_into_slots mul_vec4_vjp_into_jvp_slots;
    MulQuat mul_quat_jvp mul_quat_vjp_into mul_quat_vjp_into_jvp mul_quat_jvp_slots mul_quat_vjp_into_slots mul_quat_vjp_into_jvp_slots;
    TransformPoint2 transform_point2_jvp transform_point2_vjp_into transform_point2_vjp_into_jvp transform_point2_jvp_slots transform_point2_vjp_into_slots transform_point2_vjp_into_jvp_slots;
    TransformVector2 transform_vector2_jvp transform_vector2_vjp_into transform_vector2_vjp_into_jvp transform_vector2_jvp_slots transform_vector2_vjp_into_slots transform_vector2_vjp_into_jvp_slots;
    TransformPoint3 transform_point3_jvp transform_point3_vjp_into transform_point3_vjp_into_jvp transform_point3_jvp_slots transform_point3_vjp_into_slots transform_point3_vjp_into_jvp_slots;
    TransformVector3 transform_vector3_jvp transform_vector3_vjp_into transform_vector3_vjp_into_jvp transform_vector3_jvp_slots transform_vector3_vjp_into_slots transform_vector3_vjp_into_jvp_slots;
    ProjectOnto project_onto_jvp project_onto_vjp_into project_onto_vjp_into_jvp project_onto_jvp_slots project_onto_vjp_into_slots project_onto_vjp_into_jvp_slots;
    RejectFrom reject_from_jvp reject_from_vjp_into reject_from_vjp_into_jvp reject_from_jvp_slots reject_from_vjp_into_slots reject_from_vjp_into_jvp_slots;
    Reflect reflect_jvp reflect_vjp_into reflect_vjp_into_jvp reflect_jvp_slots reflect_vjp_into_slots reflect_vjp_into_jvp_slots;
    Max max_jvp max_vjp_into max_vjp_into_jvp max_jvp_slots max_vjp_into_slots max_vjp_into_jvp_slots;
    Min min_jvp min_vjp_into min_vjp_into_jvp min_jvp_slots min_vjp_into_slots min_vjp_into_jvp_slots;
    Extend extend_jvp extend_vjp_into extend_vjp_into_jvp extend_jvp_slots extend_vjp_into_slots extend_vjp_into_jvp_slots;
    PerpDot perp_dot_jvp perp_dot_vjp_into perp_dot_vjp_into_jvp perp_dot_jvp_slots perp_dot_vjp_into_slots perp_dot_vjp_into_jvp_slots;
    Rotate rotate_jvp rotate_vjp_into rotate_vjp_into_jvp rotate_jvp_slots rotate_vjp_into_slots rotate_vjp_into_jvp_slots;
    AngleBetween angle_between_jvp angle_between_vjp_into angle_between_vjp_into_jvp angle_between_jvp_slots angle_between_vjp_into_slots angle_between_vjp_into_jvp_slots;
    AngleTo angle_to_jvp angle_to_vjp_into angle_to_vjp_into_jvp angle_to_jvp_slots angle_to_vjp_into_slots angle_to_vjp_into_jvp_slots;
    Midpoint midpoint_jvp midpoint_vjp_into midpoint_vjp_into_jvp midpoint_jvp_slots midpoint_vjp_into_slots midpoint_vjp_into_jvp_slots;
    ProjectPoint3 project_point3_jvp project_point3_vjp_into project_point3_vjp_into_jvp project_point3_jvp_slots project_point3_vjp_into_slots project_point3_vjp_into_jvp_slots;
}

of_methods! {
    [(b B b_dot b_bar b_bar_dot 1) (c C c_dot c_bar c_bar_dot 2)]
    Lerp lerp_jvp lerp_vjp_into lerp_vjp_into_jvp lerp_jvp_slots lerp_vjp_into_slots lerp_vjp_into_jvp_slots;
    Clamp clamp_jvp clamp_vjp_into clamp_vjp_into_jvp clamp_jvp_slots clamp_vjp_into_slots clamp_vjp_into_jvp_slots;
    Slerp slerp_jvp slerp_vjp_into slerp_vjp_into_jvp slerp_jvp_slots slerp_vjp_into_slots slerp_vjp_into_jvp_slots;
}

of_constructors! {
    [(b B b_dot b_bar b_bar_dot 0)]
    SplatOf1 of Splat splat_jvp splat_vjp_into splat_vjp_into_jvp splat_jvp_slots splat_vjp_into_slots splat_vjp_into_jvp_slots;
    CisOf1 of Cis cis_jvp cis_vjp_into cis_vjp_into_jvp cis_jvp_slots cis_vjp_into_slots cis_vjp_into_jvp_slots;
    FromRotationXOf1 of FromRotationX from_rotation_x_jvp from_rotation_x_vjp_into from_rotation_x_vjp_into_jvp from_rotation_x_jvp_slots from_rotation_x_vjp_into_slots from_rotation_x_vjp_into_jvp_slots;
    FromRotationYOf1 of FromRotationY from_rotation_y_jvp from_rotation_y_vjp_into from_rotation_y_vjp_into_jvp from_rotation_y_jvp_slots from_rotation_y_vjp_into_slots from_rotation_y_vjp_into_jvp_slots;
    FromRotationZOf1 of FromRotationZ from_rotation_z_jvp from_rotation_z_vjp_into from_rotation_z_vjp_into_jvp from_rotation_z_jvp_slots from_rotation_z_vjp_into_slots from_rotation_z_vjp_into_jvp_slots;
    FromQuatOf1 of FromQuat from_quat_jvp from_quat_vjp_into from_quat_vjp_into_jvp from_quat_jvp_slots from_quat_vjp_into_slots from_quat_vjp_into_jvp_slots;
    FromDiagonalOf1 of FromDiagonal from_diagonal_jvp from_diagonal_vjp_into from_diagonal_vjp_into_jvp from_diagonal_jvp_slots from_diagonal_vjp_into_slots from_diagonal_vjp_into_jvp_slots;
    FromTranslationOf1 of FromTranslation from_translation_jvp from_translation_vjp_into from_translation_vjp_into_jvp from_translation_jvp_slots from_translation_vjp_into_slots from_translation_vjp_into_jvp_slots;
    FromScaleOf1 of FromScale from_scale_jvp from_scale_vjp_into from_scale_vjp_into_jvp from_scale_jvp_slots from_scale_vjp_into_slots from_scale_vjp_into_jvp_slots;
    FromAngleOf1 of FromAngle from_angle_jvp from_angle_vjp_into from_angle_vjp_into_jvp from_angle_jvp_slots from_angle_vjp_into_slots from_angle_vjp_into_jvp_slots;
    FromArrayOf1 of FromArray from_array_jvp from_array_vjp_into from_array_vjp_into_jvp from_array_jvp_slots from_array_vjp_into_slots from_array_vjp_into_jvp_slots;
    FromScaledAxisOf1 of FromScaledAxis from_scaled_axis_jvp from_scaled_axis_vjp_into from_scaled_axis_vjp_into_jvp from_scaled_axis_jvp_slots from_scaled_axis_vjp_into_slots from_scaled_axis_vjp_into_jvp_slots;
}

of_constructors! {
    [(b B b_dot b_bar b_bar_dot 0) (c C c_dot c_bar c_bar_dot 1)]
    NewOf2 of New new_jvp new_vjp_into new_vjp_into_jvp new_jvp_slots new_vjp_into_slots new_vjp_into_jvp_slots;
    FromPolarOf2 of FromPolar from_polar_jvp from_polar_vjp_into from_polar_vjp_into_jvp from_polar_jvp_slots from_polar_vjp_into_slots from_polar_vjp_into_jvp_slots;
    FromColsOf2 of FromCols from_cols_jvp from_cols_vjp_into from_cols_vjp_into_jvp from_cols_jvp_slots from_cols_vjp_into_slots from_cols_vjp_into_jvp_slots;
    FromAxisAngleOf2 of FromAxisAngle from_axis_angle_jvp from_axis_angle_vjp_into from_axis_angle_vjp_into_jvp from_axis_angle_jvp_slots from_axis_angle_vjp_into_slots from_axis_angle_vjp_into_jvp_slots;
    FromRotationTranslationOf2 of FromRotationTranslation from_rotation_translation_jvp from_rotation_translation_vjp_into from_rotation_translation_vjp_into_jvp from_rotation_translation_jvp_slots from_rotation_translation_vjp_into_slots from_rotation_translation_vjp_into_jvp_slots;
}

of_constructors! {
    [(b B b_dot b_bar b_bar_dot 0) (c C c_dot c_bar c_bar_dot 1) (d D d_dot d_bar d_bar_dot 2)]
    NewOf3 of New new_jvp new_vjp_into new_vjp_into_jvp new_jvp_slots new_vjp_into_slots new_vjp_into_jvp_slots;
    FromColsOf3 of FromCols from_cols_jvp from_cols_vjp_into from_cols_vjp_into_jvp from_cols_jvp_slots from_cols_vjp_into_slots from_cols_vjp_into_jvp_slots;
    FromScaleRotationTranslationOf3 of FromScaleRotationTranslation from_scale_rotation_translation_jvp from_scale_rotation_translation_vjp_into from_scale_rotation_translation_vjp_into_jvp from_scale_rotation_translation_jvp_slots from_scale_rotation_translation_vjp_into_slots from_scale_rotation_translation_vjp_into_jvp_slots;
}

of_constructors! {
    [(b B b_dot b_bar b_bar_dot 0) (c C c_dot c_bar c_bar_dot 1) (d D d_dot d_bar d_bar_dot 2) (e E e_dot e_bar e_bar_dot 3)]
    NewOf4 of New new_jvp new_vjp_into new_vjp_into_jvp new_jvp_slots new_vjp_into_slots new_vjp_into_jvp_slots;
    FromColsOf4 of FromCols from_cols_jvp from_cols_vjp_into from_cols_vjp_into_jvp from_cols_jvp_slots from_cols_vjp_into_slots from_cols_vjp_into_jvp_slots;
    FromXyzwOf4 of FromXyzw from_xyzw_jvp from_xyzw_vjp_into from_xyzw_vjp_into_jvp from_xyzw_jvp_slots from_xyzw_vjp_into_slots from_xyzw_vjp_into_jvp_slots;
}

/// The same without names: what a companion imports.
pub mod unnamed {
    pub use super::{
        Abs as _, Angle as _, AngleBetween as _, AngleTo as _, Arg as _, CisOf1 as _, Clamp as _, Conj as _,
        Conjugate as _, Cos as _, CosAngle as _, Cosh as _, Cross as _, Determinant as _, Distance as _,
        DistanceSquared as _, Dot as _, ElementSum as _, EulerAngles as _, Exp as _, Extend as _, FromAngleOf1 as _,
        FromArrayOf1 as _, FromAxisAngleOf2 as _, FromColsOf2 as _, FromColsOf3 as _, FromColsOf4 as _,
        FromDiagonalOf1 as _, FromPolarOf2 as _, FromQuatOf1 as _, FromRotationTranslationOf2 as _,
        FromRotationXOf1 as _, FromRotationYOf1 as _, FromRotationZOf1 as _, FromScaleOf1 as _,
        FromScaleRotationTranslationOf3 as _, FromScaledAxisOf1 as _, FromTranslationOf1 as _, FromXyzwOf4 as _,
        Inv as _, Inverse as _, L1Norm as _, Length as _, LengthRecip as _, LengthSquared as _, Lerp as _, Ln as _,
        Max as _, MaxElement as _, Midpoint as _, Min as _, MinElement as _, MulQuat as _, MulVec2 as _, MulVec3 as _,
        MulVec4 as _, NewOf2 as _, NewOf3 as _, NewOf4 as _, Norm as _, NormSqr as _, Normalize as _,
        NormalizeOrZero as _, Perp as _, PerpDot as _, Powc as _, Powf as _, ProjectOnto as _, ProjectPoint3 as _,
        Recip as _, Reflect as _, RejectFrom as _, Rotate as _, Scale as _, ScaledAxis as _, Sin as _, SinAngle as _,
        Sinh as _, Slerp as _, SplatOf1 as _, Sqrt as _, Tan as _, Tanh as _, ToArray as _, ToHomogeneous as _,
        ToPolar as _, TransformPoint2 as _, TransformPoint3 as _, TransformVector2 as _, TransformVector3 as _,
        Transpose as _, Truncate as _, Unscale as _, Xy as _, Xyz as _, Xz as _, Yz as _,
    };
    pub use crate::foreign::fixed::lent::{
        AngleToOther as _, AngleWith as _, FromImagOf1 as _, FromPartsOf2 as _, FromQuaternionOf1 as _, InvMul as _,
        LerpTo as _, MovePoint as _, MovePointBack as _, MoveVector as _, MoveVectorBack as _, NewNormalizeOf1 as _,
        NewOf1 as _, NewScalingOf1 as _, NewTranslationOf1 as _, RotationTo as _, SlerpTo as _,
    };
}
