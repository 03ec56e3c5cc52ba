//! What stood between a loop and its mirror image, in words: for the companion `f_report`.

use super::{Fusion, pair};
use crate::ir::{Block, Checkpoints, LoopId, Stmt, text_of};
use crate::transform::restore::head;
use std::collections::BTreeSet;

/// Why the adjoint of a loop runs after the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// The two are no pair, or have nothing in common.
    NoPair,
    /// The adjoint of an iteration waits for that of the next one.
    Order,
    /// `return Err(..)`, `g(x)?`.
    Leaves,
    /// The two touch the same memory.
    Memory,
    /// The adjoint waits for this statement, or must not run before it.
    Between(usize),
}

impl Obstacle {
    fn told(self, stmts: &[Stmt]) -> Option<String> {
        let text = match self {
            Obstacle::NoPair => return None,
            Obstacle::Order => "its iterations hand something on that is no sum",
            Obstacle::Leaves => "the function may be left from within",
            Obstacle::Memory => "later iterations change what the adjoint of an earlier one reads",
            Obstacle::Between(number) => {
                let text = text_of(stmts[number].origin());
                return Some(text.map_or_else(
                    || "its adjoint waits for what comes after it".to_owned(),
                    |text| {
                        format!(
                            "its adjoint waits for `{}`, which comes after it",
                            text.split(" {").next().unwrap_or(text)
                        )
                    },
                ));
            }
        };
        Some(text.to_owned())
    }
}

/// What becomes of a loop whose iterations are independent.
const AGAIN: &str = "; each iteration runs again before its adjoint";

/// A line for each loop whose adjoint runs after it.
pub(super) fn told(cx: &Fusion<'_>, body: &Block, mut known: BTreeSet<LoopId>) -> Vec<String> {
    let mut lines = Vec::new();
    block(cx, body, &mut known, &mut lines);
    lines
}

fn block(cx: &Fusion<'_>, block: &Block, known: &mut BTreeSet<LoopId>, lines: &mut Vec<String>) {
    for (j, stmt) in block.stmts.iter().enumerate() {
        let Stmt::Loop(mirror) = stmt else { continue };
        let is_first = |stmt: &Stmt| matches!(stmt, Stmt::Loop(first) if first.id == mirror.id);
        let Some(i) = block.stmts[..j].iter().rposition(is_first) else { continue };
        if let Err(obstacle) = pair(cx, &block.stmts, (i, j))
            && let Some(why) = obstacle.told(&block.stmts)
            && known.insert(mirror.id)
        {
            let again = if matches!(mirror.checkpoints, Checkpoints::Independent) { AGAIN } else { "" };
            lines.push(format!("`{}`: {why}{again}", head(block.stmts[i].origin())));
        }
    }
    for region in block.stmts.iter().flat_map(Stmt::regions) {
        self::block(cx, region, known, lines);
    }
}
