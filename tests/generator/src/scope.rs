//! What the generator knows while it writes a function: expressions with
//! their bounds, the variables in scope, and the function itself.

use super::loops::{Loop, Room};
use super::positions;
use super::rng::Rng;
use super::{Language, Ty, What};

/// An expression of the program and what is known of its value.
#[derive(Clone, Debug)]
pub(super) struct Expr {
    pub(super) text: String,
    /// A bound of the absolute value of every number in it.
    pub(super) size: f64,
    /// An estimate of the largest derivative with respect to a parameter.
    pub(super) slope: f64,
    /// A bare literal, whose type the compiler has yet to infer.
    pub(super) literal: bool,
}

impl Expr {
    pub(super) fn new(text: impl Into<String>, size: f64, slope: f64) -> Self {
        Self { text: text.into(), size, slope, literal: false }
    }

    pub(super) fn literal(text: impl Into<String>, size: f64) -> Self {
        Self { text: text.into(), size, slope: 0.0, literal: true }
    }

    /// The expression with a suffix if it is a bare literal, for places from
    /// which a method may later be called.
    pub(super) fn typed(self, ty: &Ty) -> Self {
        if !self.literal {
            return self;
        }
        Self { text: format!("{}_{}", self.text, ty.rust()), literal: false, ..self }
    }

    /// These bounds widened to hold for another value too.
    pub(super) fn widen(&mut self, other: &Expr) {
        self.size = self.size.max(other.size);
        self.slope = self.slope.max(other.slope);
    }
}

/// What makes a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    Const,
    Let,
    LetMut,
}

/// A variable or constant. Its bounds only ever widen, so they hold on every
/// path through the function.
#[derive(Clone, Debug)]
pub(super) struct Var {
    pub(super) name: String,
    pub(super) ty: Ty,
    pub(super) bound: Bound,
    pub(super) size: f64,
    pub(super) slope: f64,
    /// A loop around leaves it alone.
    pub(super) frozen: bool,
    /// A closure around does not capture it.
    pub(super) hidden: bool,
    /// How much more the loop around may add to it.
    pub(super) room: Option<Room>,
}

impl Var {
    /// Whether another can have its name: no constant, and not `(*e)`, which is a place.
    fn is_name(&self) -> bool {
        self.bound != Bound::Const && !self.name.starts_with('(')
    }
}

/// A variable or a component of one.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) text: String,
    pub(super) ty: Ty,
    /// The variable's position in [`Scope::vars`].
    pub(super) var: usize,
    pub(super) mutable: bool,
}

/// A function that can be called.
#[derive(Clone, Debug)]
pub(super) struct Callee {
    pub(super) name: String,
    pub(super) params: Vec<Ty>,
    pub(super) result: Ty,
    /// How much larger than its arguments' slopes the slope of the result is.
    pub(super) gain: f64,
    /// The slope of the result for constant arguments.
    pub(super) base: f64,
    /// About how many statements it runs.
    pub(super) cost: usize,
}

/// The names in scope, innermost last.
#[derive(Default)]
pub(super) struct Scope {
    pub(super) vars: Vec<Var>,
    pub(super) callees: Vec<Callee>,
}

impl Scope {
    /// All readable places of variables that are not shadowed, with the
    /// components of tuples, oldest first.
    pub(super) fn places(&self) -> Vec<Place> {
        let indices = positions::indices(self);
        let mut found = Vec::new();
        for place in self.variables() {
            components(place, &indices, &mut found);
        }
        found
    }

    /// The variables that can be named here, oldest first.
    pub(super) fn variables(&self) -> impl Iterator<Item = Place> {
        self.vars.iter().enumerate().filter_map(|(var, v)| {
            let shadowed = self.vars[var + 1..].iter().any(|later| later.name == v.name);
            let mutable = v.bound == Bound::LetMut && !v.frozen;
            (!shadowed && !v.hidden).then(|| Place { text: v.name.clone(), ty: v.ty.clone(), var, mutable })
        })
    }

    pub(super) fn declare(&mut self, name: &str, ty: &Ty, mutable: bool, bounds: &Expr) {
        self.vars.push(Var {
            name: name.to_owned(),
            ty: ty.clone(),
            bound: if mutable { Bound::LetMut } else { Bound::Let },
            size: bounds.size,
            slope: bounds.slope,
            frozen: false,
            hidden: false,
            room: None,
        });
    }
}

