//! The names of zones: abbreviations with their meanings, names in words, places.

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
        pub(super) const ABBREVIATIONS: &[(&str, &[Meaning])] = &[
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
pub(super) const BY_RULES: &[(&str, &str)] = &[
    ("ET", "America/New_York"),
    ("CT", "America/Chicago"),
    ("MT", "America/Denver"),
    ("PT", "America/Los_Angeles"),
    ("Eastern Time", "America/New_York"),
    ("Eastern", "America/New_York"),
    ("Central", "America/Chicago"),
    ("Mountain", "America/Denver"),
    ("Pacific", "America/Los_Angeles"),
    ("Central Time", "America/Chicago"),
    ("Mountain Time", "America/Denver"),
    ("Pacific Time", "America/Los_Angeles"),
    ("Central European Time", "Europe/Paris"),
    ("Eastern European Time", "Europe/Athens"),
    ("UK time", "Europe/London"),
    ("London time", "Europe/London"),
];

/// Names in words beside those of the abbreviations.
pub(super) const LONG_NAMES: &[(&str, &str)] = &[
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
    ("Local", "local time"),
];
