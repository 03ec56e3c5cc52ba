//! The catalogue of what the macro can refuse, and the list in which refusals gather.
//!
//! Each [`Message`] names the construct and the way out, and has one ui test, `tests/ui/<id>.rs`.

use crate::again::Told;
use crate::ir::Value;
use proc_macro2::Span;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A refusal at a place in the user's source.
#[derive(Clone, Debug)]
pub(crate) struct Error {
    pub(crate) start: Span,
    pub(crate) end: Span,
    pub(crate) message: Message,
}

/// A receipt: somebody has been told why there is no value here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reported(());

/// The refusals of one expansion, in the order in which they were found.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    list: RefCell<Vec<Error>>,
    /// What has been found out. With it, lowering begins again.
    pub(crate) told: RefCell<Told>,
    /// The variables that a cell holds for a call.
    pub(crate) cells: RefCell<BTreeMap<Value, String>>,
}

impl Errors {
    /// None yet, where this is known.
    pub(crate) fn knowing(told: Told) -> Errors {
        Errors { told: RefCell::new(told), ..Errors::default() }
    }

    /// What is known by now.
    pub(crate) fn told(&self) -> Told {
        self.told.borrow().clone()
    }

    pub(crate) fn report(&self, error: Error) -> Reported {
        let mut list = self.list.borrow_mut();
        // One construct is reported once, however many passes meet it.
        let known =
            list.iter().any(|e| e.message == error.message && format!("{:?}", e.start) == format!("{:?}", error.start));
        if !known || list.is_empty() {
            list.push(error);
        }
        Reported(())
    }

    /// The receipt for an error that was reported before.
    pub(crate) fn already(&self) -> Reported {
        assert!(!self.is_empty(), "poison comes from an error");
        Reported(())
    }

    pub(crate) fn len(&self) -> usize {
        self.list.borrow().len()
    }

    /// Takes back what was reported after there were `count`.
    pub(crate) fn forget(&self, count: usize) {
        self.list.borrow_mut().truncate(count);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.borrow().is_empty()
    }

    pub(crate) fn into_list(self) -> Vec<Error> {
        self.list.into_inner()
    }
}

