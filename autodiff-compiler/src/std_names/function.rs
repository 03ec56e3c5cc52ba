//! Functions of std by their paths.

use crate::lower::call::exchange;

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
    },
    Function {
        module: "mem",
        name: "replace",
        args: 2,
        sight: Sight::Module,
        generics: "()",
        lower: Some(exchange::replace),
    },
    Function {
        module: "mem",
        name: "take",
        args: 1,
        sight: Sight::Module,
        generics: "()",
        lower: Some(exchange::take),
    },
    Function {
        module: "mem",
        name: "drop",
        args: 1,
        sight: Sight::Prelude,
        generics: "()",
        lower: Some(exchange::drop),
    },
    Function {
        module: "array",
        name: "from_fn",
        args: 1,
        sight: Sight::Module,
        generics: "(), 0, fn(usize)",
        lower: None,
    },
];

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

/// The functions of a module of std that the macro knows.
pub(crate) fn functions_of(module: String) -> impl Iterator<Item = &'static Function> {
    FUNCTIONS.iter().filter(move |function| function.module == module)
}
