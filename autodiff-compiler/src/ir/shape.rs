//! Tuples and references at the border of a function.

/// How scalars make up a parameter, an argument or a result.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shape<T> {
    Leaf(T),
    /// `()` is the empty tuple, and the tangent of what has none.
    Tuple(Vec<Shape<T>>),
    Ref(Box<Shape<T>>),
    /// `&mut`, of memory.
    Mut(Box<Shape<T>>),
}

impl<T> Shape<T> {
    pub(crate) fn unit() -> Self {
        Shape::Tuple(Vec::new())
    }

    /// One entry as it is, several as a tuple.
    pub(crate) fn bare_or_tuple(mut entries: Vec<Shape<T>>) -> Self {
        if entries.len() == 1 { entries.remove(0) } else { Shape::Tuple(entries) }
    }

    /// The scalars, from left to right.
    pub(crate) fn leaves(&self) -> Vec<&T> {
        match self {
            Shape::Leaf(leaf) => vec![leaf],
            Shape::Tuple(entries) => entries.iter().flat_map(Shape::leaves).collect(),
            Shape::Ref(inner) | Shape::Mut(inner) => inner.leaves(),
        }
    }

    pub(crate) fn map<U>(&self, f: &mut dyn FnMut(&T) -> U) -> Shape<U> {
        match self {
            Shape::Leaf(leaf) => Shape::Leaf(f(leaf)),
            Shape::Tuple(entries) => Shape::Tuple(entries.iter().map(|e| e.map(f)).collect()),
            Shape::Ref(inner) => Shape::Ref(Box::new(inner.map(f))),
            Shape::Mut(inner) => Shape::Mut(Box::new(inner.map(f))),
        }
    }

    /// The shape with some leaves replaced by `()`: the tangent of a tuple
    /// with an integer in it.
    pub(crate) fn filter_map<U>(&self, f: &mut dyn FnMut(&T) -> Option<U>) -> Shape<U> {
        match self {
            Shape::Leaf(leaf) => f(leaf).map_or_else(Shape::unit, Shape::Leaf),
            Shape::Tuple(entries) => Shape::Tuple(entries.iter().map(|e| e.filter_map(f)).collect()),
            Shape::Ref(inner) => Shape::Ref(Box::new(inner.filter_map(f))),
            Shape::Mut(inner) => Shape::Mut(Box::new(inner.filter_map(f))),
        }
    }

    /// The shape with one leaf replaced by another shape.
    pub(crate) fn replace(&self, leaf: &T, with: &Shape<T>) -> Shape<T>
    where
        T: Clone + PartialEq,
    {
        match self {
            Shape::Leaf(own) if own == leaf => with.clone(),
            Shape::Leaf(own) => Shape::Leaf(own.clone()),
            Shape::Tuple(entries) => Shape::Tuple(entries.iter().map(|e| e.replace(leaf, with)).collect()),
            Shape::Ref(inner) => Shape::Ref(Box::new(inner.replace(leaf, with))),
            Shape::Mut(inner) => Shape::Mut(Box::new(inner.replace(leaf, with))),
        }
    }

    /// The shape without its references: how a cotangent is owned.
    pub(crate) fn owned(&self) -> Shape<T>
    where
        T: Clone,
    {
        match self {
            Shape::Leaf(leaf) => Shape::Leaf(leaf.clone()),
            Shape::Tuple(entries) => Shape::Tuple(entries.iter().map(Shape::owned).collect()),
            Shape::Ref(inner) | Shape::Mut(inner) => inner.owned(),
        }
    }

    /// The shape behind any references: how operators look at an operand.
    pub(crate) fn behind_refs(&self) -> &Shape<T> {
        match self {
            Shape::Ref(inner) | Shape::Mut(inner) => inner.behind_refs(),
            shape => shape,
        }
    }
}
