"""OpenSearch as a team would use it: all in one `function_score`, and a broad first stage with exact rescoring."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, Self

import numpy as np

from api.cli.bench.peers.documents import Offered, Person, occupations, offered, person
from api.cli.bench.peers.node import Given, Node
from api.cli.bench.peers.peer import FIRST, LIMIT, Exact
from scoring.records import Vacancy

BULK = 2_000
FIELDS = ["titles^3", "jobs^2", "skills", "text^0.5"]
MAPPING: dict[str, Any] = {
    "settings": {
        "number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": -1, "max_result_window": 10_000,
    },
    "mappings": {
        "dynamic": "strict",
        "_source": {"enabled": False},
        "properties": {
            **{name: {"type": "text", "analyzer": "russian"} for name in ("titles", "jobs", "skills", "text")},
            "id": {"type": "keyword"}, "row": {"type": "integer", "index": False}, "salary": {"type": "float"},
            "region": {"type": "keyword"}, "point": {"type": "geo_point"}, "education": {"type": "byte"},
            "years": {"type": "float"}, "regimes": {"type": "keyword"}, "occupations": {"type": "keyword"},
        },
    },
}  # fmt: skip


class OneStage:
    """Everything in one query: words, multiplied with what pay, place, education, experience and regime say.

    Args:
        exact: the documents and their exact scores.
        node: where the index is made; None: on a node of its own.
        index: its name.
    """

    def __init__(self, exact: Exact, node: Given | None = None, index: str = "people") -> None:
        self.exact = exact
        self.node = node or Node()
        self._given = node is not None
        self._path = f"/{index}"

    def __enter__(self) -> Self:
        """Starts its own node."""
        if not self._given:
            self.node.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        """Ends it."""
        if not self._given:
            self.node.__exit__()

    def build(self) -> None:
        """One index of one shard, merged to one segment: the best that a single client can be given."""
        self.node.ask("PUT", self._path, MAPPING)
        documents = (person(self.exact, row, one) for row, one in self.exact.documents())
        while lines := _bulk(islice(documents, BULK)):
            answer = self.node.ask("POST", f"{self._path}/_bulk", lines=lines)
            assert not answer["errors"]  # noqa: S101 - documents of ours
        for call in ("_refresh", "_forcemerge?max_num_segments=1", "_refresh"):
            self.node.ask("POST", f"{self._path}/{call}")

    def search(self, vacancy: Vacancy) -> list[str]:
        """The best by the engine's own score."""
        body = {"size": LIMIT, "query": function_score(offered(vacancy)), "docvalue_fields": ["id"]}
        return [hit["fields"]["id"][0] for hit in self._hits(body)]

    def size_mb(self) -> float:
        """The shard."""
        found = self.node.ask("GET", f"{self._path}/_stats/store")
        return float(found["_all"]["primaries"]["store"]["size_in_bytes"]) / 1e6

    def memory_mb(self) -> float:
        """The node's process."""
        return self.node.memory_mb()

    def _hits(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.node.ask("POST", f"{self._path}/_search?request_cache=false", body)["hits"][
            "hits"
        ]
        return found


class TwoStage(OneStage):
    """Words and occupations find a thousand, cheap signals order them, the exact scorer decides."""

    def search(self, vacancy: Vacancy) -> list[str]:
        """One request for the rows of the first stage; the rest here."""
        query = broad(offered(vacancy), *occupations(self.exact, vacancy))
        body = {
            "size": FIRST, "query": query, "docvalue_fields": ["row"], "stored_fields": "_none_",
            "track_total_hits": False,
        }  # fmt: skip
        rows = np.array([hit["fields"]["row"][0] for hit in self._hits(body)], np.int32)
        return self.exact.best(vacancy, rows) if len(rows) else []


def function_score(asked: Offered) -> dict[str, Any]:
    """One query; whoever does not state something has a weight of its own, since a decay would give 1 for it."""
    functions: list[dict[str, Any]] = []

    def add(field: str, good: dict[str, Any], unknown: float) -> None:
        functions.append({"filter": {"exists": {"field": field}}, **good})
        functions.append({"filter": {"bool": {"must_not": {"exists": {"field": field}}}}, "weight": unknown})

    if asked.salary is not None:
        scale = {"origin": 0, "offset": asked.salary, "scale": asked.salary * 0.15, "decay": 0.5}
        add("salary", {"gauss": {"salary": scale}}, 0.8)
    if asked.point is not None:
        origin = {"lat": asked.point[0], "lon": asked.point[1]}
        add("point", {"gauss": {"point": {"origin": origin, "offset": "5km", "scale": "20km", "decay": 0.5}}}, 0.6)
    for field, value in (("region", asked.region), ("regimes", asked.regime)):
        if value is not None:
            functions.append({"filter": {"bool": {"must_not": {"term": {field: value}}}}, "weight": 0.5})
    for field, least in (("education", asked.education), ("years", asked.years)):
        if least is not None:
            functions.append({"filter": {"range": {field: {"lt": least}}}, "weight": 0.6})
    words = {"multi_match": {"query": f"{asked.title} {asked.skills}", "fields": FIELDS, "type": "cross_fields"}}
    whole = {"query": words, "functions": functions, "score_mode": "multiply", "boost_mode": "multiply"}
    return {"function_score": whole} if functions else words


def broad(asked: Offered, same: list[int], near: list[int]) -> dict[str, Any]:
    """The first stage: whoever shares the occupation, a near one, or words; signals of the criteria order them."""
    should: list[dict[str, Any]] = [
        {"multi_match": {"query": asked.title, "fields": ["titles^3", "jobs^2"], "type": "most_fields"}},
    ]
    if asked.skills:
        should.append({"multi_match": {"query": asked.skills, "fields": ["skills", "text^0.5"]}})
    signals: list[dict[str, Any]] = []
    for nodes, boost in ((same, 30.0), (near, 12.0)):
        if nodes:
            should.append({"constant_score": {"filter": {"terms": {"occupations": nodes}}, "boost": boost}})
    if asked.salary is not None:
        signals.append(_either("salary", {"range": {"salary": {"lte": asked.salary}}}, 4.0))
    if asked.region is not None:
        signals.append(_either("region", {"term": {"region": asked.region}}, 10.0))
    if asked.regime is not None:
        signals.append(_either("regimes", {"term": {"regimes": asked.regime}}, 5.0))
    if asked.education is not None:
        signals.append(_either("education", {"range": {"education": {"gte": asked.education}}}, 3.0))
    if asked.point is not None:
        origin = {"lat": asked.point[0], "lon": asked.point[1]}
        signals.append({"distance_feature": {"field": "point", "origin": origin, "pivot": "20km", "boost": 6.0}})
    return {"bool": {"must": [{"bool": {"should": should, "minimum_should_match": 1}}], "should": signals}}


def _either(field: str, good: dict[str, Any], boost: float) -> dict[str, Any]:
    """What is met counts whole, what is not stated for half."""
    unknown = {"bool": {"must_not": {"exists": {"field": field}}}}
    return {
        "dis_max": {
            "queries": [
                {"constant_score": {"filter": good, "boost": boost}},
                {"constant_score": {"filter": unknown, "boost": boost / 2}},
            ]
        }
    }


def _bulk(people: Iterator[Person]) -> bytes:
    """Documents as the lines of a bulk request."""
    lines = []
    for one in people:
        body = {name: value for name, value in one._asdict().items() if value not in (None, "", [])}
        if one.point is not None:
            body["point"] = {"lat": one.point[0], "lon": one.point[1]}
        lines += [json.dumps({"index": {"_id": one.id}}), json.dumps(body, ensure_ascii=False)]
    return ("\n".join(lines) + "\n").encode() if lines else b""
