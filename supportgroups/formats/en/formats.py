"""A day of an English page reads the same wherever it stands: "25 November 2026", as `lib.words` says it."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
MONTH_DAY_FORMAT = "j F"
