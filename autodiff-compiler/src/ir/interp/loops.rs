//! Loops.

use super::{Frame, Scalar, Stop, broken};
use crate::ir::{Control, Kind, Limits, Loop, Order, Range};

/// No program of the tests runs longer.
const PATIENCE: usize = 1_000_000;

impl Frame<'_> {
    pub(super) fn repeat(&mut self, repeat: &Loop) -> Result<(), Stop> {
        let kinds: Vec<Kind> = repeat.carried.iter().map(|c| self.func.kind(c.param)).collect();
        let mut carried = Vec::new();
        for (c, kind) in repeat.carried.iter().zip(&kinds) {
            carried.push(self.passed(c.init, *kind)?);
        }
        match &repeat.control {
            Control::For(range) => {
                for index in self.indices(range)? {
                    self.begin(repeat, carried)?;
                    self.define(range.index, Scalar::Int(index))?;
                    carried = self.block(&repeat.body, &kinds)?;
                }
                self.env[range.index.index()] = None;
            }
            Control::While { cond, .. } => {
                for iteration in 0.. {
                    if iteration > PATIENCE {
                        return broken("a loop without an end".to_owned());
                    }
                    self.begin(repeat, carried.clone())?;
                    match self.block(cond, &[Kind::Bool])?[..] {
                        [Scalar::Bool(true)] => carried = self.block(&repeat.body, &kinds)?,
                        [Scalar::Bool(false)] => break,
                        ref other => return broken(format!("{other:?} is a condition")),
                    }
                }
            }
        }
        for (c, value) in repeat.carried.iter().zip(carried) {
            self.env[c.param.index()] = None;
            self.define(c.dst, value)?;
        }
        Ok(())
    }

    fn begin(&mut self, repeat: &Loop, carried: Vec<Scalar>) -> Result<(), Stop> {
        repeat.carried.iter().zip(carried).try_for_each(|(c, value)| self.define(c.param, value))
    }

    fn indices(&self, range: &Range) -> Result<Vec<i128>, Stop> {
        let kind = self.func.kind(range.index);
        let [from, to] = [range.from, range.to].map(|bound| match self.read(bound, kind)? {
            Scalar::Int(n) => Ok(n),
            other => broken(format!("{other:?} is a bound")),
        });
        let (from, to) = (from?, to?);
        let to = if range.limits == Limits::Closed { to + 1 } else { to };
        let mut indices: Vec<i128> = (from..to).collect();
        if range.order == Order::Down {
            indices.reverse();
        }
        Ok(indices)
    }
}
