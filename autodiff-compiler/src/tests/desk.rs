//! What a run at the desk takes of what an integration run takes whole.
//!
//! Most tests here cross hundreds of functions with modes, policies or ways to ask for
//! companions. A test without such a choice is whole in every run; one with it takes turns, so
//! that each function is met by some check at the desk, and by all where `AUTODIFF_WHOLE` is set,
//! as in the run that decides what lands
//! ([ADR 47](https://github.com/autodiff-rs/autodiff/blob/main/docs/adr/0047-the-integration-run-takes-whole-what-a-run-by-hand-takes-in-turn.md)).

/// Whether it is the turn of the one of a number, of which a run at the desk takes one in `every`.
pub(super) fn takes(number: usize, every: usize) -> bool {
    is_whole() || number.is_multiple_of(every)
}

/// One number of cases or the other: at the desk, and where everything is asked for.
pub(super) fn cases<T>(at_the_desk: T, whole: T) -> T {
    if is_whole() { whole } else { at_the_desk }
}

/// Whether everything is asked for.
pub(super) fn is_whole() -> bool {
    std::env::var_os("AUTODIFF_WHOLE").is_some()
}
