//! The phrases that tell a phase, each with its weight.
//!
//! Weights order the words: what can only mean one phase stands high (`escalated`, `resolved`),
//! what is said in passing low (`monitoring`). The later and rarer outcome outweighs the work
//! that led to it: “investigation revealed …” identifies.

use crate::model::Phase;

/// A phrase and what it tells.
pub(super) struct Phrase {
    pub(super) phase: Phase,
    pub(super) weight: u8,
    /// Words in a row; `*` ends a stem, `…` stands for up to three words.
    pub(super) words: &'static str,
    /// It does not count where the words before deny it or say that it was only tried.
    pub(super) deniable: bool,
}

macro_rules! phrases {
    ($($phase:ident $weight:literal $deniable:literal: $($words:literal)+;)*) => {
        pub(super) const PHRASES: &[Phrase] = &[
            $($(Phrase { phase: Phase::$phase, weight: $weight, words: $words, deniable: $deniable },)+)*
        ];
    };
}

phrases! {
    Resolved 92 true: "resolved" "declared over" "declared resolved" "all clear" "incident closed" "incident is closed"
        "incident over" "incident ends" "incident ended" "outage ends" "outage ended" "outage over" "downtime ends";
    Resolved 88 true: "fully restored" "fully operational" "fully recovered" "fully functional" "full recovery"
        "full functionality" "full service" "back online" "back up" "back to normal" "returned to normal" "return to normal"
        "returns to normal" "returning to normal" "normal operation*" "normal service" "confirmed healthy" "confirm* … healthy"
        "confirm* … restor*" "confirm* … stable" "confirm* … recover*" "verified … working" "all systems operational"
        "systems … normal" "service* restored" "alert* clear*" "alert* subside*" "alert* resolve*" "all green" "up and running"
        "is working again" "are working again" "works again" "no further errors" "came back";
    Escalated 86 true: "escalat*";
    Acknowledged 84 true: "acknowledg*" "acks" "acked";
    Misleading 83 false: "misleading" "red herring*" "wrong track" "wild goose" "dead end" "false lead*";
    Resolved 82 true: "restored" "recovered" "restoration" "resolves" "stabilized" "stabilised" "normalized" "normalised"
        "stable again" "healthy again" "resolution confirmed";
    Mitigated 90 true: "partially restored" "partial restor*" "partially recovered" "partial recovery";
    Mitigated 80 true: "mitigat*";
    Misleading 79 false: "ruled out" "rule out" "rules out" "ruling out" "initially suspect*" "initially thought"
        "initially assum*" "initially believed" "incorrectly" "mistakenly" "wrongly" "no issue* found" "no issue* … found"
        "no problem* found" "no anomal* found" "found no" "finds no" "found nothing" "nothing … found" "no effect"
        "did not help" "didn't help" "does not help" "without success" "without effect" "without resolving" "no improvement"
        "turned out … unrelated" "was not the cause" "not the root cause" "not the culprit" "not related" "unrelated to"
        "no avail" "but no" "ineffective" "unsuccessful*";
    Investigating 77 false: "to identify" "to find" "to determine" "to diagnose" "to pinpoint" "to locate" "to understand"
        "to isolate" "root cause analysis" "find out what" "find out why" "trying to figure" "looking for";
    Mitigated 75 true: "rolled back" "rolls back" "roll back" "rollback*" "rolling back" "revert*" "workaround*"
        "fix* deployed" "fix* applied" "fix* rolled" "fix* shipped" "fix* released" "fix* merged" "fix* implemented"
        "fix* pushed" "fix* … deployed" "fix* live" "deployed … fix*" "deploy* … fix*" "deploys … fix*" "appl* … fix*"
        "ship* … fix*" "merg* … fix*" "releas* … fix*" "implement* … fix*" "push* … fix*" "hotfix*" "patch* applied"
        "patched" "patch* deployed" "failed over" "fail over" "fails over" "failover" "traffic … rerouted" "rerouted"
        "traffic … redirected" "bug fixed" "issue fixed" "problem fixed" "fixed";
    Identified 72 true: "identif*" "pinpoint*" "root cause … found" "root cause … discovered" "root cause … confirmed"
        "root cause … determined" "root cause … isolated" "traced … to" "traces … to" "cause was" "cause is" "culprit"
        "root caused";
    Mitigated 68 true: "restarted" "restarts" "restarting" "restart of" "reboot*" "scaled" "scales up" "scale up" "scaling"
        "implementation of" "rate limit*" "disabled" "disables" "blocked" "temporary fix" "quick fix" "allocated"
        "failback" "increased … limit" "increased … capacity" "increased … memory" "started … recover*" "starts … recover*"
        "began … recover*" "begins … recover*" "recovery began" "recovery begins" "recovery started" "recovering" "replaced";
    Acknowledged 66 true: "on call … join*" "on call … respon*" "on call … picks up" "on call … picked up" "on call … paged"
        "oncall … join*" "oncall … paged" "paged" "pages the" "pages on" "took the page" "takes the page" "responder* join*"
        "incident commander" "war room" "incident channel" "incident declared" "declared an incident" "declares an incident";
    Escalated 65 true: "looped in" "loops in" "brought in" "brings in" "called in" "calls in" "pulled in" "pulls in"
        "handed over" "hands over" "handed off" "reached out to" "contacted … team" "notified … team" "involved … team"
        "joined by" "asked … for help" "asks … for help";
    Detected 62 true: "detect*" "noticed" "notices" "first alert*" "first report*" "alert* fire*" "alert* trigger*"
        "alarm*" "alerted" "alert received" "alerts received" "became aware" "becomes aware" "spotted" "spots"
        "observed" "observes" "users … report*" "customers … report*" "user report*" "customer report*"
        "users … complain*" "customers … complain*" "complaint*" "support ticket*" "monitoring … alert*" "alert* … sent"
        "flagged" "flags";
    Identified 60 true: "discover*" "found" "finds" "reveal*" "determined" "determines" "isolated" "uncovered"
        "realis*" "realiz*" "turned out" "turns out" "it was clear" "tracked down" "confirmed as";
    Investigating 56 false: "investigat*" "debug*" "looked into" "looking into" "looks into" "diagnos*" "troubleshoot*"
        "triag*" "began checking" "checking" "checked" "checks" "analy*" "examin*" "inspect*" "reviewed" "reviewing"
        "suspect*" "digging" "dug into" "attempt*" "tried" "tries" "trying";
    Identified 54 true: "root cause";
    Detected 52 true: "alert" "alerts" "reported" "reports" "report of" "triggered" "notified" "notification*" "pinged";
    Started 50 true: "outage begin*" "outage began" "outage start*" "incident begin*" "incident began" "incident start*"
        "issue* begin*" "issue* began" "issue* start*" "problem* start*" "problem* began" "failure* begin*"
        "failure* began" "failure* start*" "errors begin*" "errors began" "errors start*" "error rate* … increas*"
        "began failing" "begins failing" "begin failing" "starts failing" "start failing" "started failing" "starts to fail"
        "started to fail" "began to fail" "begins to fail" "goes down" "went down" "goes offline" "went offline"
        "stops responding" "stopped responding" "crashes" "crashed" "becomes unavailable" "became unavailable"
        "becomes unresponsive" "became unresponsive" "deploy goes out" "deploy* … goes out" "deploy* … went out"
        "deploy* began" "deploy* begins" "deploy* starts" "deploy* started" "deployed to production" "released to production"
        "rolled out" "goes live" "went live" "new version … deployed" "new release … deployed" "downtime begin*" "downtime began"
        "degradation begin*" "degradation began" "traffic spike*" "slow response*" "slowdown*" "outage";
    Detected 24 true: "monitoring system*" "monitoring tool*" "monitoring dashboard*" "monitoring show*" "dashboard* show*";
    Resolved 20 true: "resolution" "closed";
    Started 18 true: "deploy*" "migration";
}

/// Words that deny what follows them.
pub(super) const DENIALS: &[&str] = &[
    "not", "no", "never", "without", "unable", "cannot", "nothing", "fail", "failed", "fails", "failing", "un",
    "neither",
];

/// Stems of words that say that something is only tried or yet to come.
pub(super) const ATTEMPTS: &[&str] = &[
    "attempt", "tried", "tries", "trying", "plan", "will", "should", "consider", "decid", "hop",
];
