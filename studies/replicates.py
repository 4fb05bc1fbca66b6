"""Runs a study over many seeds, each a country of its own, in two processes; the outcome does not depend on that."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import polars as pl

from studies.country import Setting

WORKERS = 2
CHUNK = 4  # seeds that a process takes at a time

Answers = Callable[[Setting, int], pl.DataFrame]


def over_seeds(answers: Answers, setting: Setting, seeds: Iterable[int], workers: int = WORKERS) -> pl.DataFrame:
    """What `answers` gives for every seed, one below the other in the order of the seeds; adds replicate (the seed).

    `answers` is a function of a module, so that another process can find it.
    """
    of = partial(_answered, answers, setting)
    if workers == 1:
        return pl.concat([of(seed) for seed in seeds])
    # a forked process would share the threads of polars, which do not survive it; one thread in each is enough
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return pl.concat(pool.map(of, seeds, chunksize=CHUNK))


def _answered(answers: Answers, setting: Setting, seed: int) -> pl.DataFrame:
    return answers(setting, seed).with_columns(replicate=pl.lit(seed, pl.Int64))
