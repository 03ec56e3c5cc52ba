//! Statements that touch memory.

use super::content::{At, Content, Handle, Slot, array_length, same_extents, zero_of, zeros_like};
use super::{Frame, Scalar, Stop, broken, defined};
use crate::ir::{
    Access, Atom, Bulk, BulkOp, Form, Init, IntKind, Kind, Limits, New, Place, Shape, Step, Store, Value, Write, part,
};

impl Frame<'_> {
    pub(super) fn handle(&self, value: Value) -> Result<Handle, Stop> {
        match self.read(value.into(), self.func.kind(value))? {
            Scalar::Memory(handle) => Ok(handle),
            other => broken(format!("{other:?} is no memory")),
        }
    }

    pub(super) fn index(&self, atom: Atom) -> Result<usize, Stop> {
        match self.read(atom, Kind::Int(IntKind::Usize))? {
            Scalar::Int(n) => usize::try_from(n).map_err(|e| Stop::Broken(e.to_string())),
            other => broken(format!("{other:?} is no index")),
        }
    }

    /// The place as a handle of its own.
    pub(super) fn place(&self, place: &Place) -> Result<Handle, Stop> {
        let mut path = Vec::new();
        for step in &place.path {
            path.push(match step {
                Step::Index(i) => At::Index(self.index(*i)?),
                Step::Range { from, to, limits } => {
                    let from = from.map_or(Ok(0), |from| self.index(from))?;
                    let to = to.map(|to| self.index(to)).transpose()?;
                    At::Range { from, to: to.map(|to| if *limits == Limits::Closed { to + 1 } else { to }) }
                }
                Step::Field(i) => At::Field(*i),
                Step::Entry { .. } | Step::Behind | Step::Inside | Step::AsSlice | Step::Shadow | Step::Part => {
                    return Err(Stop::Unsupported("an entry of data".to_owned()));
                }
                Step::Payload { field: name, .. } | Step::Named(name) => {
                    return Err(Stop::Unsupported(format!("the field `{name}` of data")));
                }
            });
        }
        Ok(self.handle(place.base)?.then(&path))
    }

    /// Does something with what is at a place.
    pub(super) fn at<T>(&self, place: &Place, f: impl FnOnce(Slot<'_>) -> Result<T, Stop>) -> Result<T, Stop> {
        match self.place(place)?.with(f)? {
            Some(result) => Ok(result),
            None if place.access == Access::First => Err(Stop::Panics("out of bounds".to_owned())),
            None => broken(format!("{place:?} was to be in bounds")),
        }
    }

    pub(super) fn load(&self, place: &Place) -> Result<Scalar, Stop> {
        let is_unseen = self.func.kind(place.base).memory().is_some_and(|memory| memory.form == Form::Unseen);
        self.at(place, |slot| match slot {
            Slot::One(Content::Scalar(scalar)) => Ok(scalar.clone()),
            // What is no number is asked for one.
            _ if is_unseen => Ok(Scalar::F64(1.0)),
            _ => broken("a load of what is no scalar".to_owned()),
        })
    }

    pub(super) fn store(&self, store: &Store) -> Result<(), Stop> {
        let kind = match part(self.func.kind(store.place.base), &store.place.path) {
            Shape::Leaf(Kind::Memory(memory)) if memory.form == Form::Cell => match &memory.elem {
                Shape::Leaf(kind) => *kind,
                _ => Kind::Opaque,
            },
            Shape::Leaf(kind) => kind,
            _ => Kind::Opaque,
        };
        let value = Content::Scalar(self.passed(store.value, kind)?);
        self.at(&store.place, |slot| match store.write {
            Write::Set => slot.set(value),
            Write::Add => slot.add(&value),
        })
    }

    pub(super) fn view(&self, place: &Place) -> Result<Scalar, Stop> {
        self.at(place, |_| Ok(()))?;
        Ok(Scalar::Memory(self.place(place)?))
    }

    pub(super) fn new_memory(&self, new: &New) -> Result<Scalar, Stop> {
        let memory = self.func.kind(new.dst).memory().expect("new memory is memory");
        let content = match &new.init {
            Init::List(elems) => {
                Content::List(elems.iter().map(|e| self.content(e, &memory.elem)).collect::<Result<_, _>>()?)
            }
            Init::Repeat(elem, len) => {
                let len = match (len, &memory.form) {
                    (Some(len), _) => self.index(*len)?,
                    (None, Form::Array(text)) => array_length(text)?,
                    (None, form) => return broken(format!("a {form:?} without a length")),
                };
                Content::List(vec![self.content(elem, &memory.elem)?; len])
            }
            Init::Copy(place) => self.at(place, |slot| Ok(slot.content()))?,
            Init::Empty(_) => Content::List(Vec::new()),
            Init::ZeroLike(place) => zeros_like(&self.at(place, |slot| Ok(slot.content()))?),
            Init::Cell(value) => self.content(value, &memory.elem)?,
            Init::Closure { .. } | Init::Item(_) => return Err(Stop::Unsupported("a closure".to_owned())),
            Init::Data { path, .. } => return Err(Stop::Unsupported(format!("data of the type `{path}`"))),
        };
        Ok(Scalar::Memory(Handle::new(content)))
    }

    /// What an element becomes: memory is copied.
    fn content(&self, value: &Shape<Atom>, kinds: &Shape<Kind>) -> Result<Content, Stop> {
        match (value, kinds) {
            (Shape::Ref(value) | Shape::Mut(value), kinds) => self.content(value, kinds),
            (Shape::Tuple(values), Shape::Tuple(kinds)) => {
                let entries = values.iter().zip(kinds).map(|(value, kinds)| self.content(value, kinds));
                Ok(Content::Tuple(entries.collect::<Result<_, _>>()?))
            }
            (Shape::Leaf(Atom::Undef), kinds) => zero_of(kinds),
            (Shape::Leaf(atom), Shape::Leaf(kind)) => match self.passed(*atom, *kind)? {
                Scalar::Memory(handle) => copied(&handle),
                scalar => Ok(Content::Scalar(scalar)),
            },
            _ => broken("an element of another shape".to_owned()),
        }
    }

    pub(super) fn bulk(&self, bulk: &Bulk) -> Result<(), Stop> {
        match &bulk.op {
            BulkOp::Copy { dst, write, src } => {
                let content = self.at(src, |slot| Ok(slot.content()))?;
                self.at(dst, |slot| if *write == Write::Set { slot.set(content) } else { slot.add(&content) })
            }
            BulkOp::Replace { dst, src, .. } => {
                let content = self.at(src, |slot| Ok(slot.content()))?;
                self.elements(dst, |elems| {
                    let Content::List(more) = content else { return broken("elements are a list".to_owned()) };
                    *elems = more;
                    Ok(())
                })
            }
            BulkOp::Zero { dst } => self.at(dst, |slot| {
                slot.zero();
                Ok(())
            }),
            BulkOp::Scale { dst, factor } => {
                let factor = match self.passed(*factor, Kind::F64)? {
                    Scalar::F64(factor) => factor,
                    Scalar::F32(factor) => f64::from(factor),
                    other => return broken(format!("{other:?} is no factor")),
                };
                self.at(dst, |slot| {
                    slot.scale(factor);
                    Ok(())
                })
            }
            BulkOp::Reset { dst, len, .. } => {
                let (zero, len) = (zero_of(&self.elem(dst))?, self.index(*len)?);
                self.elements(dst, |elems| {
                    *elems = vec![zero; len];
                    Ok(())
                })
            }
            BulkOp::Unwrite { dst, len } => {
                let len = self.index(*len)?;
                let nothing = match self.elem(dst) {
                    Shape::Leaf(Kind::F32) => Content::Scalar(Scalar::F32(f32::NAN)),
                    Shape::Leaf(kind) if kind.is_float() => Content::Scalar(Scalar::F64(f64::NAN)),
                    elem => zero_of(&elem)?,
                };
                self.elements(dst, |elems| {
                    *elems = vec![nothing; len];
                    Ok(())
                })
            }
            BulkOp::Swap { a, b } => {
                let [first, second] = [a, b].map(|place| self.at(place, |slot| Ok(slot.content())));
                let (first, second) = (first?, second?);
                self.at(a, |slot| exchanged(slot, second))?;
                self.at(b, |slot| exchanged(slot, first))
            }
            BulkOp::Push { dst, value } => {
                let value = self.content(value, &self.elem(dst))?;
                self.elements(dst, |elems| {
                    elems.push(value);
                    Ok(())
                })
            }
            BulkOp::Pop { dst } => self.elements(dst, |elems| match elems.pop() {
                Some(_) => Ok(()),
                None => broken("there was to be an element".to_owned()),
            }),
            BulkOp::Truncate { dst, was, len, .. } => self.resize(dst, *was, *len),
            BulkOp::Grow { dst, was, len } => self.resize(dst, *was, *len),
            BulkOp::SameExtents { shadow, of } => {
                let [shadow, of] = [shadow, of].map(|place| self.at(place, |slot| Ok(slot.content())));
                if same_extents(&shadow?, &of?) { Ok(()) } else { Err(Stop::Panics("other extents".to_owned())) }
            }
        }
    }

    /// The type of a vector's elements.
    fn elem(&self, vector: &Place) -> Shape<Kind> {
        match part(self.func.kind(vector.base), &vector.path) {
            Shape::Leaf(Kind::Memory(memory)) => memory.elem.clone(),
            shape => shape,
        }
    }

    fn elements(&self, vector: &Place, f: impl FnOnce(&mut Vec<Content>) -> Result<(), Stop>) -> Result<(), Stop> {
        self.at(vector, |slot| match slot {
            Slot::One(Content::List(elems)) => f(elems),
            _ => broken("only a vector changes its length".to_owned()),
        })
    }

    fn resize(&self, vector: &Place, was: Atom, len: Atom) -> Result<(), Stop> {
        let (was, len) = (self.index(was)?, self.index(len)?);
        let zero = if len > was { Some(zero_of(&self.elem(vector))?) } else { None };
        self.elements(vector, |elems| {
            if elems.len() != was {
                return broken(format!("{} elements, not {was}", elems.len()));
            }
            elems.truncate(len);
            elems.extend(std::iter::repeat_n(zero, len.saturating_sub(was)).flatten());
            Ok(())
        })
    }

    /// The arguments of a call: memory by value is copied.
    pub(super) fn arguments(
        &self,
        shape: &Shape<Atom>,
        kinds: &mut dyn Iterator<Item = Kind>,
    ) -> Result<Vec<Scalar>, Stop> {
        match shape {
            Shape::Leaf(atom) => {
                let kind = kinds.next().expect("one for each leaf");
                Ok(vec![match self.lent(*atom, kind)? {
                    Scalar::Memory(handle) => Scalar::Memory(Handle::new(copied(&handle)?)),
                    scalar => scalar,
                }])
            }
            Shape::Tuple(entries) => {
                let all: Result<Vec<_>, _> = entries.iter().map(|entry| self.arguments(entry, kinds)).collect();
                Ok(all?.concat())
            }
            Shape::Ref(inner) | Shape::Mut(inner) => {
                let leaves = inner.leaves();
                leaves.into_iter().map(|a| self.lent(*a, kinds.next().expect("one for each leaf"))).collect()
            }
        }
    }

    /// An argument of this kind; what the caller does not see may be a scalar.
    fn lent(&self, atom: Atom, kind: Kind) -> Result<Scalar, Stop> {
        match (self.read(atom, kind)?, kind.memory()) {
            (Scalar::Memory(handle), None) => match copied(&handle)? {
                Content::Scalar(scalar) => Ok(scalar),
                _ => broken("memory is given for a scalar".to_owned()),
            },
            (scalar, _) => Ok(scalar),
        }
    }

    pub(super) fn length(&self, handle: Atom) -> Result<Scalar, Stop> {
        let value = handle.value().ok_or_else(|| Stop::Broken("the length of a literal".to_owned()))?;
        let len = self.handle(value)?.with(|slot| slot.len())?;
        let len = len.ok_or_else(|| Stop::Broken("the length of what is gone".to_owned()))?;
        defined(Scalar::Int(i128::try_from(len).expect("a length is small")))
    }
}

pub(super) fn copied(handle: &Handle) -> Result<Content, Stop> {
    let content = handle.with(|slot| Ok(slot.content()))?;
    content.ok_or_else(|| Stop::Broken("a handle to what is gone".to_owned()))
}

/// Pieces that are exchanged may be of different lengths, unless they are slices.
fn exchanged(slot: Slot<'_>, content: Content) -> Result<(), Stop> {
    match slot {
        Slot::One(one) => {
            *one = content;
            Ok(())
        }
        part @ Slot::Part(_) => part.set(content),
    }
}
