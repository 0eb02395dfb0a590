//! Milestones of one incident and the spans between them.
