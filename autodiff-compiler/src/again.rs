//! What a function tells of its types only where it is read to the end: lowering begins again
//! with that.

use crate::errors::Errors;
use crate::ir::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// Runs it as often as it tells something new, and gives the last run with what is wrong.
///
/// What refuses a function may be a constant of a type, `State::rest()`, that was taken for a
/// number: then it is run with these taken for data, and if that goes well, this is the run.
pub(crate) fn settled<T>(run: impl Fn(&Errors) -> T) -> (T, Errors) {
    let first = of(Constants::Numbers, &run);
    if first.1.is_empty() {
        return first;
    }
    let second = of(Constants::Data, &run);
    if second.1.is_empty() { second } else { first }
}

fn of<T>(constants: Constants, run: &impl Fn(&Errors) -> T) -> (T, Errors) {
    let mut told = Told { constants, ..Told::default() };
    loop {
        let errors = Errors::knowing(told.clone());
        let value = run(&errors);
        let found = errors.told();
        if found == told {
            return (value, errors);
        }
        told = found;
    }
}

/// What a function has told of its types and variables, for lowering to begin again with.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Told {
    pub(crate) aliases: BTreeMap<String, Kind>,
    pub(crate) late: BTreeSet<String>,
    pub(crate) bare: BTreeSet<String>,
    pub(crate) constants: Constants,
}

/// What a function of a type gives, `State::rest()`, that reads no active value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Constants {
    /// A number, unless its use says otherwise at once.
    #[default]
    Numbers,
    /// Perhaps data.
    Data,
}
