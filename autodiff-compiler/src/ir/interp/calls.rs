//! Calls, and what they record.

use super::content::Content;
use super::memory::copied;
use super::{Frame, Handle, InTwo, Scalar, Stop, broken, defined, results, run};
use crate::ir::{Call, Func, Kind, Record};

/// Where a tuple of a type that the macro cannot see is only passed on, one value
/// stands for it.
fn tuple_as_one<T>(callee: &Func) -> Result<T, Stop> {
    Err(Stop::Unsupported(format!("one value stands for a tuple of `{}`", callee.name)))
}

impl Frame<'_> {
    pub(super) fn call(&mut self, call: &Call) -> Result<(), Stop> {
        let in_two = match call.record {
            Record::None => None,
            Record::Made(_) | Record::Read(_) => self.world.in_two(&call.callee)?,
        };
        let results = match (call.record, in_two) {
            (Record::Made(at), Some(in_two)) => {
                let (results, position) = self.recording(call, &in_two)?;
                self.env[at.index()] = Some(position);
                results
            }
            (Record::Read(_), Some(in_two)) => return self.of_record(call, &in_two),
            (record, _) => {
                if let Record::Made(at) = record {
                    self.env[at.index()] = Some(Scalar::Int(0));
                }
                let callee = self.world.function(&call.callee, &call.companion)?;
                run(self.world, &callee, &self.given(call, &callee)?)?
            }
        };
        self.give(call, results)
    }

    /// Runs the function, and puts on the tape what its adjoint reads.
    fn recording(&mut self, call: &Call, in_two: &InTwo) -> Result<(Vec<Scalar>, Scalar), Stop> {
        let mut results = results(self.world, &in_two.augmented, &self.given(call, &in_two.augmented)?)?;
        let recorded = results.split_off(results.len() - in_two.recorded);
        let recorded: Result<Vec<_>, _> = recorded.iter().map(own).collect();
        let mut tape = self.world.tape().borrow_mut();
        tape.push(recorded?);
        let position = i128::try_from(tape.len() - 1).expect("it is short");
        let results: Result<Vec<_>, _> = results.into_iter().map(defined).collect();
        Ok((results?, Scalar::Int(position)))
    }

    /// Runs the adjoint by what is on the tape.
    fn of_record(&mut self, call: &Call, in_two: &InTwo) -> Result<(), Stop> {
        let at = call.record.read().expect("it reads a record");
        let Scalar::Int(at) = self.read(at, Kind::Opaque)? else { return broken("no position".to_owned()) };
        let at = usize::try_from(at).expect("a position is an index");
        let recorded = self.world.tape().borrow()[at].clone();
        let own = in_two.augmented.all_param_values().len();
        let mut reverse = in_two.reverse.clone();
        let recorded: Result<Vec<_>, _> = recorded.iter().map(self::own).collect();
        let params = in_two.augmented.params.len();
        let taken: Vec<_> = reverse.params.splice(params..params + in_two.recorded, []).collect();
        let mut args = self.given(call, &reverse)?;
        reverse.params.splice(params..params, taken);
        args.splice(own..own, recorded?);
        run(self.world, &reverse, &args).map(|_| ())
    }

    /// The arguments of a call for the parameters of a function.
    fn given(&self, call: &Call, callee: &Func) -> Result<Vec<Scalar>, Stop> {
        let params = callee.all_param_values();
        if params.len() != call.operands().len() {
            return tuple_as_one(callee);
        }
        let mut kinds = params.into_iter().map(|w| callee.kind(w));
        let args: Result<Vec<_>, _> = call.args.iter().map(|arg| self.arguments(arg, &mut kinds)).collect();
        Ok(args?.concat())
    }

    fn give(&mut self, call: &Call, results: Vec<Scalar>) -> Result<(), Stop> {
        let dst = call.dst.leaves();
        if dst.len() != results.len() {
            let name = call.name();
            return Err(Stop::Unsupported(format!("one value stands for a tuple of `{name}`")));
        }
        for (dst, result) in dst.into_iter().zip(results) {
            let result = match (result, self.func.kind(*dst).memory()) {
                // What is only handed on may be a scalar.
                (result @ (Scalar::F64(_) | Scalar::F32(_)), Some(_)) => {
                    Scalar::Memory(Handle::new(Content::Scalar(result)))
                }
                (result, _) => result,
            };
            self.env[dst.index()] = Some(result);
        }
        Ok(())
    }
}

/// A copy of what is recorded, which nobody changes.
fn own(scalar: &Scalar) -> Result<Scalar, Stop> {
    match scalar {
        Scalar::Memory(handle) => Ok(Scalar::Memory(Handle::new(copied(handle)?))),
        scalar => Ok(scalar.clone()),
    }
}
