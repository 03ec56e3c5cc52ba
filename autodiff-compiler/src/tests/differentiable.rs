//! The `impl` of a derive, as a person reads it.

use crate::differentiable::differentiable;

/// The derive's output, formatted.
fn derived(source: &str) -> String {
    let tokens = differentiable(source.parse().expect("the source is tokens"));
    prettyplease::unparse(&syn::parse2(tokens).expect("the expansion is Rust"))
}

#[test]
fn an_enum_is_matched_on() {
    let source = "\
enum Shape<M: Model> {
    Nothing,
    Circle { radius: f64, #[constant] name: String },
    Fitted(M::Parameters, #[constant] M),
}";
    insta::with_settings!({ snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/snapshots"), prepend_module_to_snapshot => false, description => source, omit_expression => true }, {
        insta::assert_snapshot!("differentiable_enum", derived(source));
    });
}

/// The bounds of a type, after the `where`.
fn bounds(source: &str) -> String {
    let text = derived(source);
    let bounds =
        text.split_once("where").map_or("", |(_, rest)| rest.split_once('{').map_or(rest, |(bounds, _)| bounds));
    bounds.split_whitespace().collect::<Vec<_>>().join(" ").replace("::autodiff::", "").replace("__private::", "")
}

#[test]
fn each_parameter_is_bounded_by_its_use() {
    assert_eq!(bounds("struct S { x: f64, #[constant] y: u8 }"), "");
    assert_eq!(bounds("struct S<T, const N: usize>([T; N]);"), "T: Differentiable,");
    assert_eq!(bounds("struct S<'a, T: A>(Vec<(T, u8)>) where T: B;"), "T: B, T: Differentiable,");
    assert_eq!(bounds("struct S<T>(#[constant] Vec<T>, f64);"), "Vec<T>: Clone, S<T>: Clone,");
    assert_eq!(bounds("struct S<T>(f64, PhantomData<T>);"), "S<T>: Clone,");
    assert_eq!(
        bounds("struct S<T: A>(T::B, [<T as A>::C; 2]);"),
        "T::B: Differentiable, <T as A>::C: Differentiable, S<T>: Clone,"
    );
    assert_eq!(bounds("struct S<T>(my!(T), <u8 as A>::B);"), "T: Differentiable,");
    assert_eq!(
        bounds("enum S<T, U> { A(T), B { x: Box<S<T, U>>, #[constant] y: U } }"),
        "T: Differentiable, U: Differentiable, U: Clone,"
    );
}
