//! Analyses: IR → side tables. An analysis edits nothing, and can explain what
//! it decides.

mod activity;
mod again;
mod changing;
mod filled;
mod independent;
mod information;
mod lent;
mod marked;
mod recorded;
mod roots;
mod singular;
mod spared;
mod spent;
mod stable;
mod touched;

pub(crate) use activity::{Activity, activity, check, is_carrier, needed};
pub(crate) use again::gives_the_same;
pub(crate) use changing::changing;
pub(crate) use filled::filled_first;
pub(crate) use independent::{Room, has_own_place, scratch};
pub(crate) use lent::lent;
pub(crate) use marked::takes_marks;
pub(crate) use recorded::{Recorded, ways};
pub(crate) use roots::{Roots, homes, roots};
pub(crate) use singular::singular;
pub(crate) use spared::{Reader, Spared, may_offer, spared};
pub(crate) use spent::spent;
pub(crate) use stable::{changed_after, lent_for_good, stable, written_roots};
pub(crate) use touched::{Ground, Touched};
