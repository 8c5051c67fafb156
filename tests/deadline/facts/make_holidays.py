"""Writes holidays-al.json: Albania's days off, weekends aside, as the Python package `holidays` has them.

    pip install holidays
    python3 make_holidays.py > holidays-al.json

The tests read the vendored file and need no Python. Run it again when the calendar gets new years, and commit the
difference together with workflows/calendars/al.yaml.
"""

import datetime
import json
import sys

import holidays

YEARS = range(2024, 2036)

days = holidays.country_holidays("AL", years=YEARS, language="en_US")
json.dump(
    {
        "source": f"Python package holidays {holidays.__version__}, country AL, MIT licence",
        "made": datetime.date.today().isoformat(),
        "years": [YEARS[0], YEARS[-1]],
        "days": {day.isoformat(): days[day] for day in sorted(days)},
    },
    sys.stdout,
    indent=1,
    ensure_ascii=False,
)
print()
