"""`make bench`: fills a database of its own once, serves the site on it, and measures each page beside a bare one.

`make bench ARGS="--posts 100000 --posts 1000000 --runs 3"` measures two sizes by turns and gives the medians.
Nothing leaves this machine, every loop is bounded, and what was started is ended. The filled databases stay for the
next time; `--fresh` fills them anew, `--drop` takes them away.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from bench import processes, report, serving
from bench.asking import at_once, one_by_one
from bench.bounds import Bound
from bench.cluster import cluster
from bench.pages import Page, pages
from bench.statements import Counter

OUT = serving.ROOT / "var" / "bench"
WARM, CLIENTS = 16, 8
USUAL = 100_000
FILLED = "filled"
POSTS_IN_A_THREAD = 20


def main() -> int:
    """Measures, prints the table, writes the JSON."""
    options = _options()
    began = time.strftime("%Y-%m-%d %H:%M")
    OUT.mkdir(parents=True, exist_ok=True)
    runs: dict[int, dict[str, list[report.Figures]]] = defaultdict(lambda: defaultdict(list))
    bounds: dict[str, Bound] = {}
    with _server(options.server) as server:
        if options.drop:
            return _drop(server, options.posts)
        for posts in options.posts:
            fill(server, posts, fresh=options.fresh)
        for number in range(options.runs):
            for posts in options.posts:
                print(f"Run {number + 1} of {options.runs} at {posts:,} posts", flush=True)
                for page, figures in measure(server, posts, options):
                    runs[posts][page.name].append(figures)
                    if page.bound:
                        bounds[page.name] = page.bound
    sizes = {posts: [report.middle(each) for each in by_page.values()] for posts, by_page in runs.items()}
    _tell(sizes, bounds, began, options)
    return 0


def fill(server: str, posts: int, *, fresh: bool) -> None:
    """The made-up world of this size, unless it is there; one that was left half-way is begun anew."""
    name, env = _name(posts), serving.environment(f"{server}/{_name(posts)}")
    with _asking(server) as cursor:
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name])
        is_there = cursor.fetchone() == (FILLED,) and not fresh
        if not is_there:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}"')
        serving.manage(["migrate", "--verbosity", "0"], env)
        serving.manage(["collectstatic", "--no-input", "--verbosity", "0"], env)
        if not is_there:
            serving.manage(["seed_load", "--posts", str(posts), "--threads", str(posts // POSTS_IN_A_THREAD)], env)
            cursor.execute(f'COMMENT ON DATABASE "{name}" IS %s', [FILLED])
        serving.manage(["seed_load", "--density"], env)


def measure(server: str, posts: int, options: argparse.Namespace) -> Iterator[tuple[Page, report.Figures]]:
    """Each page's figures, as they come."""
    env = serving.environment(f"{server}/{_name(posts)}")
    counter = Counter(server, _name(posts))
    site = serving.SITE if counter.is_kept else serving.COUNTED_SITE
    if not counter.is_kept:
        print("Statements are counted by Django's hooks, without BEGIN and COMMIT: pg_stat_statements is not loaded.")
    counter.settle()
    command = [sys.executable, "-m", "bench.prepare", str(WARM + options.requests + 2 * options.requests)]
    said = subprocess.run(command, cwd=serving.ROOT, env=env, check=True, capture_output=True, text=True).stdout
    found = json.loads(said)
    print(f"{found['posts']:,} posts; watchers: {found['watchers']}", flush=True)
    with serving.served(site, env) as here, serving.served(serving.BARE_SITE, env) as bare:
        for page in pages(found, here[0]):
            if options.only in page.name or page.is_bare:
                yield page, _figures(page, bare if page.is_bare else here, counter, options)
    counter.close()


