"""Writes vectors.json: due times and differences worked out with Python's zoneinfo, calendar and `holidays`.

    pip install holidays
    python3 make_vectors.py > vectors.json

An implementation of its own, with nothing shared with src/deadline, so that an error would have to be made twice.
The random numbers are seeded: the same versions of Python and its packages give the same file.
"""

import calendar
import datetime as dt
import json
import random
import sys
from zoneinfo import ZoneInfo

import holidays

ZONE = ZoneInfo("Europe/Tirane")
OFF = holidays.country_holidays("AL", years=range(2023, 2038))
random.seed(772)


def working(day):
    return day.weekday() < 5 and day not in OFF


def local(day, time=dt.time(10, 0)):
    return dt.datetime.combine(day, time, tzinfo=ZONE)


def end(day):
    return local(day, dt.time(23, 59, 59))


def months_later(day, months):
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def rolled(day, roll):
    while roll == "next-working-day" and not working(day):
        day += dt.timedelta(days=1)
    return day


def due(start, number, unit, roll):
    day = start.date()
    if unit in ("min", "h"):
        length = dt.timedelta(**{"minutes" if unit == "min" else "hours": number})
        return (start.astimezone(dt.timezone.utc) + length).astimezone(ZONE)
    if unit == "wd":
        while number:
            day += dt.timedelta(days=1)
            number -= working(day)
        return end(day)
    if unit == "mo":
        return end(rolled(months_later(day, number), roll))
    return end(rolled(day + dt.timedelta(days=number * (7 if unit == "w" else 1)), roll))


def valid(moment):
    """The local time exists, and only once."""
    back = moment.astimezone(dt.timezone.utc).astimezone(ZONE)
    return back == moment and back.replace(tzinfo=None) == moment.replace(tzinfo=None) and (
        moment.utcoffset() == moment.replace(fold=1).utcoffset()
    )


def some_start(first=2024, last=2034):
    year = random.randint(first, last)
    kind = random.random()
    if kind < 0.3:  # around a clock change: the last Sundays of March and October
        month = random.choice((3, 10))
        day = max(d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == 6)
        day += dt.timedelta(days=random.randint(-4, 2))
    elif kind < 0.5:  # around a feast
        feast = random.choice([d for d in OFF if d.year == year])
        day = feast - dt.timedelta(days=random.randint(0, 5))
    elif kind < 0.7:  # the end of a month
        month = random.randint(1, 12)
        day = dt.date(year, month, calendar.monthrange(year, month)[1]) - dt.timedelta(days=random.randint(0, 2))
    else:
        day = dt.date(year, 1, 1) + dt.timedelta(days=random.randint(0, 364))
    moment = local(day, random.choice((dt.time(0, 0), dt.time(23, 59, 59), dt.time(random.randint(0, 23), random.randint(0, 59)))))
    return moment if valid(moment) else some_start(first, last)


cases = []
for unit, most, count in (("min", 4000, 30), ("h", 800, 90), ("d", 90, 120), ("w", 30, 40), ("mo", 24, 90), ("wd", 90, 120)):
    for _ in range(count):
        start, number = some_start(), random.choice((random.randint(1, 5), random.randint(1, most)))
        roll = random.choice(("none", "next-working-day"))
        cases.append({"spec": f"{number}{unit}", "from": start.isoformat(), "roll": roll, "due": due(start, number, unit, roll).isoformat()})
for _ in range(20):
    start = some_start()
    cases.append({"spec": "same-day", "from": start.isoformat(), "roll": "next-working-day", "due": end(start.date()).isoformat()})

between = []
for _ in range(80):
    one = some_start()
    other = one.astimezone(dt.timezone.utc) + dt.timedelta(minutes=random.choice((random.randint(-3000, 3000), random.randint(0, 90000))))
    other = other.astimezone(ZONE)
    seconds = int((other - one.astimezone(dt.timezone.utc)).total_seconds())
    first, last = sorted((one.date(), other.date()))
    days = (last - first).days
    work = sum(working(first + dt.timedelta(days=n)) for n in range(1, days + 1))
    sign = 1 if other.date() >= one.date() else -1
    between.append(
        {"from": one.isoformat(), "to": other.isoformat(), "minutes": seconds // 60, "hours": seconds // 3600, "days": sign * days, "working_days": sign * work}
    )

ages = []
for _ in range(80):
    birth = random.choice((dt.date(1960, 1, 1) + dt.timedelta(days=random.randint(0, 20000)), dt.date(random.choice((1984, 2000, 2004, 2008)), 2, 29)))
    on = random.choice((birth.month, 2, 3))
    on = dt.date(random.randint(2015, 2034), on, random.choice((1, 28, min(birth.day, 28))))
    age = 0
    # The birthday itself, year by year; a 29 February that does not exist is the day after 28 February.
    while True:
        year = birth.year + age + 1
        try:
            birthday = birth.replace(year=year)
        except ValueError:
            birthday = dt.date(year, 3, 1)
        if birthday > on:
            break
        age += 1
    if on >= birth:
        ages.append({"birth": birth.isoformat(), "on": on.isoformat(), "age": age})

json.dump(
    {
        "source": f"Python {sys.version.split()[0]} (zoneinfo, calendar), holidays {holidays.__version__}",
        "made": dt.date.today().isoformat(),
        "zone": "Europe/Tirane",
        "due": cases,
        "between": between,
        "ages": ages,
    },
    sys.stdout,
    indent=0,
)
print()
