//! Functions of std by their paths.

use crate::lower::call::exchange;
use crate::lower::iter::made;

pub(crate) use made::Make;

/// A function below `core`.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) module: &'static str,
    pub(crate) name: &'static str,
    pub(crate) args: usize,
    pub(crate) sight: Sight,
    /// Arguments for its generics, by which it is a value.
    pub(crate) generics: &'static str,
    /// Of what depends on the place of its value, nothing.
    pub(crate) lower: Option<exchange::Lower>,
    /// Of what makes an iterator, how that is run through.
    pub(crate) make: Option<Make>,
}

/// By which name a function is in sight without a `use`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    Module,
    /// Its own: it is in the prelude.
    Prelude,
}

const FUNCTIONS: &[Function] = &[
    Function {
        module: "mem",
        name: "swap",
        args: 2,
        sight: Sight::Module,
        generics: "()",
        lower: Some(exchange::swap),
        make: None,
    },
    Function {
        module: "mem",
        name: "replace",
        args: 2,
        sight: Sight::Module,
        generics: "()",
        lower: Some(exchange::replace),
        make: None,
    },
    Function {
        module: "mem",
        name: "take",
        args: 1,
        sight: Sight::Module,
        generics: "()",
        lower: Some(exchange::take),
        make: None,
    },
    Function {
        module: "mem",
        name: "drop",
        args: 1,
        sight: Sight::Prelude,
        generics: "()",
        lower: Some(exchange::drop),
        make: None,
    },
    Function {
        module: "array",
        name: "from_fn",
        args: 1,
        sight: Sight::Module,
        generics: "(), 0, fn(usize)",
        lower: None,
        make: None,
    },
    iterator("once", 1, "()", made::once),
    iterator("repeat", 1, "()", made::repeat),
    iterator("repeat_n", 2, "()", made::repeat_n),
    iterator("repeat_with", 1, "(), fn()", made::repeat_with),
    iterator("from_fn", 1, "(), fn() -> Option<()>", made::from_fn),
    iterator("successors", 2, "(), fn(&()) -> Option<()>", made::successors),
    iterator("zip", 2, "[(); 0], [(); 0]", made::zip),
];

const fn iterator(name: &'static str, args: usize, generics: &'static str, make: Make) -> Function {
    Function { module: "iter", name, args, sight: Sight::Module, generics, lower: None, make: Some(make) }
}

/// The function of a module of std.
pub(crate) fn standard_function(module: &str, name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.module == module && function.name == name)
}

/// The function that a path names which does not begin at std.
pub(crate) fn function_in_sight(path: &[String]) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| match function.sight {
        Sight::Module => matches!(path, [module, name] if module == function.module && name == function.name),
        Sight::Prelude => matches!(path, [name] if name == function.name),
    })
}

/// How an iterator is run through that this function makes, if it is one of std with so many
/// arguments.
pub(crate) fn iterator_function(path: &[String], args: usize) -> Option<Make> {
    let below = match path {
        [root, rest @ ..] if root == "std" || root == "core" => rest,
        path => path,
    };
    let [module, name] = below else { return None };
    let function = standard_function(module, name).filter(|function| function.args == args)?;
    function.make
}

/// The functions of a module of std that the macro knows.
pub(crate) fn functions_of(module: String) -> impl Iterator<Item = &'static Function> {
    FUNCTIONS.iter().filter(move |function| function.module == module)
}
