//! Zones: from a name as written to an offset at a local time.
//!
//! Owns the names and what they can mean; must not touch a clock. Offsets are seconds from UTC,
//! east positive.

/// One thing that a zone's abbreviation means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Meaning {
    /// Offset from UTC in seconds.
    pub offset: i32,
    /// Its name in words.
    pub name: &'static str,
    /// The IANA zone whose clocks show it.
    pub iana: &'static str,
}

macro_rules! abbreviations {
    ($($name:literal: $($hours:literal : $minutes:literal $words:literal $iana:literal),+;)*) => {
        /// Abbreviations in use, each with what it can mean, the commonest meaning first. English
        /// words that are somewhere a zone (`GET`, `ACT`, `BIT`) are left out.
        const ABBREVIATIONS: &[(&str, &[Meaning])] = &[
            $(($name, &[$(Meaning { offset: $hours * 3600 + $minutes * 60, name: $words, iana: $iana }),+]),)*
        ];
    };
}

abbreviations! {
    "UTC": 0:0 "Coordinated Universal Time" "Etc/UTC";
    "GMT": 0:0 "Greenwich Mean Time" "Etc/GMT";
    "Z": 0:0 "Coordinated Universal Time" "Etc/UTC";
    "UT": 0:0 "Universal Time" "Etc/UTC";
    "WAT": 1:0 "West Africa Time" "Africa/Lagos";
    "CAT": 2:0 "Central Africa Time" "Africa/Maputo";
    "EAT": 3:0 "East Africa Time" "Africa/Nairobi";
    "SAST": 2:0 "South Africa Standard Time" "Africa/Johannesburg";
    "WET": 0:0 "Western European Time" "Europe/Lisbon";
    "WEST": 1:0 "Western European Summer Time" "Europe/Lisbon";
    "CET": 1:0 "Central European Time" "Europe/Paris";
    "CEST": 2:0 "Central European Summer Time" "Europe/Paris";
    "MEZ": 1:0 "Central European Time" "Europe/Berlin";
    "MESZ": 2:0 "Central European Summer Time" "Europe/Berlin";
    "EET": 2:0 "Eastern European Time" "Europe/Athens";
    "EEST": 3:0 "Eastern European Summer Time" "Europe/Athens";
    "MSK": 3:0 "Moscow Time" "Europe/Moscow";
    "TRT": 3:0 "Turkey Time" "Europe/Istanbul";
    "BST": 1:0 "British Summer Time" "Europe/London", 6:0 "Bangladesh Standard Time" "Asia/Dhaka";
    "IST": 5:30 "India Standard Time" "Asia/Kolkata", 1:0 "Irish Standard Time" "Europe/Dublin", 2:0 "Israel Standard Time" "Asia/Jerusalem";
    "IDT": 3:0 "Israel Daylight Time" "Asia/Jerusalem";
    "EST": -5:0 "Eastern Standard Time" "America/New_York";
    "EDT": -4:0 "Eastern Daylight Time" "America/New_York";
    "CST": -6:0 "Central Standard Time" "America/Chicago", 8:0 "China Standard Time" "Asia/Shanghai", -5:0 "Cuba Standard Time" "America/Havana";
    "CDT": -5:0 "Central Daylight Time" "America/Chicago", -4:0 "Cuba Daylight Time" "America/Havana";
    "MST": -7:0 "Mountain Standard Time" "America/Denver";
    "MDT": -6:0 "Mountain Daylight Time" "America/Denver";
    "PST": -8:0 "Pacific Standard Time" "America/Los_Angeles";
    "PDT": -7:0 "Pacific Daylight Time" "America/Los_Angeles";
    "AKST": -9:0 "Alaska Standard Time" "America/Anchorage";
    "AKDT": -8:0 "Alaska Daylight Time" "America/Anchorage";
    "HST": -10:0 "Hawaii Standard Time" "Pacific/Honolulu";
    "AST": -4:0 "Atlantic Standard Time" "America/Halifax", 3:0 "Arabia Standard Time" "Asia/Riyadh";
    "ADT": -3:0 "Atlantic Daylight Time" "America/Halifax";
    "BRT": -3:0 "Brasília Time" "America/Sao_Paulo";
    "ART": -3:0 "Argentina Time" "America/Argentina/Buenos_Aires";
    "COT": -5:0 "Colombia Time" "America/Bogota";
    "PET": -5:0 "Peru Time" "America/Lima";
    "CLT": -4:0 "Chile Standard Time" "America/Santiago";
    "CLST": -3:0 "Chile Summer Time" "America/Santiago";
    "UYT": -3:0 "Uruguay Time" "America/Montevideo";
    "VET": -4:0 "Venezuela Time" "America/Caracas";
    "GST": 4:0 "Gulf Standard Time" "Asia/Dubai";
    "PKT": 5:0 "Pakistan Time" "Asia/Karachi";
    "NPT": 5:45 "Nepal Time" "Asia/Kathmandu";
    "ICT": 7:0 "Indochina Time" "Asia/Bangkok";
    "WIB": 7:0 "Western Indonesia Time" "Asia/Jakarta";
    "WITA": 8:0 "Central Indonesia Time" "Asia/Makassar";
    "SGT": 8:0 "Singapore Time" "Asia/Singapore";
    "MYT": 8:0 "Malaysia Time" "Asia/Kuala_Lumpur";
    "HKT": 8:0 "Hong Kong Time" "Asia/Hong_Kong";
    "PHT": 8:0 "Philippine Time" "Asia/Manila";
    "AWST": 8:0 "Australian Western Standard Time" "Australia/Perth";
    "JST": 9:0 "Japan Standard Time" "Asia/Tokyo";
    "KST": 9:0 "Korea Standard Time" "Asia/Seoul";
    "ACST": 9:30 "Australian Central Standard Time" "Australia/Darwin";
    "ACDT": 10:30 "Australian Central Daylight Time" "Australia/Adelaide";
    "AEST": 10:0 "Australian Eastern Standard Time" "Australia/Sydney";
    "AEDT": 11:0 "Australian Eastern Daylight Time" "Australia/Sydney";
    "NZST": 12:0 "New Zealand Standard Time" "Pacific/Auckland";
    "NZDT": 13:0 "New Zealand Daylight Time" "Pacific/Auckland";
}

