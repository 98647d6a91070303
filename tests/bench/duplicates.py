"""What the duplicate check finds and what it takes for a duplicate, beside plain rapidfuzz scorers.

``python -m tests.bench.duplicates [--queries 300]`` reads the labelled pairs (``tests.bench.company_pairs``) and
prints two tables of the unseen half. *Decision*: every labelled pair is scored; average precision (the area under
precision and recall), the best F1 with its precision and recall, and recall at 95 % precision. *Finding*: the rank of
the company that was meant; ours among what the index gives, the others among all companies of the base.

Ours is judged by rules that were fitted on the other half (``tests/bench/half_weights.json``).
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process

from tests.bench.company_pairs import UNSEEN, CompanyPairs, NoData, Pair, Query, data_folder
from tests.bench.names import half_rules
from tests.bench.ranking_quality import expected_recall, quality
from trtui.domain.matching import Known, Typed, rank
from trtui.domain.matching.normal import fold, normalise, split_words
from trtui.store import matching
from trtui.store.reader import Reader

SEED = 7
Clean = Callable[[str], str]
Rank = tuple[int, int] | None


def plain(name: str) -> str:
    """Return a name folded, its words separated by single spaces."""
    return " ".join(split_words(fold(name)))


def without_form(name: str) -> str:
    """Return a name folded and without its legal form."""
    return " ".join(normalise(name).main.written)


def cleanings() -> dict[str, Clean]:
    """Return the ways in which names are prepared for the plain scorers."""
    found: dict[str, Clean] = {"": plain, ", legal form removed": without_form}
    try:
        from cleanco import basename
    except ImportError:
        return found
    return found | {", after cleanco": lambda name: plain(basename(name) or name)}


SCORERS = {
    "ratio": fuzz.ratio,
    "token_sort_ratio": fuzz.token_sort_ratio,
    "token_set_ratio": fuzz.token_set_ratio,
    "WRatio": fuzz.WRatio,
}


def decision(every: Sequence[Pair], ours: dict[Pair, float]) -> None:
    """Print what each scorer's figures are worth over the labelled pairs."""
    pairs = [pair for pair in every if pair.is_resolvable]
    labels = [pair.is_same for pair in pairs]
    matches = sum(labels)
    print(f"\nDecision: {len(pairs):,} pairs, {matches:,} of them one company")
    print(f"{'':44}    AP     F1      P      R  R@P95")
    _decided("ours", [ours[pair] for pair in pairs], labels)
    for how, clean in cleanings().items():
        for name, scorer in SCORERS.items():
            _decided(name + how, [scorer(clean(pair.typed), clean(pair.name)) for pair in pairs], labels)
    print(f"all {len(every):,} pairs, also those whose names have nothing in common:")
    _decided("ours", [ours[pair] for pair in every], [pair.is_same for pair in every])


def _decided(what: str, scores: Sequence[float], labels: Sequence[bool]) -> None:
    found = quality(scores, labels)
    figures = (found.average_precision, found.f1, found.precision, found.recall, found.recall_at_95)
    print(f"{what:44} " + "  ".join(f"{figure:.3f}" for figure in figures), flush=True)


def judged(reader: Reader, pairs: Sequence[Pair]) -> dict[Pair, float]:
    """Return the score of each pair, beside the other candidates that the index gives for what was typed."""
    by_query: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_query.setdefault(pair.query, []).append(pair)
    found: dict[Pair, float] = {}
    for asked in by_query.values():
        typed = Typed(asked[0].typed)
        known = {one.client_id: one for one in matching.candidates(reader, typed)}
        for pair in asked:
            known.setdefault(pair.record, Known(pair.record, pair.name))
        matches = rank(typed, list(known.values()), matching.rarity(reader, typed))
        scores = {match.client_id: match.score for match in matches}
        found.update((pair, scores[pair.record]) for pair in asked)
    return found


def finding(data: CompanyPairs, reader: Reader, queries: Sequence[Query], count: int) -> None:
    """Print at which rank the company that was meant is found."""
    sample = random.Random(SEED).sample(queries, min(count, len(queries)))
    print(f"\nFinding: {len(sample):,} queries, {len(data.companies):,} companies        r@1    r@5")
    _found("ours, from the index", [_our_rank(reader, query) for query in sample])
    for how, clean in cleanings().items():
        names = {number: clean(name) for number, name in data.companies.items()}
        for name, scorer in SCORERS.items():
            _found(name + how, [_plain_rank(query, names, clean, scorer) for query in sample])


def _our_rank(reader: Reader, query: Query) -> Rank:
    typed = Typed(query.typed)
    matches = rank(typed, matching.candidates(reader, typed), matching.rarity(reader, typed))
    at = next((at for at, match in enumerate(matches) if match.client_id == query.truth), None)
    return None if at is None else (at, 1)


def _plain_rank(query: Query, names: dict[int, str], clean: Clean, scorer: Callable[..., float]) -> Rank:
    assert query.truth is not None
    typed = clean(query.typed)
    mine = scorer(typed, names[query.truth])
    ahead = level = 0
    for _, score, _ in process.extract_iter(
        typed, names, scorer=scorer, processor=None, score_cutoff=mine - 1e-6
    ):
        ahead += score > mine + 1e-6
        level += score <= mine + 1e-6
    return ahead, max(1, level)


def _found(what: str, ranks: Sequence[Rank]) -> None:
    print(f"{what:52} {expected_recall(ranks, 1):.3f}  {expected_recall(ranks, 5):.3f}", flush=True)


def main() -> int:
    """Print the tables, or say that there is no data."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.duplicates")
    parser.add_argument("--queries", type=int, default=300, help="how many queries the plain scorers rank")
    options = parser.parse_args()
    try:
        data = CompanyPairs(data_folder())
    except NoData as error:
        print(error)
        return 0
    pairs = [pair for pair in data.pairs if data.halves[pair.query] == UNSEEN]
    queries = [
        query
        for query in data.queries
        if query.truth is not None and query.is_resolvable and data.halves[query.number] == UNSEEN
    ]
    with half_rules(), data.base() as reader:
        decision(pairs, judged(reader, pairs))
        finding(data, reader, queries, options.queries)
    return 0


if __name__ == "__main__":
    sys.exit(main())
