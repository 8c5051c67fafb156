### area: common

### area: store

### area: deadline

deadline-span-minutes = { $count } { $count ->
    [one] minute
   *[other] minutes
}
deadline-span-hours = { $count } { $count ->
    [one] hour
   *[other] hours
}
deadline-span-days = { $count } { $count ->
    [one] day
   *[other] days
}
deadline-span-weeks = { $count } { $count ->
    [one] week
   *[other] weeks
}
deadline-span-months = { $count } { $count ->
    [one] month
   *[other] months
}
deadline-span-working-days = { $count } { $count ->
    [one] working day
   *[other] working days
}
deadline-span-same-day = the same day
deadline-span-unknown = not a length of time; write 60min, 24h, 3d, 1w, 1mo, 30wd or same-day
deadline-span-out-of-range = must lie between 1 and { $most }

deadline-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
deadline-month-definite = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
deadline-weekday = { $day ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
deadline-day-month = { $day } { $month }
deadline-date = { $day } { $month } { $year }
deadline-full-date = { $weekday }, { $date }
deadline-date-time = { $date }, { $time }
deadline-day-time = { $date } { $time }
deadline-today = today { $time }
deadline-yesterday = yesterday { $time }
deadline-tomorrow = tomorrow { $time }
deadline-now = now
deadline-in-minutes = { $count } { $count ->
    [one] minute
   *[other] minutes
} left
deadline-in-hours = { $count } { $count ->
    [one] hour
   *[other] hours
} left
deadline-in-days = { $count } { $count ->
    [one] day
   *[other] days
} left
deadline-minutes-ago = { $count } { $count ->
    [one] minute
   *[other] minutes
} ago
deadline-hours-ago = { $count } { $count ->
    [one] hour
   *[other] hours
} ago
deadline-days-ago = { $count } { $count ->
    [one] day
   *[other] days
} ago
deadline-length-minutes = { $minutes } min
deadline-length-hours = { $hours } h
deadline-length-hours-minutes = { $hours } h { $minutes } min
deadline-length-days = { $days } { $days ->
    [one] day
   *[other] days
}
deadline-length-days-hours = { $days } { $days ->
    [one] day
   *[other] days
} { $hours } h

deadline-moment-unknown = not a time; write 2026-03-02T09:00, 2026-03-02T09:00:00+01:00 or 14.3.2026 09:30
deadline-date-unknown = not a date; write 2026-03-14 or 14.3.2026
deadline-date-write = write { $date }, if { $words } is meant
deadline-date-two-readings = day and month cannot be told apart; write { $first } for { $first_words } or { $second } for { $second_words }
deadline-date-short-year = write the year with four digits: 2026-03-14 or 14.3.2026
deadline-date-no-month = this date does not exist (there is no month { $month })
deadline-date-no-day = this date does not exist ({ $month } { $year } has { $days } days)
deadline-date-year = the year { $year } cannot be meant; years from { $first } to { $last } are accepted
deadline-time-unknown = not a time of day; write 09:30 or 09:30:00, with an offset if need be: 09:30+01:00
deadline-time-none = this time of day does not exist; the day runs from 00:00 to 23:59:59
deadline-time-twice = this local time comes twice, because the clocks are put back; write { $first } for the first or { $second } for the second
deadline-time-skipped = this local time does not exist, because the clocks are put forward; the nearest are { $before } and { $after }

deadline-row = { $label }: { $days }
deadline-row-note = { $label }: { $days }: { $note }
deadline-step-from-exact = From { $from }. { $span }, counted to the minute.
deadline-step-from-days = From { $from }. The first day does not count.
deadline-step-from-same-day = From { $from }. The time ends with that day.
deadline-step-series = Number { $number } of the series: { $number } times { $every }, counted from the beginning of the series.
deadline-step-due = Due: { $at }
deadline-step-estimated = Provisional: only estimated, not yet announced: { $names }. Days off are announced up to { $until }.
deadline-step-unannounced = Provisional: days off are announced only up to { $until }; later ones may be added.
deadline-step-unknown-feasts = Provisional: the calendar covers { $from } to { $to }; outside these years the dates of { $names } are unknown and were not counted as days off.
deadline-step-unknown = Provisional: the calendar covers { $from } to { $to } only.
deadline-label-day = day { $number }
deadline-label-days = days { $first }-{ $last }
deadline-label-working-day = working day { $number }
deadline-label-working-days = working days { $first }-{ $last }
deadline-label-not-counted = not counted
deadline-label-day-off = day off
deadline-label-days-off = days off
deadline-label-next-working-day = next working day
deadline-label-clock = clock change
deadline-label-pause = suspended
deadline-note-month-end = the month has no day { $day }, so its last day
deadline-note-no-roll = { $reason }; this time does not move
deadline-note-pause = { $lost } in which the time did not run
deadline-note-clock-forward = clocks go forward, { $length } is lost
deadline-note-clock-back = clocks go back, { $length } is gained
deadline-note-clock-even = the hours gained and lost are even
deadline-note-clock-lost = { $length } is lost on balance
deadline-note-clock-gained = { $length } is gained on balance
deadline-clock-changes = { $count } times
deadline-weekend = weekend
deadline-feast = { $name }
deadline-feast-on = { $name } ({ $date })
deadline-feast-moved = { $name } ({ $from }) moved to { $to }
deadline-estimated = { $feast }, estimated
deadline-reasons = { $one }; { $other }
deadline-and = { $one }, { $other }
deadline-more = and { $count } more
deadline-days-of-month = { $first }-{ $last }
deadline-days-across = { $first } - { $last }

deadline-spec-invalid = { $given }: { $problem }.
deadline-from-invalid = --from { $given }: { $problem }.
deadline-calendar-unknown = There is no calendar “{ $given }”. Known: { $known }.
deadline-calendar-invalid = { $file }, line { $line }, column { $column }: { $problem }
deadline-calendar-bad = The calendar { $file } cannot be used:
deadline-calendar-unreadable = { $file } cannot be read: { $reason }
deadline-calendar-yaml = { $problem }
deadline-calendar-zone = unknown time zone “{ $given }”; write for example Europe/Tirane
deadline-calendar-name = “{ $given }” is not a name; write small letters, digits and hyphens
deadline-calendar-weekday = unknown day “{ $given }”; write monday … sunday
deadline-calendar-no-working-day = no day of the week is left for work
deadline-calendar-years = the years must lie between 1900 and 2199, the first before the last, and be no more than 200
deadline-calendar-days-after = days_after belongs to easter, from -100 to 100
deadline-calendar-feast-day = a feast has exactly one of: fixed, easter, single, or the lists announced and estimated
deadline-calendar-month-day = “{ $given }” is no day of the year; write month and day: 11-28
deadline-calendar-date = “{ $given }”: { $problem }
deadline-out-of-range = This due time lies outside the years that can be represented.

### area: definitions

### area: engine

### area: fill

fill-wrong-file = { $file }: { $count } { $count ->
    [one] error
   *[other] errors
}. Nothing was saved.
fill-wrong = { $count } { $count ->
    [one] error
   *[other] errors
} in what was given. Nothing was saved.
fill-unreadable = { $file }: { $why }. Nothing was saved.
fill-problem-line = line { $line }   { $written }   { $why }
fill-problem-set = --set   { $written }   { $why }
fill-problems-more = … and { $count } more
fill-too-large = larger than { $most } MiB; this is not a form
fill-not-text = this is not a text file (UTF-8)
fill-not-toml = line { $line } cannot be read; a line has the form  field = value
fill-written-twice = written twice
fill-set-form = write --set field=value
fill-set-table = a table is written as [{"{"}column = "…", column = "…"{"}"}, …]
fill-unknown-field = unknown field
fill-unknown-field-near = unknown field; perhaps `{ $near }`
fill-column-missing = is missing in this row
fill-nothing-written = nothing stands after the sign; give a value or leave the line out
fill-quotes = a text stands between quotes: { $text }
fill-list = write a list: { $example }
fill-unprintable = contains the unprintable character { $code }
fill-country-near = no country of that name or code; perhaps "{ $code }" ({ $name })
fill-country-unknown = no country of that name or code; write its two letters, "AL" for Albania
fill-number-range = must lie between { $least } and { $most }
fill-choice-unknown = { $given } is not there; allowed: { $allowed }
fill-choice-near = { $given } is not there; perhaps "{ $near }"
fill-choice-of-many = { $given } is not there; the { $count } choices stand in the blank form (--blank)
fill-in-the-future = is later than now ({ $now }); this field records what has happened
fill-hour-missing = the hour is missing: { $example }
fill-wanted-bool = must be true or false
fill-wanted-number = must be a whole number
fill-wanted-minutes = must be a number of minutes
fill-wanted-choice = must be one of the choices, between quotes
fill-wanted-choices = must be a list of choices: ["…", "…"]
fill-wanted-date = must be a date: 2026-03-14 or 14.3.2026
fill-wanted-datetime = must be a date with its hour: 2026-03-02T09:30 or 2.3.2026 09:30
fill-wanted-table = must be a list of rows: [{"{"} column = "…" {"}"}, …]
fill-wanted-phone = must be a phone number: +355 69 123 4567
fill-wanted-id-number = must be the number of a document: letters and digits
fill-wanted-country = must be a country: "AL"
fill-wanted-text = must be a text between quotes

fill-blank-how = Take away the sign # before a field that you complete, and write its value after the sign =.
fill-blank-dates = Dates are written 2026-03-14 or "14.3.2026", times 2026-03-14T09:30 or "14.3.2026 09:30", local time.
fill-blank-required = required
fill-blank-when = asked where: { $when }
fill-takes-text = text between quotes
fill-takes-long-text = text between quotes; on several lines between {"\"\"\""} and {"\"\"\""}
fill-takes-person = first name and surname, between quotes
fill-takes-phone = phone number, between quotes: "+355 69 123 4567"
fill-takes-id-number = number of a document, between quotes
fill-takes-country = country, two letters between quotes: "AL"
fill-takes-bool = true (yes) or false (no)
fill-takes-number = whole number
fill-takes-minutes = number of minutes
fill-takes-choice = one of these, between quotes:
fill-takes-choices = a list of these, ["…", "…"]; [] means none:
fill-takes-date = date: 2026-03-14
fill-takes-datetime = date and hour: 2026-03-14T09:30
fill-takes-table = rows, each { "{" } column = value, … { "}" }, with these columns:
fill-takes-signature = name of who signed, between quotes; on paper a line to sign on

### area: render

### area: audit

### area: cli

