"""Casework kept: the life cycles of the law on the rows of the store, terms fired, every change written down.

`Casework` is the way in. One deed is one transaction: the step, all that follows from it, the terms, the journal.
"""

from matcher.casework.deeds import Deed, Opening
from matcher.casework.reading import Denied, Reading, Viewer
from matcher.casework.service import Casework, Fired

__all__ = ["Casework", "Deed", "Denied", "Fired", "Opening", "Reading", "Viewer"]
