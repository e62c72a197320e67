"""What tests of a node tell it, and what it then lists."""

from indexer.sync import Told
from tests.factories import vacancy
from tests.indexer.contract import EVERYBODY, found


def quiet(_kind, _count):
    """Progress that nobody watches."""


def told(source, kind, record_id):
    now = source.current(kind, [record_id])[record_id]
    return Told(now.version, kind, record_id, now.record)


def listed(engine, indices):
    for index in indices.in_use().values():
        indices.refresh(index.name)
    return [one for one, _ in found(engine.shortlist(vacancy(), EVERYBODY))]
