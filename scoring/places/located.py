"""A record whose place is named but not coded, with the code where the name is certain."""

from __future__ import annotations

import msgspec

from scoring.places.names import PlaceNames
from scoring.records import Record


def located(record: Record, names: PlaceNames) -> Record:
    """The record with `place.kato` filled from `place.name`, else from `place.address`; the same record otherwise."""
    place = record.place
    if place is None or place.kato is not None:
        return record
    kato = names.resolve(place.name).kato if place.name else None
    if kato is None and place.address:
        kato = names.resolve(place.address, address=True).kato
    if kato is None:
        return record
    return msgspec.structs.replace(record, place=msgspec.structs.replace(place, kato=kato))