def _figures(
    page: Page, served: tuple[int, list[int]], counter: Counter, options: argparse.Namespace
) -> report.Figures:
    """Warm up, ask one by one while everything is counted, then with eight clients at once."""
    port, workers = served
    at_once(port, page.times(WARM), CLIENTS)
    counter.begin()
    app, database = processes.milliseconds(workers), processes.milliseconds(counter.backends())
    answers = one_by_one(port, page.times(options.requests, WARM))
    app = processes.milliseconds(workers) - app
    database = processes.milliseconds(counter.backends()) - database
    statements = counter.count() if counter.is_kept else sum(answer.counted for answer in answers)
    if options.explain:
        for calls, spent, words in counter.dearest():
            print(f"    {calls / options.requests:5.1f} x {spent / calls:8.2f} ms  {words[: options.explain]}")
    took = [answer.took for answer in answers]
    figures = report.Figures(
        page=page.name,
        statements=statements / options.requests,
        app_ms=app / options.requests,
        db_ms=database / options.requests,
        raw=len(answers[-1].body),
        gzipped=answers[-1].gzipped,
        median_ms=report.percentile(took, 0.5),
        p95_ms=report.percentile(took, 0.95),
        per_second=at_once(port, page.times(2 * options.requests, WARM + options.requests), CLIENTS),
    )
    cost = f"{figures.app_ms:.1f} + {figures.db_ms:.1f} ms"
    print(f"  {page.name}: {figures.statements:.1f} statements, {cost}", flush=True)
    return figures


def _tell(
    sizes: dict[int, list[report.Figures]], bounds: dict[str, Bound], began: str, options: argparse.Namespace
) -> None:
    for posts, rows in sizes.items():
        print(f"\n{began}, {posts:,} posts, {options.runs} run(s) of {options.requests} requests\n")
        print(report.table(rows, bounds))
    if len(sizes) > 1:
        small, large = min(sizes), max(sizes)
        print(f"\nFrom {small:,} to {large:,} posts\n")
        print(report.growth(sizes[small], sizes[large]))
    file = Path(options.json or OUT / "figures.json")
    file.write_text(report.as_json({"began": began, "runs": options.runs, "requests": options.requests}, dict(sizes)))
    print(f"\nThe same as JSON: {file}")


@contextmanager
def _server(named: str) -> Iterator[str]:
    """The server that was named, or one of the bench's own."""
    if named:
        yield named.rstrip("/")
        return
    with cluster() as own:
        yield own


def _drop(server: str, sizes: list[int]) -> int:
    with _asking(server) as cursor:
        for posts in sizes:
            cursor.execute(f'DROP DATABASE IF EXISTS "{_name(posts)}"')
    return 0


@contextmanager
def _asking(server: str) -> Iterator[Any]:
    """A cursor beside all databases of the bench."""
    line = psycopg2.connect(f"{server}/postgres")
    line.autocommit = True
    try:
        with line.cursor() as cursor:
            yield cursor
    finally:
        line.close()


def _name(posts: int) -> str:
    return f"bench_{posts}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--posts", type=int, action="append", help="size of the world; may be given twice")
    parser.add_argument("--requests", type=int, default=100, help="how often each page is asked for")
    parser.add_argument("--runs", type=int, default=1, help="how often all is measured; medians are shown")
    parser.add_argument("--only", default="", help="only pages with this in their names, and the bare ones")
    parser.add_argument("--explain", type=int, default=0, metavar="LETTERS", help="show the statements, cut at so many")
    parser.add_argument("--fresh", action="store_true", help="fill the databases anew")
    parser.add_argument("--drop", action="store_true", help="take the databases away and do nothing else")
    parser.add_argument("--json", default="", help="where the figures go as JSON; var/bench/figures.json")
    parser.add_argument("--server", default=os.environ.get("BENCH_DATABASE_URL", ""), help="postgres://name@host:port")
    options = parser.parse_args()
    options.posts = sorted(set(options.posts or [USUAL]))
    return options


if __name__ == "__main__":
    sys.exit(main())
