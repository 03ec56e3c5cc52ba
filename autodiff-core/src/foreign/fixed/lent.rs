//! The companions of methods that take references, and of constructors of rotations.

use super::companions::add;
use super::{Fixed, Formula, Of, jvp, names, vjp, vjp_jvp};

of_methods! {
    [(b B [& *] b_dot b_bar b_bar_dot 1)]
    AngleToOther angle_to_jvp angle_to_vjp_into angle_to_vjp_into_jvp angle_to_jvp_slots angle_to_vjp_into_slots angle_to_vjp_into_jvp_slots;
    AngleWith angle_jvp angle_vjp_into angle_vjp_into_jvp angle_jvp_slots angle_vjp_into_slots angle_vjp_into_jvp_slots;
    RotationTo rotation_to_jvp rotation_to_vjp_into rotation_to_vjp_into_jvp rotation_to_jvp_slots rotation_to_vjp_into_slots rotation_to_vjp_into_jvp_slots;
    InvMul inv_mul_jvp inv_mul_vjp_into inv_mul_vjp_into_jvp inv_mul_jvp_slots inv_mul_vjp_into_slots inv_mul_vjp_into_jvp_slots;
    MovePoint transform_point_jvp transform_point_vjp_into transform_point_vjp_into_jvp transform_point_jvp_slots transform_point_vjp_into_slots transform_point_vjp_into_jvp_slots;
    MoveVector transform_vector_jvp transform_vector_vjp_into transform_vector_vjp_into_jvp transform_vector_jvp_slots transform_vector_vjp_into_slots transform_vector_vjp_into_jvp_slots;
    MovePointBack inverse_transform_point_jvp inverse_transform_point_vjp_into inverse_transform_point_vjp_into_jvp inverse_transform_point_jvp_slots inverse_transform_point_vjp_into_slots inverse_transform_point_vjp_into_jvp_slots;
    MoveVectorBack inverse_transform_vector_jvp inverse_transform_vector_vjp_into inverse_transform_vector_vjp_into_jvp inverse_transform_vector_jvp_slots inverse_transform_vector_vjp_into_slots inverse_transform_vector_vjp_into_jvp_slots;
}

of_methods! {
    [(b B [& *] b_dot b_bar b_bar_dot 1) (c C c_dot c_bar c_bar_dot 2)]
    LerpTo lerp_jvp lerp_vjp_into lerp_vjp_into_jvp lerp_jvp_slots lerp_vjp_into_slots lerp_vjp_into_jvp_slots;
    SlerpTo slerp_jvp slerp_vjp_into slerp_vjp_into_jvp slerp_jvp_slots slerp_vjp_into_slots slerp_vjp_into_jvp_slots;
}

of_constructors! {
    [(b B b_dot b_bar b_bar_dot 0)]
    NewOf1 of New new_jvp new_vjp_into new_vjp_into_jvp new_jvp_slots new_vjp_into_slots new_vjp_into_jvp_slots;
    FromQuaternionOf1 of FromQuaternion from_quaternion_jvp from_quaternion_vjp_into from_quaternion_vjp_into_jvp from_quaternion_jvp_slots from_quaternion_vjp_into_slots from_quaternion_vjp_into_jvp_slots;
    NewNormalizeOf1 of NewNormalize new_normalize_jvp new_normalize_vjp_into new_normalize_vjp_into_jvp new_normalize_jvp_slots new_normalize_vjp_into_slots new_normalize_vjp_into_jvp_slots;
    NewScalingOf1 of NewScaling new_scaling_jvp new_scaling_vjp_into new_scaling_vjp_into_jvp new_scaling_jvp_slots new_scaling_vjp_into_slots new_scaling_vjp_into_jvp_slots;
    FromImagOf1 of FromImag from_imag_jvp from_imag_vjp_into from_imag_vjp_into_jvp from_imag_jvp_slots from_imag_vjp_into_slots from_imag_vjp_into_jvp_slots;
}

of_constructors! {
    [(b B [& *] b_dot b_bar b_bar_dot 0)]
    NewTranslationOf1 of NewTranslation new_translation_jvp new_translation_vjp_into new_translation_vjp_into_jvp new_translation_jvp_slots new_translation_vjp_into_slots new_translation_vjp_into_jvp_slots;
}

of_constructors! {
    [(b B b_dot b_bar b_bar_dot 0) (c C c_dot c_bar c_bar_dot 1)]
    FromPartsOf2 of FromParts from_parts_jvp from_parts_vjp_into from_parts_vjp_into_jvp from_parts_jvp_slots from_parts_vjp_into_slots from_parts_vjp_into_jvp_slots;
}
