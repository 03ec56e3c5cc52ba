//! The text form of loops and of what is done to memory.
//!
//! ```text
//! s = for i in 0..w3 carrying w4 = 0.0
//!     w5 = load x[i]
//!     w6 = add w4, w5
//!     yield w6
//! store y[0] += s
//! ```

use super::print::shape;
use super::{BulkOp, Control, Func, Init, Limits, Loop, New, Order, Place, Range, Step, Store, View, Write};
use std::fmt::{self, Formatter};

impl Func {
    pub(super) fn write_loop(&self, f: &mut Formatter<'_>, repeat: &Loop, depth: usize) -> fmt::Result {
        let dst: Vec<_> = repeat.carried.iter().map(|c| c.dst).collect();
        if !dst.is_empty() {
            write!(f, "{} = ", self.values(&dst))?;
        }
        match &repeat.control {
            Control::For(range) => write!(f, "for {}", self.range(range))?,
            Control::While { .. } => f.write_str("while")?,
        }
        let carried: Vec<_> =
            repeat.carried.iter().map(|c| format!("{} = {}", self.label(c.param), self.atom(c.init))).collect();
        if !carried.is_empty() {
            write!(f, " carrying {}", carried.join(", "))?;
        }
        writeln!(f)?;
        if let Control::While { cond, .. } = &repeat.control {
            self.write_block(f, cond, depth + 1)?;
            writeln!(f, "{}do", "    ".repeat(depth))?;
        }
        self.write_block(f, &repeat.body, depth + 1)
    }

    fn range(&self, range: &Range) -> String {
        let dots = if range.limits == Limits::Closed { "..=" } else { ".." };
        let order = if range.order == Order::Down { " down" } else { "" };
        format!("{} in {}{dots}{}{order}", self.label(range.index), self.atom(range.from), self.atom(range.to))
    }

    pub(super) fn place(&self, place: &Place) -> String {
        place.path.iter().fold(self.label(place.base), |text, step| match step {
            Step::Index(i) => format!("{text}[{}]", self.atom(*i)),
            Step::Entry { at, .. } => {
                let at: Vec<_> = at.iter().map(|i| self.atom(*i)).collect();
                format!("{text}[{}]", at.join(", "))
            }
            Step::Range { from, to, limits } => {
                let [from, to] = [from, to].map(|end| end.map(|end| self.atom(end)).unwrap_or_default());
                let dots = if *limits == Limits::Closed { "..=" } else { ".." };
                format!("{text}[{from}{dots}{to}]")
            }
            Step::Field(i) => format!("{text}.{i}"),
            Step::Named(name) => format!("{text}.{name}"),
            Step::Behind => format!("{text}.*"),
            Step::AsSlice => format!("{text}[..]"),
            Step::Shadow => format!("{text}?"),
            Step::Part => format!("part({text})"),
            Step::Inside => format!("{text}.inside"),
            Step::Payload { variant, field } => format!("{text}.{variant}.{field}"),
        })
    }

    pub(super) fn store(&self, store: &Store) -> String {
        format!("store {} {} {}", self.place(&store.place), sign(store.write), self.atom(store.value))
    }

    pub(super) fn view(&self, view: &View) -> String {
        format!("{} = view {}", self.label(view.dst), self.place(&view.place))
    }

    pub(super) fn new_memory(&self, new: &New) -> String {
        let elem = |elem: &super::Shape<super::Atom>| shape(elem, &|a| self.atom(*a));
        let init = match &new.init {
            Init::List(elems) => format!("[{}]", elems.iter().map(elem).collect::<Vec<_>>().join(", ")),
            Init::Repeat(value, Some(len)) => format!("[{}; {}]", elem(value), self.atom(*len)),
            Init::Repeat(value, None) => format!("[{}; _]", elem(value)),
            Init::Copy(place) => format!("copy {}", self.place(place)),
            Init::Empty(room) => format!("empty {}", room.map(|room| self.atom(room)).unwrap_or_default()),
            Init::ZeroLike(place) => format!("zeros like {}", self.place(place)),
            Init::Cell(value) => format!("cell {}", elem(value)),
            Init::Item(callee) => format!("item {}", callee.name),
            Init::Closure { id, captures } => {
                let captures: Vec<_> = captures.iter().map(|(_, value)| elem(value)).collect();
                format!("closure {id} ({})", captures.join(", "))
            }
            Init::Data { path, fields, rest } => {
                let named = fields.iter().map(|(step, value)| {
                    let (Step::Named(name) | Step::Payload { field: name, .. }) = step else {
                        unreachable!("it is a field")
                    };
                    format!("{name}: {}", elem(value))
                });
                let rest = rest.iter().map(|place| format!("..{}", self.place(place)));
                format!("{path} {{ {} }}", named.chain(rest).collect::<Vec<_>>().join(", "))
            }
        };
        format!("{} = new {init}", self.label(new.dst))
    }

    pub(super) fn bulk(&self, op: &BulkOp) -> String {
        let (place, atom) = (|place: &Place| self.place(place), |atom: &super::Atom| self.atom(*atom));
        match op {
            BulkOp::Copy { dst, write, src } => format!("copy {} {} {}", place(dst), sign(*write), place(src)),
            BulkOp::Replace { dst, src, .. } => format!("replace {} by {}", place(dst), place(src)),
            BulkOp::Zero { dst } => format!("zero {}", place(dst)),
            BulkOp::Scale { dst, factor } => format!("scale {} by {}", place(dst), atom(factor)),
            BulkOp::Unwrite { dst, len } => format!("unwrite {} to {}", place(dst), atom(len)),
            BulkOp::Reset { dst, len, .. } => format!("reset {} to {} zeros", place(dst), atom(len)),
            BulkOp::Swap { a, b } => format!("swap {}, {}", place(a), place(b)),
            BulkOp::Push { dst, value } => format!("push {}, {}", place(dst), shape(value, &atom)),
            BulkOp::Pop { dst } => format!("pop {}", place(dst)),
            BulkOp::Truncate { dst, len, .. } => format!("truncate {} to {}", place(dst), atom(len)),
            BulkOp::Grow { dst, len, .. } => format!("grow {} to {}", place(dst), atom(len)),
            BulkOp::SameExtents { shadow, of } => format!("extents of {} are those of {}", place(shadow), place(of)),
        }
    }
}

fn sign(write: Write) -> &'static str {
    match write {
        Write::Set => "=",
        Write::Add => "+=",
    }
}
