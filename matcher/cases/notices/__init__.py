"""Notices and papers (process 8): what is said to whom, through which channels, with which fields.

`issue` makes them as data in a step; the words in Russian, Kazakh and English stand in ru.toml, kk.toml and en.toml and
are joined by `matcher.cases.notices.texts`. Sending is somebody else's work.
"""

from matcher.cases.notices.issue import issue
from matcher.cases.notices.kinds import KINDS, NoticeKind

__all__ = ["KINDS", "NoticeKind", "issue"]
