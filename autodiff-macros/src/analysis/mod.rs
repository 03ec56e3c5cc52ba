//! Analyses: IR → side tables. An analysis edits nothing, and can explain what
//! it decides.

mod activity;

pub(crate) use activity::{Activity, activity, check, is_carrier};
