"""Every legal term of the Rules in one table, the counting rules, and the business calendar they count on.

Pure: no store, no engine, no clock. `Law` joins the calendar, the readings and the table; whoever asks brings the time.
"""

from matcher.terms.calendar import Calendar, Override
from matcher.terms.law import Law, Passing, Running
from matcher.terms.readings import Readings
from matcher.terms.table import Term, load_terms

__all__ = ["Calendar", "Law", "Override", "Passing", "Readings", "Running", "Term", "load_terms"]