macro_rules! catalogue {
    ($($(#[$doc:meta])* $variant:ident $(($($field:ident),+))? $id:literal => $text:literal;)*) => {
        /// What is refused, why, and the way out.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(crate) enum Message {
            $($(#[$doc])* $variant $({ $($field: String),+ })?,)*
        }

        impl Message {
            /// The names of the ui tests, one for each message.
            #[cfg(test)]
            pub(crate) const IDS: &[&str] = &[$($id),*];

            /// What the user reads.
            pub(crate) fn text(&self) -> String {
                match self {
                    $(Message::$variant $({ $($field),+ })? => format!($text),)*
                }
            }
        }
    };
}

catalogue! {
    // The attribute.
    UnknownArgument(name) "unknown_argument" =>
        "`{name}` is not an argument of `#[grad]`; it takes `hvp`, `jacobian`, `hessian`, `sparse_jacobian`, `sparse_hessian`, `pullback`, `taylor`, `graph`, `report`, `trace`, `only(..)`, `wrt(..)`, `order = 2`, `name = \"..\"`, `members`, `crate = path`";
    MalformedArgument(name, form) "malformed_argument" =>
        "`{name}` is written `{form}`";
    RepeatedArgument(name) "repeated_argument" =>
        "`{name}` is given twice";
    UnknownCompanion(name) "unknown_companion" =>
        "`{name}` is not a companion; choose from `jvp`, `vjp`, `vjp_into`, `grad`, `value_and_grad`, `grad_into`, `hvp`, `jacobian`, `hessian`, `sparse_jacobian`, `sparse_hessian`, `pullback`, `taylor`, `graph`, `report`, `trace`";
    WrtUnknown(name) "wrt_unknown" =>
        "`{name}` is not a parameter of this function";
    WrtInactive(name) "wrt_inactive" =>
        "`{name}` has no derivative: `wrt(..)` takes parameters with floats in them that are not `#[constant]`";
    NeedsScalarResult(name) "needs_scalar_result" =>
        "`{name}` needs a function whose result is one float; use `jvp` and `vjp` here";
    MatrixOfInOut(name) "matrix_of_in_out" =>
        "`{name}` runs the function several times, and this one has a `&mut` parameter or takes a function: write a function around it that returns what it computes";
    PullbackOfInOut "pullback_of_in_out" =>
        "what `pullback` gives would keep the `&mut` parameter of this function borrowed until it is called, and nobody could read what the function left there: return what it computes, or ask for `vjp`";
    PullbackInTrait "pullback_in_trait" =>
        "`pullback` gives a closure, and which it is differs between the `impl`s of a trait: write a `#[grad(pullback)]` function around the method";
    NoLanes(name) "no_lanes" =>
        "`{name}` of this function cannot be written: several directions at once need derivatives of `f64`s and `f32`s that the macro sees, and here they are of another type, in a trait, or given to a function that cannot run once for each direction; call the companion for one direction in a loop";
    NoSeries(name) "no_series" =>
        "`{name}` of this function cannot be written: a series of Taylor coefficients stands in the place of an `f64` or `f32` that the macro sees, in arrays, slices, vectors and tuples of such, and here they are of another type, in a trait, or given to a function with what the macro does not see; `#[grad(order = n)]` has the derivatives up to order `n` by nesting";
    NoSparsity(name) "no_sparsity" =>
        "`{name}` of this function cannot be written: what depends on what is known of `f64`s and `f32`s that the macro sees, in scalars, tuples, arrays, slices and vectors, and here they are of another type, in vectors of vectors, in a trait, given to a function beside a closure, or handed from one call to the next; write it on slices of floats, with the type of what a call gives, `let t: Vec<f64> = ..`, or take `jacobian` or `hessian`";
    ConstantFieldChanged "constant_field_changed" =>
        "this field was given a constant, a call may have changed it since, and the macro cannot see its type: take the constant it was given without `#[constant]`, or write `#[constant] let v = ..` to take what is read as a constant";
    TraceOfLoop "trace_of_loop" =>
        "a trace shows each value once; it is not written for functions with loops, arrays or closures over them: ask for `report` instead";
    Contradiction(what) "contradiction" =>
        "`#[grad]` contradicts itself about this function: {what}; this is a bug of the macro, please report the function at https://github.com/autodiff-rs/autodiff/issues, and write its companions by hand meanwhile";
    NameOfBlock "name_of_block" =>
        "the companions of several methods cannot begin with one name: write `#[grad(name = \"..\")]` on the method that is meant";
    NameOfCompanion(name) "name_of_companion" =>
        "a companion of another method is called `{name}` as well, and `{name}` would mean it; write `#[grad(name = \"..\")]` on that method, or `#[no_grad]`";
    MethodsOfPrimitive(ty) "methods_of_primitive" =>
        "the companions of methods of `{ty}` can only be members of their trait: write `#[grad]` on the trait, and `#[grad(members)]` here";
    OrderOfBlock(what) "order_of_block" =>
        "`order` is for functions and for the methods of an `impl` of a type; {what} has derivatives of first order and, by `hvp`, of second: leave `order` out, or call a function under it";
    OrderOfData "order_of_data" =>
        "a derivative of a derivative needs the type of this, and the macro does not see it: write it in a `let`, as `let v: [f64; 3] = ..` or `#[constant] let c: &[f64] = ..`; or ask for `hvp` in place of `order`";
    OrderOfOperator "order_of_operator" =>
        "the macro does not see that these are floats, and the operators of other types have derivatives of first order and, by `hvp`, of second: where they are floats, say so, `let m: f64 = body.m;`; else ask for `hvp` in place of `order`";
    OrderOfFunction "order_of_function" =>
        "a function that is passed on has derivatives of first order and, by `hvp`, of second: ask for `hvp` in place of `order`, or write its code where it is called";
    MembersOfNoTrait "members_of_no_trait" =>
        "`members` goes on the `impl` of a trait that has `#[grad]` itself: there the companions are members of the trait";
    MacroInMembers "macro_in_members" =>
        "the macro does not see what is written here: a method of the trait would have the companions of another one; write it out";
    ImplWithoutMethods "impl_without_methods" =>
        "there is no method here to differentiate: none is given floats, or a `self` that may have some, and gives or changes any; take the attribute away, as what is only made here is a constant to its callers";
    OperatorOperands "operator_operands" =>
        "the operands of an operator under `#[grad]` are values or shared references";
    OperatorArgument(name) "operator_argument" =>
        "`{name}` says nothing about an operator: its companions have no names, and are those that its uses need; `#[constant]` on an operand keeps it out of the derivative";
    NotAFunction "not_a_function" =>
        "`#[grad]` goes on a function with a body: a free function, or a function in an `impl` block; or on a whole `impl` or trait";
    ConstantMisplaced "constant_misplaced" =>
        "`#[constant]` goes on a parameter, on a `let` or on a field under `#[derive(Differentiable)]`, and takes no arguments";
    CheckpointMalformed "checkpoint_malformed" =>
        "`#[checkpoint]` takes one of `every = k`, where `k` is a `usize`, `sqrt`, and `levels = n`, where `n` is a number from 1 to 16; a loop has one";
    CheckpointMisplaced "checkpoint_misplaced" =>
        "`#[checkpoint(..)]` goes on a loop";
    CheckpointUncounted "checkpoint_uncounted" =>
        "the iterations of this loop are not counted before it runs, as it is no `for`, or something leaves it early: `#[checkpoint(every = k)]` needs no count of them";
    CheckpointRunsOnce "checkpoint_runs_once" =>
        "this cannot run twice, and a loop with checkpoints runs again for its adjoint: take it out of the loop, or keep what it gives in a vector before the loop";
    IndependentMalformed "independent_malformed" =>
        "`#[independent]` takes no arguments, and stands alone on its loop: iterations that do not meet have no states to keep";
    IndependentMisplaced "independent_misplaced" =>
        "`#[independent]` goes on a `for` loop";
    IndependentLeft "independent_left" =>
        "the iterations of this loop are not independent: something leaves it early, so that an iteration decides whether the next one runs; run through all of them, or take `#[independent]` away";
    IndependentCarried(what) "independent_carried" =>
        "the iterations of this loop meet in {what}, which each finds as the one before has left it: let them add to it with `+=` and not look at it, or take `#[independent]` away";
    IndependentShared(what) "independent_shared" =>
        "the iterations of a loop under `#[independent]` meet in {what}, which they write to and read: add to it alone, with `+=`; or make it in the loop; or, if each iteration fills it before it reads it, let it be an array or a vector of floats that nothing but the loop reads; else take the attribute away";
    IndependentGrows(what) "independent_grows" =>
        "the iterations of a loop under `#[independent]` meet in {what}, whose length they change: let each begin with `clear()` of it, and nothing but the loop read it, or make it in the loop; else take the attribute away";
    ConditionMisplaced "condition_misplaced" =>
        "a condition decides about a statement, an arm, an element, a field, an argument or a parameter; elsewhere write `if cfg!(..) {{ .. }}`";
    UnknownAttribute(name) "unknown_attribute" =>
        "the macro does not know what `#[{name}]` makes of this; leave it out, or move the code into a function of its own, outside of this one";
    AttributeUnderGrad(name) "attribute_under_grad" =>
        "what `#[{name}]` makes of the function is not seen by the companions; write it above `#[grad]`";

    // The rule.
    RuleNotAFunction "rule_not_a_function" =>
        "`#[rule]` goes on a free function with a body, which is the value";
    RuleOfScalars "rule_of_scalars" =>
        "a rule is of a free function that takes its floats by value and returns one, all of them `f64` or all `f32`; mark any other parameter `#[constant]`, take an array apart into arguments, or write `jvp` and `vjp` by hand";
    RuleArgument(name) "rule_argument" =>
        "`{name}` is not an argument of `#[rule]`; it takes a partial for each float `x`, as `dx = \"2.0 * x\"`, or `implicit = residual` or `fixed_point = step`, and `hvp`, `result = \"..\"`, `crate = path`";
    MalformedRule "malformed_rule" =>
        "`#[rule]` takes a text for each float argument: `#[rule(dx = \"2.0 * x\", da = \"y / a\")]`";
    MalformedPartial(what) "malformed_partial" =>
        "this is no Rust expression: {what}; write the partial as one, of the arguments and of the result `y`";
    EquationTwice "equation_twice" =>
        "a result solves one equation: `implicit = residual` says that `residual(x, ..)` is zero, `fixed_point = step` that `step(x, ..)` is `x`";
    EquationWithPartials "equation_with_partials" =>
        "the derivative is that of the equation, and no formula is needed; leave this out, or the equation";
    EquationResult "equation_result" =>
        "the unknowns are the result: one float, an array, a vector, or a type of your own under `#[derive(Differentiable)]`; of a tuple, make one of these";
    EquationParameter "equation_parameter" =>
        "what solves an equation is a free function whose parameters go in by value or by `&`: no `self`, no `&mut`, no functions, no references within tuples; write such a function, and what you have around it";
    PartialMissing(name) "partial_missing" =>
        "the rule has no partial along `{name}`: write `d{name} = \"..\"`, or mark the parameter `#[constant]`";
    PartialOfConstant(name) "partial_of_constant" =>
        "`{name}` is no float or is `#[constant]`, and has no partial; leave it out";
    PartialUnknown(name) "partial_unknown" =>
        "`{name}` is not a parameter of this function";
    ResultName "result_name" =>
        "the result needs a name of its own, which is no argument's and does not end in `_dot` or `_bar`: `result = \"value\"`";

    // The check.
    CheckNeedsCall "check_needs_call" =>
        "`check!` takes a call of a function by its name, as `check!(f(2.0, &v))`, and `hvp` after it for the second order";
    CheckOfMut "check_of_mut" =>
        "`check!` compares what a function returns; call one that owns the value, passes it on by `&mut` and returns it";
    CheckOfConstants "check_of_constants" =>
        "each argument is a constant here, and there is no derivative to check";

    // The derive.
    DerivativeOfUnion "derivative_of_union" =>
        "a `union` does not say which of its fields is there, and so has no derivative; make it an `enum`";
    ReferenceField(ty) "reference_field" =>
        "`{ty}` refers to floats that this type does not own, and a shadow has none to refer to; mark the field `#[constant]`, or let it own them: `Vec<f64>` for `&[f64]`";
    MalformedDifferentiable "malformed_differentiable" =>
        "`#[differentiable(..)]` goes on the type, and says once where the library is found: `#[differentiable(crate = path::to::autodiff)]`";

    // The signature.
    AsyncFunction "async_function" =>
        "an `async` function is not differentiated; put the computation into a plain function and await around it";
    UnsafeFunction "unsafe_function" =>
        "an `unsafe` function is not differentiated; make it safe, or give it hand-written companions";
    MutableReceiver "mutable_receiver" =>
        "what a method changes is no constant: leave `#[constant]` out, or `wrt(..)` have `self` among its names; or take `&self`, and return what changes";
    ReceiverType(ty) "receiver_type" =>
        "`self: {ty}` is not differentiated; take `&self`, which a `Box` or an `Rc` lends by itself, or write `#[constant] self: {ty}` to keep it out of the derivative";
    ReferenceInside(ty) "reference_inside" =>
        "`{ty}` has a reference in memory or a `&mut` behind another reference; make it a parameter of its own, or let it own what it refers to: `&[Vec<f64>]` for `&[&[f64]]`";
    UnknownParameterType(ty) "unknown_parameter_type" =>
        "`{ty}` is not differentiated, as it may be shared or point anywhere: take what is in it by `&` or `&mut`; or mark the parameter `#[constant]` to keep it out of the derivative";
    ObjectParameter(ty) "object_parameter" =>
        "`{ty}` has no derivative of its own, as nothing tells how large its zero is: take `&impl Trait`, or `&M` with `M: Trait`, which has one; or mark the parameter `#[constant]`, and the methods of the trait `#[constant] &self`, which keeps the object out of the derivative and differentiates along what its methods are given";
    TextParameter(ty) "text_parameter" =>
        "`{ty}` is text, and owned text is not passed on to companions: take it as `&str`, or mark the parameter `#[constant]`";
    TypeParameter(ty) "type_parameter" =>
        "`{ty}` is a type parameter that is not known to be a float: name it, with the bound `num_traits::Float` or `autodiff::Real`, as in `fn f<T: Real>(x: T) -> T`; or write `f64` or `f32`; or mark the parameter `#[constant]` to keep it out of the derivative";
    FunctionParameter(ty) "function_parameter" =>
        "`{ty}` is a function that is not differentiated: take it as `impl Fn(f64, &[f64]) -> f64`, of up to four floats, arrays, slices, vectors and types with a derivative, each of them all of floats or without any; or mark the parameter `#[constant]` to keep it out of the derivative";
    FunctionResult(ty) "function_result" =>
        "`{ty}` is a function as a result, which is differentiated where it is the last expression, a closure or a choice between closures, and where the function has no `&mut` and no early return; or give what it captures in a struct that derives `Differentiable`, and write its code as a method under `#[grad]`";
    GivenOnce "given_once" =>
        "the companions of a function that gives a function run its body wherever that is called, and here something would run twice that the macro does not see: take what it gives as a parameter; or give what is captured in a struct that derives `Differentiable`, and write the code as a method under `#[grad]`";
    MadeOfChanging "made_of_changing" =>
        "a function is made of this here and called later, and the macro does not see that it stays as it is meanwhile: give it a copy, `let kept = v.clone();`; or call what is made at once, `f(&v)(x)`";
    FunctionHeld "function_held" =>
        "a function in a field or in memory is not differentiated: hold there what it captures, and write its code as a method under `#[grad]`; or take the function as a parameter, `f: impl Fn(f64) -> f64`; or hold one of a type `F: autodiff::functions::Twice1<..>`, and call it by `.call(x)`; or write `#[constant] let v = ..` to take its value as a constant";
    OptionParameter(ty) "option_parameter" =>
        "the macro does not look into `{ty}`: take the value itself, and beside it a `bool` that says whether it is there; or mark the parameter `#[constant]` to keep it out of the derivative";
    NoDifferentiableParameter "no_differentiable_parameter" =>
        "there is nothing to differentiate with respect to: no parameter has a float in it that is not `#[constant]`";
    ResultNotFloat(ty) "result_not_float" =>
        "the result `{ty}` is not differentiable; return `f64`, `f32`, or an array, `Vec` or tuple with floats in it, or write to a `&mut` parameter";
    UnknownResultType(ty) "unknown_result_type" =>
        "the macro cannot look into `{ty}`: write the result as a primitive type, or an array, `Vec` or tuple of them";
    OptionResult(ty) "option_result" =>
        "the macro does not look into `{ty}`: return the value itself, and beside it a `bool` that says whether it is there, as in `(f64, bool)`";

    // Constructs of the body.
    UnknownMethod(name) "unknown_method" =>
        "there is no derivative rule for the method `{name}` on an active value; call a `#[grad]` function instead, or write `#[constant] let v = ..` to take its result as a constant";
    MethodOfUnseen(name) "method_of_unseen" =>
        "the macro cannot see whose method `{name}` is: put `#[grad]` on it, and call it by its path, as in `Type::{name}(&value, ..)`; or write `#[constant] let v = ..` to take its result as a constant";
    UnknownMacro(name) "unknown_macro" =>
        "the macro `{name}!` reads an active value, and is not looked into; make it a `#[grad]` function, or write `#[constant] let v = ..` to take its result, or what it reads, as a constant";
    MayKeep(name) "may_keep" =>
        "`{name}` is given an active value and could keep it, and what came back of it later would be a constant; give it one: `#[constant] let v = ..`";
    WrittenUnseen(name) "written_unseen" =>
        "`{name}` could write an active value into what `&mut` refers to here, and the macro cannot see its type; give the variable one where it is made, as in `let mut v: [f64; 2] = ..`; or write `#[constant] &mut v`, if the callee takes it as a constant";
    BitsOfActive(name) "bits_of_active" =>
        "`{name}` makes a float of the bits of an active value, and its derivative is lost; compute with the value itself, or write `#[constant] let v = ..` to take it as a constant";
    JumpInMacro(name) "jump_in_macro" =>
        "this leaves the function from inside `{name}!`; compute the value in a `let` before";
    ChoiceOfMemory "choice_of_memory" =>
        "which memory this refers to is decided at run time; write to each of the two in its own branch, or copy with `to_vec()`";
    LateData "late_data" =>
        "only after this do the uses say that it is of a type of its own; say its type where it is made: `let s: State = ..`";
    MemoryLeavesLoop "memory_leaves_loop" =>
        "this refers to other memory from one iteration to the next, or to memory that ends with the iteration; copy into an array that is made before the loop";
    NotIterable "not_iterable" =>
        "the macro cannot see what this runs through; a range, an array, a slice, a `Vec` and the usual adaptors of their iterators are supported: bind it with its type, as in `let v: Vec<f64> = ..`";
    TotalOfData(name) "total_of_data" =>
        "of which type this `{name}` is, the macro does not see; name it, `.{name}::<V3>()`, and write `#[grad]` on its `impl`";
    CollectInto "collect_into" =>
        "`collect` is differentiated into a `Vec`; say so: `collect::<Vec<_>>()` or `let v: Vec<f64> = ..`";
    LengthOfArray "length_of_array" =>
        "the macro does not see how long this array is; write its type, as in `let z: [f64; 3] = ..`";
    ElementsOfArray "elements_of_array" =>
        "an array of so many structs is not differentiated; collect them into a vector, `let v: Vec<Point> = (0..n).map(|i| ..).collect()`, or make an array of numbers or of tuples";
    IteratorMethod(name) "iterator_method" =>
        "the iterator method `{name}` is not supported here; write a `for` loop";
    StoredIterator "stored_iterator" =>
        "an iterator is differentiated where it ends: write the `for`, the `sum()` or the `collect()` here, or collect it into a `Vec` first";
    MemoryMethod(name) "memory_method" =>
        "the macro does not know what `{name}` does to this memory; write a loop, or `#[constant] let v = ..` for a changed copy that is a constant";
    Closure "closure" =>
        "a closure is differentiated where it is bound with `let` and called by that name, or given to a function under `#[grad]` or to an iterator over what the macro can see; call it here, or make it a `#[grad]` function";
    FunctionNeedsClosure "function_needs_closure" =>
        "`function!` takes a closure with the types of what it takes, as in `function!(|x: f64| density(x))`, and `hvp` after it if it is differentiated twice";
    ClosureChanges "closure_changes" =>
        "a closure that is passed on and changes what it captures is not differentiated: let it return what it computes, or write the loop here";
    UnclearClosure "unclear_closure" =>
        "the macro does not see what this closure takes or gives: write the types, `|t: f64, y: &[f64]| ..`, of floats, arrays, vectors and types with a derivative; what it gives has no integers in it";
    ClosureCall(name) "closure_call" =>
        "`{name}` is a local variable, and the macro cannot see which function it is: put `#[grad]` on the function that is meant, and call it by its name here; or write `#[constant] let v = ..` to take its result as a constant";
    IndexOfData "index_of_data" =>
        "this is indexed in a way of its own, and the macro does not see which part of a derivative that is: write a method under `#[grad]` that gives the element, `fn at(&self, i: usize) -> f64`, and call that";
    IndexBody "index_body" =>
        "`Index` under `#[grad]` gives a part of `self` that is written down, as `&self.data[i * self.cols + j]`, and chooses it by its arguments, by lengths, and by fields under `#[constant]` in the type; or write a method under `#[grad]` that gives the element, `fn at(&self, i: usize) -> f64`, and call that";
    IndexOnActive "index_on_active" =>
        "the macro cannot see what is indexed here; give it a type: `let v: Vec<f64> = ..`";
    ConstructorOnActive(name) "constructor_on_active" =>
        "`{name}` wraps an active value, which is not differentiated yet; use a tuple, or `if` and `return`";
    FieldOnActive(name) "field_on_active" =>
        "`.{name}` is the field of an active value of unknown type; annotate the value with its tuple type: `let v: (f64, f64) = ..`";
    MutableReference "mutable_reference" =>
        "what `&mut` refers to here is no variable, element or slice that the macro can see; assign the result instead";
    ReferenceStored(name) "reference_stored" =>
        "a `&mut` to a number or a tuple is differentiated where a `#[grad]` function takes it; write `&mut {name}` among its arguments, or assign to `{name}` itself";
    ReferenceKept "reference_kept" =>
        "a `&mut` is not kept in an array or a `Vec`, nor taken out of a variable; write through it where it is made, or keep the index of what it refers to";
    MoveClosureChanges "move_closure_changes" =>
        "a `move` closure changes copies of its own of the variables that it captures; bind it, `let mut f = move |e| ..;`, and give `|e| f(e)`";
    UnsafeBlock "unsafe_block" =>
        "an `unsafe` block is not differentiated; call a function with hand-written companions";
    AsyncBlock "async_block" =>
        "an `async` block is not differentiated; compute the value before it";
    UnsupportedExpression(what) "unsupported_expression" =>
        "{what} is not differentiated; compute it in a function of its own, or write `#[constant] let v = ..` to take it as a constant";
    UnsupportedPattern "unsupported_pattern" =>
        "this pattern is not supported; match on integers, ranges, `bool`s, tuples, unit enums, with bindings and guards, or write `if` and `else`; what it binds of a constant goes into a `#[constant] let v = match ..`";
    SlicePattern "slice_pattern" =>
        "this pattern takes apart what has no length that the macro can see; ask for the length, and take the elements by their indices: `if x.len() == 2 {{ let (a, b) = (x[0], x[1]); .. }}`";
    WrappedPattern(name) "wrapped_pattern" =>
        "the macro does not look into what `{name}` wraps: let the function return the value itself, and beside it a `bool` that says whether it is there, as in `(f64, bool)`; what a constant wraps goes into a `#[constant] let v = match ..`";
    UnsupportedAssignment "unsupported_assignment" =>
        "only a local variable, a field of a local tuple, or an element of an array, slice or `Vec` that the macro can see can be assigned; give what is made here its type: `let mut v: Vec<f64> = ..`";
    NestedItem(name) "nested_item" =>
        "`{name}` means this item in its block and something else outside; rename it, or move it to the top of the function";
    NotGrad(name) "not_grad" =>
        "`{name}` is called on an active value and has no companions; put `#[grad]` on it";
    ShapeMismatch "shape_mismatch" =>
        "this needs a tuple, and the macro cannot see one; annotate it: `let v: (f64, f64) = ..`";
    MixedKinds(left, right) "mixed_kinds" =>
        "this mixes `{left}` and `{right}`; the macro only sees operators on primitive types: move operators on your own types into a function";
    IntegerLiteral(float) "integer_literal" =>
        "this mixes an integer and `{float}`: write a number with a point, as `2.0`, or convert with `as {float}`";
    NeedsAnnotation "needs_annotation" =>
        "the macro cannot see whether this is a float; bind it with its type: `let v: f64 = ..`, or `let v: usize = ..`";
    NeedsIntegerType "needs_integer_type" =>
        "which integer type this runs through is decided by code that the macro cannot see into; write it down: `0..4_u8`";
    UnclearTypes "unclear_types" =>
        "the types in this function do not come clear from where their values are used; give those that calls return a type: `let v: Vec<f64> = ..`";
    UnknownType(ty) "unknown_type" =>
        "the macro cannot see what `{ty}` is, and the value is active; write a primitive type, or `#[constant] let` to take it as a constant";
    UnknownCast(ty) "unknown_cast" =>
        "the macro cannot see what `{ty}` is; cast to a primitive type";
    UnknownValueLeavesBranch "unknown_value_leaves_branch" =>
        "a value of unknown type leaves this branch, and the other branch returns before it has one; give it a primitive type, or bind it before";
}

impl Message {
    pub(crate) fn at(self, span: Span) -> Error {
        Error { start: span, end: span, message: self }
    }
}