fn components(place: Place, indices: &[positions::Index], found: &mut Vec<Place>) {
    match &place.ty {
        Ty::Tuple(entries) => {
            for (i, ty) in entries.iter().enumerate() {
                let text = format!("{}.{i}", place.text);
                components(Place { text, ty: ty.clone(), ..place }, indices, found);
            }
        }
        Ty::Array(len) | Ty::List(len) | Ty::Slice(len) => {
            for at in positions::positions(*len, indices) {
                let text = format!("{}[{at}]", place.text);
                found.push(Place { text, ty: Ty::Float, ..place });
            }
        }
        Ty::Ref => {
            let text = format!("(*{})", place.text);
            found.push(Place { text, ty: Ty::Float, mutable: false, ..place });
        }
        Ty::Lent(inner) => {
            let lent = Place { ty: (**inner).clone(), mutable: false, ..place.clone() };
            components(lent, indices, found);
            found.pop();
            // A slice is lent as it is.
            if !matches!(**inner, Ty::Spots(_)) {
                let text = format!("(*{})", place.text);
                found.push(Place { text, ty: (**inner).clone(), mutable: false, ..place });
            }
        }
        Ty::Spots(len) => {
            for at in positions::positions(*len, indices) {
                let text = format!("{}[{at}]", place.text);
                components(Place { text, ty: Ty::Spot, ..place }, indices, found);
            }
        }
        Ty::Spot | Ty::Cloud => {
            for (way, ty) in super::data::parts(&place.ty) {
                let text = format!("{}{way}", place.text);
                components(Place { text, ty: ty.clone(), ..place }, indices, found);
            }
        }
        Ty::Form | Ty::Maybe => {}
        Ty::Float | Ty::Int | Ty::Bool | Ty::Choice | Ty::Coin | Ty::Index { .. } | Ty::Indices { .. } => {}
    }
    found.push(place);
}

/// The function being written.
pub(super) struct Frame {
    pub(super) scope: Scope,
    pub(super) result: Ty,
    /// The largest slope of what it returns, so far.
    pub(super) returned: f64,
    /// How many statements it may still have.
    pub(super) budget: usize,
    /// How many blocks are open.
    pub(super) nesting: usize,
    /// The loops that are open, innermost last.
    pub(super) loops: Vec<Loop>,
    /// About how many statements it runs.
    pub(super) cost: usize,
}

/// The program being written.
pub(super) struct Draft {
    pub(super) rng: Rng,
    pub(super) frame: Frame,
    /// The `#[grad]` functions beside it that it may call.
    pub(super) helpers: Vec<Callee>,
    /// Those that take functions.
    pub(super) functionals: Vec<super::functions::Functional>,
    /// Those that give one.
    pub(super) givers: Vec<super::functions::Giver>,
    /// Those that write through what they are given.
    pub(super) writers: Vec<super::in_out::Writer>,
    /// For names that must be unique.
    pub(super) counter: usize,
    /// A value passed through `f32`.
    pub(super) single: bool,
    /// What the names of its helpers of two precisions begin with, if it has some.
    pub(super) mixed: Option<String>,
    /// What it may be written in.
    pub(super) language: Language,
}

impl Draft {
    /// Runs `write` with a scope of its own for what it declares.
    pub(super) fn scoped<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let vars = self.frame.scope.vars.len();
        let callees = self.frame.scope.callees.len();
        self.frame.nesting += 1;
        let written = write(self);
        self.frame.nesting -= 1;
        self.frame.scope.vars.truncate(vars);
        self.frame.scope.callees.truncate(callees);
        written
    }

    /// Writes a part of the program, whose choices belong together.
    pub(super) fn part<T>(&mut self, what: What, write: impl FnOnce(&mut Self) -> T) -> T {
        self.rng.begin(what);
        let written = write(self);
        self.rng.end();
        written
    }

    /// Whether a part is left out: always, if there are no choices for it.
    pub(super) fn is_left_out(&mut self) -> bool {
        self.rng.below(1000) == 0
    }

    /// A name for a new variable: one time in five it shadows another. Some
    /// of the names are those that generated code likes to use.
    pub(super) fn fresh(&mut self) -> String {
        const NAMES: [&str; 18] = [
            "a", "b", "c", "d", "s", "t", "u", "v", "y", "acc", "sum", "w1", "w2", "w3", "x_dot", "w1_bar", "y_bar",
            "w2_dot",
        ];
        let locals: Vec<String> =
            self.frame.scope.vars.iter().filter(|v| v.is_name()).map(|v| v.name.clone()).collect();
        if !locals.is_empty() && self.rng.chance(20) {
            return self.rng.pick(&locals);
        }
        let name = self.rng.pick(&NAMES);
        if locals.iter().any(|local| local == name) {
            return self.unique(name);
        }
        name.to_owned()
    }

    /// A name that nothing else in the program has.
    pub(super) fn unique(&mut self, stem: &str) -> String {
        self.counter += 1;
        format!("{stem}_{}", self.counter)
    }

    /// Some place of this type, the later ones more likely, so that values
    /// flow on.
    pub(super) fn place(&mut self, wanted: impl Fn(&Place) -> bool) -> Option<Place> {
        let places: Vec<Place> = self.frame.scope.places().into_iter().filter(|p| wanted(p)).collect();
        if places.is_empty() {
            return None;
        }
        let at = self.rng.below(places.len()).max(self.rng.below(places.len()));
        Some(places[at].clone())
    }

    /// The value of a place.
    pub(super) fn read(&self, place: &Place) -> Expr {
        let var = &self.frame.scope.vars[place.var];
        Expr::new(place.text.clone(), var.size, var.slope)
    }
}
