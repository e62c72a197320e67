"""The tables of docs/evaluation.md, made from the recorded figures; a test compares the page with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from scoring.evaluation.criteria import VERDICTS
from scoring.evaluation.measured import MEASURES

BEGIN = "<!-- figures: written by `laiyq evaluate --record` -->"
END = "<!-- end of figures -->"
SECTORS: Mapping[str, str] = {
    "1": "managers", "2": "professionals", "3": "technicians", "4": "clerks", "5": "service and sales",
    "6": "agriculture", "7": "crafts", "8": "operators and drivers", "9": "elementary", "0": "armed forces",
    "?": "unknown",
}  # fmt: skip
"""Major groups of the classifier, shortened."""
RANKING = (*MEASURES, "criteria_accuracy")


def renewed(page: str, figures: Mapping[str, Any]) -> str:
    """The page with its block of figures written anew.

    Raises:
        ValueError: the page has no such block.
    """
    before, _, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError("the page has no block of figures")
    return f"{before}{BEGIN}\n\n{tables(figures)}\n{END}{after}"


def tables(figures: Mapping[str, Any]) -> str:
    """All tables as Markdown."""
    parts = [*_sets(figures), *_criteria(figures), *_slices(figures), *_reading(figures), *_outside(figures)]
    return "\n".join(parts)


def _sets(figures: Mapping[str, Any]) -> Iterator[str]:
    yield "### Ranking\n"
    rows = [[f"set {name}", *_measures(one)] for name, one in figures["sets"].items()]
    rows += [[f"all sets, {name}", *_measures(one)] for name, one in figures.get("baselines", {}).items()]
    yield _markdown(["", "vacancies", *RANKING], rows)
    yield "### Ablation, all sets\n"
    rows = [[name, *_measures(one)] for name, one in figures.get("ablation", {}).items()]
    yield _markdown(["", "vacancies", *RANKING], rows)


def _criteria(figures: Mapping[str, Any]) -> Iterator[str]:
    yield "### Criteria: accuracy, and where it is lost (label -> verdict, pairs), all sets\n"
    together = _together(figures)
    sets = {name: one for name, one in figures["sets"].items() if one is not together}
    rows = []
    for name, one in together["criteria"].items():
        each = [f"{part['criteria'][name]['accuracy']:.3f}" for part in sets.values()]
        rows.append([name, *each, f"{one['accuracy']:.3f}", ", ".join(_lost(together["confusions"][name]))])
    yield _markdown(["", *sets, "all", "lost"], rows)


def _lost(confusion: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    for label in VERDICTS:
        for verdict in VERDICTS:
            if label != verdict and confusion[label][verdict]:
                yield f"{label} -> {verdict} {confusion[label][verdict]}"


def _slices(figures: Mapping[str, Any]) -> Iterator[str]:
    together = _together(figures)
    yield "### By sector (major group of the vacancy's occupation), all sets\n"
    rows = [[f"{one} {SECTORS[one]}", *_measures(part)] for one, part in together["by_sector"].items()]
    yield _markdown(["", "vacancies", *RANKING], rows)
    yield "### By language, all sets\n"
    rows = [
        [f"{side} in {name}", *_measures(part)]
        for side, parts in together["by_language"].items()
        for name, part in parts.items()
    ]
    yield _markdown(["", "vacancies", *RANKING], rows)
    kazakh, russian = together["order"]["kk_better"], together["order"]["ru_better"]
    yield (
        f"Of {kazakh['pairs']} pairs of a Kazakh and a Russian resume where the Kazakh one is graded higher, "
        f"{kazakh['right']:.1%} stand in that order; of {russian['pairs']} where the Russian one is, "
        f"{russian['right']:.1%}.\n"
    )


def _reading(figures: Mapping[str, Any]) -> Iterator[str]:
    titles, texts = figures["titles"], figures["texts"]
    yield "### Titles and texts\n"
    rows = [["all", str(titles["rows"]), f"{titles['top1']:.3f}", f"{titles['top3']:.3f}"]]
    rows += [
        [name, str(one["rows"]), f"{one['top1']:.3f}", f"{one['top3']:.3f}"] for name, one in titles["by_lang"].items()
    ]
    yield _markdown(["titles", "rows", "top1", "top3"], rows)
    rows = [["all", str(texts["texts"]), f"{texts['precision']:.3f}", f"{texts['recall']:.3f}"]]
    rows += [[name, "", f"{one['precision']:.3f}", f"{one['recall']:.3f}"] for name, one in texts["by_lang"].items()]
    yield _markdown(["texts", "rows", "precision", "recall"], rows)
    yield (
        f"Titles that mean no occupation: {titles['none_accuracy']:.3f} right. Forbidden fields filled: "
        f"{texts['forbid_violations']}. Flags: precision {texts['flag_precision']:.3f}, "
        f"recall {texts['flag_recall']:.3f}.\n"
    )


def _outside(figures: Mapping[str, Any]) -> Iterator[str]:
    """Figures of files that are not shipped, where they were given when the record was made."""
    rows = []
    if pairs := figures.get("pairs"):
        rows.append(
            [
                "Russian-Kazakh title pairs",
                str(pairs["pairs"]),
                f"same group {pairs['top1']:.3f}, MRR {pairs['mrr']:.3f}",
            ]
        )
    if synonyms := figures.get("synonyms"):
        titles, both = synonyms["titles"], synonyms["pairs"]
        told = f"same group {titles['same']:.3f}, same or neighbouring {titles['same_or_near']:.3f}"
        rows.append(["synonyms against the usual group", f"{titles['rows']} titles", told])
        told = f"same group {both['same']:.3f}, same or neighbouring {both['same_or_near']:.3f}"
        rows.append(["pairs of synonyms", f"{both['groups']} groups", told])
    if considered := figures.get("considered"):
        rows.append(["considered for this vacancy", f"{considered['queries']} vacancies", _ap(considered)])
        for name, one in considered["baselines"].items():
            low, high = one["ap_ours_more_by"]["interval"]
            rows.append([f"the same, {name}", "", f"{_ap(one)}; ours more by {low:.3f} to {high:.3f}"])
    if rows:
        yield "### Files outside the project\n"
        yield _markdown(["what", "of", "figures"], rows)


def _ap(one: Mapping[str, Any]) -> str:
    low, high = one["intervals"]["ap"]
    return f"AP {one['ap']:.3f} ({low:.3f}-{high:.3f}), nDCG@10 {one['ndcg@10']:.3f}"


def _together(figures: Mapping[str, Any]) -> Mapping[str, Any]:
    """All sets together: the last of the sets."""
    found: Mapping[str, Any] = list(figures["sets"].values())[-1]
    return found


def _measures(one: Mapping[str, Any]) -> Iterator[str]:
    yield str(one["queries"])
    for name in RANKING:
        interval = one.get("intervals", {}).get(name)
        told = f" ({interval[0]:.3f}-{interval[1]:.3f})" if interval else ""
        yield f"{one[name]:.3f}{told}" if name in one else ""


def _markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
