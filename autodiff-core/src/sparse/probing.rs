//! A pattern out of few sweeps.
//!
//! A sweep has `64 · N` marks, and a function may have more columns. So the first sweep has a mark
//! for a *group* of columns that stand together, and tells which rows depend on which group. Groups
//! of one color share no row, so that the parts of all of them can have the same marks: of a row that
//! has a mark, its groups tell whose it is. So the groups become smaller with each level of
//! sweeps, until they are columns.
//!
//! ```text
//! columns       0 1 2 3 4 5 6 7        a row that depends on columns 2 and 3
//! level 1       a a a a b b b b        has a, and not b
//! level 2       c c d d c c d d        has d, which is that of a: 2 or 3
//! level 3       e f e f e f e f        has e and f, which are those of d of a
//! ```
//!
//! A banded system of any size has a pattern after a few sweeps, and a dense one after twice as many
//! as there are sets of `64 · N` columns.

use super::marks::MarksOf;
use super::order::{Colors, of_columns};
use super::{Marked, Marks, Pattern};
use crate::rows::Rows;
use alloc::vec;
use alloc::vec::Vec;

/// The sweeps that find a pattern: each is given [`seeds`](Self::seeds), and what comes out of it is
/// [`taken`](Self::take).
#[derive(Debug)]
pub struct Probing<const N: usize> {
    columns: usize,
    /// Where each group begins, and where the last one ends.
    starts: Vec<usize>,
    colors: Colors,
    /// The groups on which each row depends; not known before the first sweep.
    rows: Option<Vec<Vec<usize>>>,
    /// In how many parts the largest group is taken apart at this level, and of how many columns.
    parts: usize,
    /// The parts that have been found at this level, by their numbers among the next groups.
    found: Vec<Vec<usize>>,
    sweep: usize,
    /// How many sweeps there were, at all levels.
    all_sweeps: usize,
    is_done: bool,
}

impl<const N: usize> Probing<N> {
    /// Of a function with so many columns.
    pub fn new(columns: usize) -> Self {
        let colors = Colors { of: vec![Some(0)], count: 1 };
        let mut probing = Probing {
            columns,
            starts: vec![0, columns],
            colors,
            rows: None,
            parts: 1,
            found: Vec::new(),
            sweep: 0,
            all_sweeps: 0,
            is_done: false,
        };
        probing.parts = probing.parts();
        probing
    }

    /// Whether another sweep is to be run.
    pub fn goes_on(&self) -> bool {
        !self.is_done
    }

    /// How many sweeps there were.
    pub fn sweeps(&self) -> usize {
        self.all_sweeps
    }

    /// What the next sweep is given in the place of tangents like these.
    pub fn seeds<T: Rows>(&self, like: &T) -> T::Several<MarksOf<N>> {
        let (mut column, mut group) = (0, 0);
        like.several::<MarksOf<N>>(&mut || {
            while self.starts.get(group + 1).is_some_and(|end| *end <= column) {
                group += 1;
            }
            let marks = self.mark(group, column).map_or(Marks::ZERO, Marks::only);
            column += 1;
            marks
        })
    }

    /// The mark of a column in this sweep.
    fn mark(&self, group: usize, column: usize) -> Option<usize> {
        let color = (*self.colors.of.get(group)?)?;
        let part = (column - self.starts[group]) / self.size(group);
        (color * self.parts + part).checked_sub(self.sweep * Marks::<N>::ALL).filter(|mark| *mark < Marks::<N>::ALL)
    }

    /// Takes what came out of the sweep, a set for each row.
    ///
    /// # Panics
    ///
    /// If the function has done something else than in the sweeps before.
    #[track_caller]
    pub fn take<T: Marked<N> + ?Sized>(&mut self, of: &T) {
        let firsts = self.firsts();
        let mut group_of = vec![usize::MAX; self.colors.count];
        let mut row = 0;
        of.each(&mut |marks| {
            if self.rows.is_none() && self.sweep == 0 {
                self.found.push(Vec::new());
            }
            let groups: &[usize] = match &self.rows {
                Some(rows) => rows.get(row).map_or(&[], |groups| groups),
                None => &[0],
            };
            groups.iter().for_each(|group| group_of[self.colors.of[*group].expect("a row has it")] = *group);
            for mark in marks.iter() {
                let mark = mark + self.sweep * Marks::<N>::ALL;
                let group = group_of.get(mark / self.parts).copied().filter(|group| *group != usize::MAX);
                let (Some(group), Some(found)) = (group, self.found.get_mut(row)) else { another_run() };
                found.push(firsts[group] + mark % self.parts);
            }
            groups.iter().for_each(|group| group_of[self.colors.of[*group].expect("a row has it")] = usize::MAX);
            row += 1;
        });
        if row != self.found.len() {
            another_run();
        }
        self.sweep += 1;
        self.all_sweeps += 1;
        if self.sweep * Marks::<N>::ALL >= self.colors.count * self.parts {
            self.next_level();
        }
    }

