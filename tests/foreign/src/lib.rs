//! The tests over types of nalgebra, ndarray, glam and num-complex. They are a package of
//! their own, so that what rustc says in the tests of refusals does not depend on these crates.
