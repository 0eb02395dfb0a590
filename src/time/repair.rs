//! The fewest changes under which a timeline runs forward inside its window.