    /// How many columns a part of a group has.
    fn size(&self, group: usize) -> usize {
        (self.starts[group + 1] - self.starts[group]).div_ceil(self.parts).max(1)
    }

    /// How many parts a group has.
    fn parts_of(&self, group: usize) -> usize {
        (self.starts[group + 1] - self.starts[group]).div_ceil(self.size(group))
    }

    /// Of each group the number of its first part among all of them.
    fn firsts(&self) -> Vec<usize> {
        let groups = self.starts.len() - 1;
        let counts = (0..groups).scan(0, |next, group| {
            let first = *next;
            *next += self.parts_of(group);
            Some(first)
        });
        counts.collect()
    }

    /// So many parts that one sweep has room for them, or else two.
    fn parts(&self) -> usize {
        let longest = self.starts.windows(2).map(|ends| ends[1] - ends[0]).max().unwrap_or(0);
        (Marks::<N>::ALL / self.colors.count.max(1)).max(2).min(longest).max(1)
    }

    fn next_level(&mut self) {
        let mut starts = vec![0];
        for group in 0..self.starts.len() - 1 {
            let (first, end, size) = (self.starts[group], self.starts[group + 1], self.size(group));
            starts.extend((first..end).step_by(size).map(|at| (at + size).min(end)));
        }
        self.starts = starts;
        let found = core::mem::take(&mut self.found);
        self.found = vec![Vec::new(); found.len()];
        self.is_done = self.starts.windows(2).all(|ends| ends[1] - ends[0] <= 1);
        if !self.is_done {
            self.colors = of_columns(&Pattern::of_rows(self.starts.len() - 1, found.clone()));
            self.parts = self.parts();
            // Nothing is to be looked for where no row depends on anything.
            self.is_done = self.colors.count == 0;
        }
        self.sweep = 0;
        self.rows = Some(found);
    }

    /// What has been found.
    pub fn pattern(self) -> Pattern {
        let rows = self.rows.unwrap_or_default();
        Pattern::of_rows(self.columns, rows)
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn another_run() -> ! {
    panic!("the function does something else in each run, and has no pattern")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finds the pattern of the function of which each row depends on the columns that it has in `of`.
    fn probed<const N: usize>(of: &Pattern) -> (Pattern, usize) {
        let mut probing = Probing::<N>::new(of.n_cols());
        let like = vec![0.0; of.n_cols()];
        while probing.goes_on() {
            let seeds = probing.seeds(&like);
            let row = |row| of.row(row).iter().fold(Marks::ZERO, |marks, column| marks + seeds[*column]);
            probing.take(&(0..of.n_rows()).map(row).collect::<Vec<Marks<N>>>());
        }
        let sweeps = probing.sweeps();
        (probing.pattern(), sweeps)
    }

    fn banded(n: usize) -> Pattern {
        Pattern::new(n, n, (0..n).flat_map(|i| (i.saturating_sub(1)..(i + 2).min(n)).map(move |j| (i, j))))
    }

    #[test]
    fn what_is_found_is_what_there_is() {
        for n in [0, 1, 2, 3, 63, 64, 65, 200, 1000] {
            let scattered = Pattern::new(n, n, (0..n).flat_map(|i| [(i, i * i % n), (i, (i * 31 + 7) % n)]));
            let arrow = Pattern::new(n, n, (0..n).flat_map(|i| [(i, i), (0, i), (i, 0)]));
            let dense = Pattern::new(3, n, (0..3).flat_map(|i| (0..n).map(move |j| (i, j))));
            for pattern in [banded(n), scattered, arrow, dense, Pattern::new(n, n, [])] {
                assert_eq!(probed::<1>(&pattern).0, pattern, "{n}");
                assert_eq!(probed::<3>(&pattern).0, pattern, "{n}");
            }
        }
    }

    #[test]
    fn a_banded_pattern_costs_a_handful_of_sweeps() {
        assert_eq!(probed::<8>(&banded(500)).1, 1);
        assert_eq!(probed::<8>(&banded(10_000)).1, 2);
        assert_eq!(probed::<1>(&banded(5_000)).1, 3);
    }

    #[test]
    #[should_panic(expected = "something else in each run")]
    fn a_function_that_is_another_one_in_each_run_has_none() {
        let mut probing = Probing::<1>::new(1000);
        let seeds = probing.seeds(&vec![0.0; 1000]);
        probing.take(&[seeds[0]; 1]);
        let seeds = probing.seeds(&vec![0.0; 1000]);
        probing.take(&[seeds[0], seeds[0]]);
    }
}
