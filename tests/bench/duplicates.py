"""What the duplicate check finds and what it takes for a duplicate, beside plain rapidfuzz scorers.

``python -m tests.bench.duplicates [--queries 300]`` reads the labelled pairs (``tests.bench.company_pairs``) and
prints three tables. *Decision*: every labelled pair is scored; average precision (the area under precision and
recall), the best F1 with its precision and recall, and recall at 95 % precision. *Finding*: the rank of the company
that was meant; ours among what the index gives, the others among all companies of the base. *Strength*: how often
each is right.

Ours is judged by rules that were fitted without the query in question (``tests/bench/fold_weights.json``).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz, process

from tests.bench.company_pairs import CompanyPairs, NoData, Pair, Query, data_folder, measured
from tests.bench.fit_matching import FOLD_WEIGHTS, Model, judge
from tests.bench.ranking_quality import expected_recall, quality
from trtui.domain.matching import CERTAIN, LIKELY, POSSIBLE, Known, Typed, measures
from trtui.domain.matching.normal import fold, normalise, split_words
from trtui.domain.matching.scorer import probability
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


def decision(data: CompanyPairs, ours: dict[Pair, float]) -> None:
    """Print what each scorer's figures are worth over the labelled pairs."""
    pairs = [pair for pair in data.pairs if pair.is_resolvable]
    labels = [pair.is_same for pair in pairs]
    matches = sum(labels)
    print(f"\nDecision: {len(pairs):,} pairs, {matches:,} of them one company")
    print(f"{'':44}    AP     F1      P      R  R@P95")
    _decided("ours", [ours[pair] for pair in pairs], labels)
    for how, clean in cleanings().items():
        for name, scorer in SCORERS.items():
            _decided(name + how, [scorer(clean(pair.typed), clean(pair.name)) for pair in pairs], labels)
    every = data.pairs
    print(f"all {len(every):,} pairs, also those whose names have nothing in common:")
    _decided("ours", [ours[pair] for pair in every], [pair.is_same for pair in every])


def _decided(what: str, scores: Sequence[float], labels: Sequence[bool]) -> None:
    found = quality(scores, labels)
    figures = (found.average_precision, found.f1, found.precision, found.recall, found.recall_at_95)
    print(f"{what:44} " + "  ".join(f"{figure:.3f}" for figure in figures), flush=True)


def strength(pairs: Iterable[Pair], ours: dict[Pair, float]) -> None:
    """Print how often a strength is right, and how many of the matches have at least that strength."""
    print("\nStrength (by name alone)          pairs  right  matches found")
    scored = [(probability(ours[pair]), pair.is_same) for pair in pairs if pair.is_resolvable]
    matches = sum(is_same for _, is_same in scored)
    bounds = {
        "certain": (CERTAIN, 2.0),
        "likely": (LIKELY, CERTAIN),
        "possible": (POSSIBLE, LIKELY),
        "–": (0.0, POSSIBLE),
    }
    for name, (low, high) in bounds.items():
        here = [is_same for score, is_same in scored if low <= score < high]
        above = sum(is_same for score, is_same in scored if score >= low)
        right = sum(here) / len(here) if here else 0.0
        print(f"{name:32} {len(here):>6}   {right:4.0%}  {above / matches:>13.1%}")


def finding(data: CompanyPairs, reader: Reader, models: dict[int, Model], count: int) -> None:
    """Print at which rank the company that was meant is found."""
    queries = [query for query in data.queries if query.truth is not None and query.is_resolvable]
    sample = random.Random(SEED).sample(queries, min(count, len(queries)))
    print(f"\nFinding: {len(queries):,} queries, {len(data.companies):,} companies        r@1    r@5")
    found = [_our_ranks(data, reader, models, query) for query in queries]
    by_index, with_truth = [one for one, _ in found], [other for _, other in found]
    _found("ours, from the index", by_index)
    _found("ours, had the index given the right one too", with_truth)
    share = expected_recall(by_index, 5) / expected_recall(with_truth, 5)
    print(f"the index gives {share:.2%} of the r@5 that scoring every company could at most have")
    print(f"a sample of {len(sample)} of the queries:")
    chosen = set(sample)
    _found(
        "ours, from the index", [one for one, query in zip(by_index, queries, strict=True) if query in chosen]
    )
    for how, clean in cleanings().items():
        names = {number: clean(name) for number, name in data.companies.items()}
        for name, scorer in SCORERS.items():
            _found(name + how, [_plain_rank(query, names, clean, scorer) for query in sample])


def _our_ranks(
    data: CompanyPairs, reader: Reader, models: dict[int, Model], query: Query
) -> tuple[Rank, Rank]:
    """Return the rank among the candidates, and among them with the right one added."""
    assert query.truth is not None
    typed = Typed(query.typed)
    known = matching.candidates(reader, typed)
    rarity = matching.rarity(reader, typed)
    model = models[Pair(query.number, 0, "", "", False, "", "", True).fold]

    def rank(among: Sequence[Known]) -> Rank:
        scores = dict(
            zip(among, (judge(model, rows) for rows in measures(typed, among, rarity)), strict=True)
        )
        mine = next((score for one, score in scores.items() if one.client_id == query.truth), None)
        if mine is None:
            return None
        return sum(score > mine for score in scores.values()), sum(score == mine for score in scores.values())

    found = rank(known)
    if found is not None:
        return found, found
    return None, rank([*known, Known(query.truth, data.companies[query.truth])])


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
    models = {
        int(fold): (bias, rules) for fold, (bias, rules) in json.loads(FOLD_WEIGHTS.read_text()).items()
    }
    with data.base() as reader:
        rows = measured(reader, data.pairs)
        ours = {pair: judge(models[pair.fold], found) for pair, found in zip(data.pairs, rows, strict=True)}
        decision(data, ours)
        strength(data.pairs, ours)
        finding(data, reader, models, options.queries)
    return 0


if __name__ == "__main__":
    sys.exit(main())
