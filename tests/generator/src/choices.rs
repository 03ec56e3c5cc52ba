//! Choices, and how those that make a program fail are made simpler.

/// A choice that the generator has drawn, or those of a part of the program.
///
/// A part is read by itself: what is missing in it is 0, what is left over in it is
/// dropped, and what comes after it is read as before. So a part can be emptied,
/// and the rest of the program stays much as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The smaller, the simpler.
    Number(u64),
    /// In the order in which they are drawn.
    Part(What, Vec<Choice>),
}

/// What a part is: it can stand in the place of another part of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// All of it.
    Program,
    /// A function beside the main one.
    Function,
    /// A statement, which is left out if its first choice is 0.
    Statement,
    /// A float expression.
    Float,
    /// An integer expression.
    Integer,
    /// A condition.
    Boolean,
}

/// The simplest choices that could be reached with so many attempts, step by step, each of
/// which fails.
///
/// `fails` is given choices and, if the program that they make fails, returns those
/// that were read of them. It sees several at once: where an attempt is dear, many
/// can share its price.
pub fn shrink(
    choices: &[Choice],
    attempts: usize,
    at_once: usize,
    mut fails: impl FnMut(&[Vec<Choice>]) -> Vec<Option<Vec<Choice>>>,
) -> Vec<Choice> {
    let mut best = choices.to_vec();
    let mut left = attempts;
    loop {
        let before = best.clone();
        for pass in [empty, hoist, lower] {
            let mut at = 0;
            while at < size(&best) && left > 0 {
                let mut tried = Vec::new();
                while at < size(&best) && tried.len() < at_once.min(left) {
                    tried.extend(edits(&best, at, pass).into_iter().map(|edited| (at, edited)));
                    at += 1;
                }
                if tried.is_empty() {
                    continue;
                }
                left = left.saturating_sub(tried.len());
                let (places, all): (Vec<_>, Vec<_>) = tried.into_iter().unzip();
                let failing = places.into_iter().zip(fails(&all)).filter_map(|(at, read)| Some((at, read?)));
                let failing = failing.filter(|(_, choices)| *choices != best);
                // Where it was, there may be more to do.
                if let Some(simplest) = failing.min_by_key(|(_, choices)| size(choices)) {
                    (at, best) = simplest;
                }
            }
        }
        if best == before || left == 0 {
            return best;
        }
    }
}

/// How many choices there are, parts among them.
fn size(choices: &[Choice]) -> usize {
    let one = |choice: &Choice| match choice {
        Choice::Number(_) => 1,
        Choice::Part(_, part) => 1 + size(part),
    };
    choices.iter().map(one).sum()
}

/// What a choice may be replaced by.
type Pass = fn(&Choice) -> Vec<Choice>;

/// The simplest of its kind.
fn empty(choice: &Choice) -> Vec<Choice> {
    match choice {
        Choice::Part(what, part) if !is_simplest(part) => vec![Choice::Part(*what, Vec::new())],
        _ => Vec::new(),
    }
}

fn is_simplest(choices: &[Choice]) -> bool {
    choices.iter().all(|choice| match choice {
        Choice::Number(number) => *number == 0,
        Choice::Part(_, part) => is_simplest(part),
    })
}

/// A part of it that is of its kind.
fn hoist(choice: &Choice) -> Vec<Choice> {
    let Choice::Part(what, part) = choice else { return Vec::new() };
    let mut found = Vec::new();
    within(*what, part, &mut found);
    found
}

fn within(what: What, choices: &[Choice], found: &mut Vec<Choice>) {
    for choice in choices {
        match choice {
            Choice::Part(other, _) if *other == what => found.push(choice.clone()),
            Choice::Part(_, part) => within(what, part, found),
            Choice::Number(_) => {}
        }
    }
}

/// A smaller number.
fn lower(choice: &Choice) -> Vec<Choice> {
    let Choice::Number(number) = *choice else { return Vec::new() };
    let mut smaller = vec![0, number / 2, number.saturating_sub(1)];
    smaller.retain(|smaller| *smaller < number);
    smaller.dedup();
    smaller.into_iter().map(Choice::Number).collect()
}

/// The choices with the one at this position, in the order of reading, replaced.
fn edits(choices: &[Choice], at: usize, pass: Pass) -> Vec<Vec<Choice>> {
    let mut before = at;
    for (i, choice) in choices.iter().enumerate() {
        let with = |edited: Choice| {
            let mut all = choices.to_vec();
            all[i] = edited;
            all
        };
        if before == 0 {
            return pass(choice).into_iter().map(with).collect();
        }
        let size = size(std::slice::from_ref(choice));
        if let Choice::Part(what, part) = choice
            && before < size
        {
            let inner = edits(part, before - 1, pass);
            return inner.into_iter().map(|part| with(Choice::Part(*what, part))).collect();
        }
        before -= size;
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::super::{Language, program, program_of};
    use super::*;

    #[test]
    fn the_choices_of_a_program_make_it_again() {
        for seed in 0..50 {
            let once = program(Language::Whole, seed);
            let again = program_of(Language::Whole, seed, &once.choices);
            assert_eq!(once.source, again.source);
            assert_eq!(once.choices, again.choices);
        }
    }

    #[test]
    fn without_choices_there_is_hardly_a_program() {
        for language in [Language::Scalars, Language::Whole] {
            let simplest = program_of(language, 7, &[]).source;
            assert!(simplest.lines().count() <= 4, "{simplest}");
        }
    }

    fn numbers(numbers: &[u64]) -> Vec<Choice> {
        numbers.iter().copied().map(Choice::Number).collect()
    }

    fn sum(choices: &[Choice]) -> u64 {
        let one = |choice: &Choice| match choice {
            Choice::Number(number) => *number,
            Choice::Part(_, part) => sum(part),
        };
        choices.iter().map(one).sum()
    }

    #[test]
    fn what_does_not_matter_is_gone() {
        let statement = |choices| Choice::Part(What::Statement, choices);
        let nested = statement([numbers(&[3]), vec![statement(numbers(&[9, 40, 2]))]].concat());
        let all = vec![statement(numbers(&[7, 7])), nested, Choice::Number(12)];
        for at_once in [1, 5] {
            let shrunk = shrink(&all, 1000, at_once, |tried| {
                tried.iter().map(|choices| (sum(choices) >= 30).then(|| choices.clone())).collect()
            });
            assert_eq!(sum(&shrunk), 30, "{shrunk:?}");
            assert_eq!(shrunk[0], statement(Vec::new()));
        }
    }

    #[test]
    fn it_ends_with_the_attempts() {
        let mut attempts = 0;
        let shrunk = shrink(&numbers(&[u64::MAX; 50]), 10, 3, |tried| {
            attempts += tried.len();
            vec![None; tried.len()]
        });
        assert_eq!(shrunk, numbers(&[u64::MAX; 50]));
        assert!(attempts <= 12, "{attempts}");
    }
}