/// Names whose offset depends on the date: the zone whose rules they follow.
const BY_RULES: &[(&str, &str)] = &[
    ("ET", "America/New_York"),
    ("CT", "America/Chicago"),
    ("MT", "America/Denver"),
    ("PT", "America/Los_Angeles"),
    ("Eastern Time", "America/New_York"),
    ("Central Time", "America/Chicago"),
    ("Mountain Time", "America/Denver"),
    ("Pacific Time", "America/Los_Angeles"),
    ("Central European Time", "Europe/Paris"),
    ("Eastern European Time", "Europe/Athens"),
    ("UK time", "Europe/London"),
    ("London time", "Europe/London"),
];

/// Names in words beside those of the abbreviations.
const LONG_NAMES: &[(&str, &str)] = &[
    ("West African Time", "WAT"),
    ("West Africa Standard Time", "WAT"),
    ("West African Standard Time", "WAT"),
    ("East African Time", "EAT"),
    ("East Africa Standard Time", "EAT"),
    ("East African Standard Time", "EAT"),
    ("Central African Time", "CAT"),
    ("South African Standard Time", "SAST"),
    ("South African Time", "SAST"),
    ("Universal Coordinated Time", "UTC"),
    ("Universal Time Coordinated", "UTC"),
    ("Indian Standard Time", "IST"),
    ("Pacific Standard Time", "PST"),
    ("Local time", "local time"),
];

/// What an abbreviation can mean, the commonest meaning first; empty where it is none.
pub fn meanings(name: &str) -> &'static [Meaning] {
    if name.is_empty() || name.len() > 5 {
        return &[];
    }
    ABBREVIATIONS
        .iter()
        .find(|(abbreviation, _)| abbreviation.eq_ignore_ascii_case(name))
        .map_or(&[], |(_, meanings)| meanings)
}

/// Whether an abbreviation stands for a place's clock, whichever offset it shows: `ET`, `PT`.
pub(crate) fn follows_rules(name: &str) -> bool {
    name.len() == 2 && BY_RULES.iter().any(|(rule, _)| rule.eq_ignore_ascii_case(name))
}

/// The first part of an IANA name, before the slash.
pub(crate) fn is_area(word: &str) -> bool {
    matches!(
        word,
        "Africa"
            | "America"
            | "Antarctica"
            | "Arctic"
            | "Asia"
            | "Atlantic"
            | "Australia"
            | "Europe"
            | "Indian"
            | "Pacific"
            | "Etc"
            | "US"
            | "Canada"
            | "Brazil"
    )
}

/// Whether a text of several words names a zone, or an abbreviation that needs rules does.
pub(crate) fn is_long_name(text: &str) -> bool {
    LONG_NAMES
        .iter()
        .map(|(name, _)| *name)
        .chain(BY_RULES.iter().map(|(name, _)| *name))
        .any(|n| n.eq_ignore_ascii_case(text))
        || text.contains(' ')
            && ABBREVIATIONS
                .iter()
                .any(|(_, m)| m.iter().any(|m| m.name.eq_ignore_ascii_case(text)))
}

/// Offset from UTC in seconds, east positive, for a zone whose rules need no table: `UTC`, `Z`,
/// `+01:00`, `GMT+1`, `PST`, `WAT`. `None` for names that need rules or have several meanings.
pub fn fixed_offset(name: &str) -> Option<i32> {
    let name = name.trim();
    if let [only] = meanings(name) {
        return Some(only.offset);
    }
    if let Some((_, short)) = LONG_NAMES.iter().find(|(long, _)| long.eq_ignore_ascii_case(name)) {
        return fixed_offset_of(short);
    }
    if BY_RULES.iter().any(|(rule, _)| rule.eq_ignore_ascii_case(name)) {
        return None;
    }
    if let Some(meaning) = ABBREVIATIONS
        .iter()
        .flat_map(|(_, m)| m.iter())
        .find(|m| m.name.eq_ignore_ascii_case(name))
    {
        return Some(meaning.offset);
    }
    let upper = name.get(..3).unwrap_or("").to_ascii_uppercase();
    let signed = if upper == "UTC" || upper == "GMT" {
        name.get(3..)?.trim_start()
    } else {
        name
    };
    offset(signed)
}

fn fixed_offset_of(abbreviation: &str) -> Option<i32> {
    match meanings(abbreviation) {
        [only, ..] if abbreviation != "local time" => Some(only.offset),
        _ => None,
    }
}

/// `+01:00`, `-0530`, `+1`, `−8`: seconds.
fn offset(text: &str) -> Option<i32> {
    let mut chars = text.chars();
    let sign = match chars.next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let digits = chars.as_str().trim_start();
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some((hours, minutes)), _) if minutes.len() == 2 => (hours, minutes),
        (None, 4) => (digits.get(..2)?, digits.get(2..)?),
        (None, 1 | 2) => (digits, "0"),
        _ => return None,
    };
    if !hours.bytes().chain(minutes.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}
