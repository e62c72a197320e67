"""The indices of the service by their names and aliases.

`<prefix>-<kind>-NNNNNN` are the indices. Aliases say what each is for: `<prefix>-<kind>` is searched and written,
`...-next` is being filled and written, `...-previous` is kept for a way back and written no more, but what leaves the
store leaves it too. What an index was made for stands in its mapping's `_meta`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indexer.errors import IndexMissingError, IndexOutdatedError, SearchIndexError
from indexer.opensearch.documents import KINDS, made_for, mapping
from indexer.opensearch.gateway import SEARCHING, Gateway
from scoring.records import Kind

NEXT, PREVIOUS = "next", "previous"
_EXISTS = "resource_already_exists_exception"


@dataclass(frozen=True)
class Index:
    """One index: its name, what is in `_meta`, its aliases."""

    name: str
    meta: Mapping[str, Any]
    aliases: frozenset[str]

    @property
    def ours(self) -> bool:
        """Whether this code can use it."""
        return self.meta.get("made_for") == made_for()

    @property
    def change(self) -> int:
        """The change number up to which its filling held everything."""
        return int(self.meta.get("change", 0))

    @property
    def number(self) -> int:
        """Its number."""
        return int(self.name.rpartition("-")[2])


@dataclass(frozen=True)
class Kept:
    """The indices of one kind by what they are for."""

    current: Index | None = None
    next: Index | None = None
    previous: Index | None = None
    others: tuple[Index, ...] = ()

    def all(self) -> list[Index]:
        """All of them."""
        return [one for one in (self.current, self.next, self.previous, *self.others) if one is not None]


@dataclass(frozen=True)
class Indices:
    """The service's indices in a cluster.

    Attributes:
        gateway: to the cluster.
        prefix: of all names.
        shards: of a new index.
        replicas: of an index in use.
    """

    gateway: Gateway
    prefix: str = "laiyq"
    shards: int = 1
    replicas: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)

    def alias(self, kind: Kind, role: str = "") -> str:
        """The alias of a kind: that in use, or of a role."""
        return f"{self.prefix}-{kind}" + (f"-{role}" if role else "")

    def kept(self, *, near: bool = False) -> dict[Kind, Kept]:
        """All indices as they are now.

        Args:
            near: as the node that is asked knows them. It may be a moment late, which does no harm to who searches,
                and answers also while no node leads the cluster. Who writes must know of every index.
        """
        names = ",".join(f"{self.alias(kind)}-0*" for kind in KINDS)
        params = {"filter_path": "*.aliases,*.mappings._meta", "cluster_manager_timeout": "2s"}
        params |= {"local": "true"} if near else {}
        found = self.gateway.call("GET", f"/{names}", params=params, patience=SEARCHING)
        return {kind: self._kept(kind, found or {}) for kind in KINDS}

    def _kept(self, kind: Kind, found: Mapping[str, Any]) -> Kept:
        start = self.alias(kind) + "-0"
        mine = [
            Index(name, one.get("mappings", {}).get("_meta", {}), frozenset(one.get("aliases", {})))
            for name, one in sorted(found.items())
            if name.startswith(start)
        ]
        roles = {role: self.alias(kind, role) for role in ("", NEXT, PREVIOUS)}
        by_role = {role: next((one for one in mine if alias in one.aliases), None) for role, alias in roles.items()}
        others = tuple(one for one in mine if not one.aliases & set(roles.values()))
        return Kept(by_role[""], by_role[NEXT], by_role[PREVIOUS], others)

    def in_use(self) -> dict[Kind, Index]:
        """The indices that are searched.

        Raises:
            IndexMissingError: there are none.
            IndexOutdatedError: they were made by another version.
        """
        kept = self.kept(near=True)
        used = {kind: one.current for kind, one in kept.items() if one.current is not None}
        if len(used) < len(KINDS):
            raise IndexMissingError("there is no index in the search engine yet; run: laiyq index rebuild")
        if not all(one.ours for one in used.values()):
            raise IndexOutdatedError("the index was made by another version; run: laiyq index rebuild")
        return used

    def create(self, kind: Kind, number: int, change: int) -> None:
        """A new index that is to be filled; one that another process has just made is as good."""
        made = mapping(kind)
        made["_meta"] = {"made_for": made_for(), "change": change}
        settings = {
            "number_of_shards": self.shards,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
            # An hour for which a late write of an older version finds the tombstone of what was taken out.
            "gc_deletes": "1h",
            # Where somebody is erased, segments with a single deleted row are written anew as well.
            "merge.policy.expunge_deletes_allowed": 0,
            **self.settings,
        }
        body = {"settings": {"index": settings}, "mappings": made, "aliases": {self.alias(kind, NEXT): {}}}
        try:
            self.gateway.call("PUT", f"/{self.alias(kind)}-{number:06d}", body)
        except SearchIndexError as error:
            if _EXISTS not in str(error):
                raise

    def put_in_use(self, made: Mapping[Kind, Index], kept: Mapping[Kind, Kept]) -> None:
        """Searches go to these indices from now on, all kinds in one step; those used until now become the previous."""
        actions: list[dict[str, Any]] = []
        for kind, index in made.items():
            old, older = kept[kind].current, kept[kind].previous
            for role, one in (("", old), (PREVIOUS, older), (NEXT, index)):
                if one is not None and self.alias(kind, role) in one.aliases:
                    actions.append({"remove": {"index": one.name, "alias": self.alias(kind, role)}})
            actions.append({"add": {"index": index.name, "alias": self.alias(kind), "is_write_index": True}})
            if old is not None and old.name != index.name:
                actions.append({"add": {"index": old.name, "alias": self.alias(kind, PREVIOUS)}})
        self.gateway.call("POST", "/_aliases", {"actions": actions})

    def serve(self, index: Index) -> None:
        """An index that was filled becomes one that is searched: refreshed every second, copied."""
        settings = {"refresh_interval": "1s", "number_of_replicas": self.replicas, **self.settings}
        self.gateway.call("PUT", f"/{index.name}/_settings", {"index": settings})
        self.refresh(index.name)

    def refresh(self, name: str) -> None:
        """What was written can be found from now on."""
        self.gateway.call("POST", f"/{name}/_refresh")

    def drop(self, index: Index) -> None:
        """An index is no more; one that is gone already is as well."""
        try:
            self.gateway.call("DELETE", f"/{index.name}")
        except IndexMissingError:
            return

    def count(self, name: str) -> int:
        """How many documents can be found in an index."""
        return int(self.gateway.call("GET", f"/{name}/_count")["count"])
