//! What may stand between the brackets: expressions that are surely less than
//! the length of an array.

use super::Ty;
use super::scope::{Draft, Scope};

/// An expression of type `usize` and its bounds, both included.
#[derive(Clone, Debug)]
pub(super) struct Index {
    pub(super) text: String,
    pub(super) low: usize,
    pub(super) high: usize,
}

/// The indices that can be named here, oldest first.
pub(super) fn indices(scope: &Scope) -> Vec<Index> {
    let mut found: Vec<Index> = Vec::new();
    for place in scope.variables() {
        match place.ty {
            Ty::Index { low, high } => found.push(Index { text: place.text, low, high }),
            Ty::Indices { len, high } => {
                let positions: Vec<String> = found.iter().filter(|i| i.high < len).map(|i| i.text.clone()).collect();
                let last = positions.into_iter().next_back();
                for at in std::iter::once((len - 1).to_string()).chain(last) {
                    found.push(Index { text: format!("{}[{at}]", place.text), low: 0, high });
                }
            }
            _ => {}
        }
    }
    found
}

/// Some index that can be named here.
pub(super) fn index(d: &mut Draft) -> Option<Index> {
    let found = indices(&d.frame.scope);
    if found.is_empty() { None } else { Some(d.rng.pick(&found)) }
}

/// Expressions for positions in an array of this length: its ends, and what
/// can be made of the latest indices.
pub(super) fn positions(len: usize, indices: &[Index]) -> Vec<String> {
    let mut found = vec!["0".to_owned()];
    if len > 1 {
        found.push((len - 1).to_string());
    }
    for Index { text, low, high } in indices.iter().rev().take(3).rev() {
        if *high < len {
            found.push(text.clone());
            found.push(format!("{} - {text}", len - 1));
        } else {
            found.push(format!("{text} % {len}"));
        }
        if *low > 0 && high - 1 < len {
            found.push(format!("{text} - 1"));
        }
        if high + 1 < len {
            found.push(format!("{text} + 1"));
        }
    }
    found
}

/// One of them.
pub(super) fn element(d: &mut Draft, len: usize, indices: &[Index]) -> String {
    d.rng.pick(&positions(len, indices))
}
