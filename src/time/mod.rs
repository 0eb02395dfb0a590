//! Clock text to moments: what people write, which day and zone it means, and what would mend it.
//!
//! Reads plain strings and the model's values; must not touch a clock, a store or the web.
//! `written` holds what one text says, `forms` the grammar, `window` windows and durations in
//! prose, `zone` the zones, `resolve` the day and instant of every entry, `repair` the fewest
//! changes under which a timeline runs forward, `phase` the words of an entry.

pub(crate) mod calendar;
pub mod describe;
pub mod forms;
pub mod metrics;
#[cfg(test)]
mod notation;
pub mod phase;
pub mod repair;
pub mod resolve;
pub mod typed;
pub mod window;
pub mod written;
pub mod zone;
pub mod zoned;
