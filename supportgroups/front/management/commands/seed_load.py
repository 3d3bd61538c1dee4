"""`manage.py seed_load`: a large world to measure with."""

import random
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Account
from forums.textindex import POSTS
from supportgroups.front.seeding import density, load
from supportgroups.front.seeding.bulk import finish


class Command(BaseCommand):
    """Fills a database for measuring; refuses one that was filled so before."""

    help = "Fill a database with many groups, members, threads and posts, for measuring."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--groups", type=int, default=20)
        parser.add_argument("--members", type=int, default=2_000)
        parser.add_argument("--threads", type=int, default=5_000)
        parser.add_argument("--posts", type=int, default=100_000)
        parser.add_argument("--long-thread", type=int, default=2_000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--density", action="store_true", help="write nothing; say how much of what is there")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["density"]:
            self.tell_density()
            return
        size = load.Size(*(options[name] for name in ("groups", "members", "threads", "posts", "long_thread")))
        if size.posts < size.long_thread + size.threads - 1 or min(size.groups, size.threads) < 2:
            raise CommandError("There must be at least two groups, two threads, and a post for each thread.")
        if Account.objects.filter(email=load.READER).exists():
            raise CommandError("This database has been filled before; begin with an empty one.")
        self.fill(size, options["seed"])

    def fill(self, size: load.Size, seed: int) -> None:
        began, chance, now = time.monotonic(), random.Random(seed), timezone.now()  # noqa: S311 - nothing secret
        self.say(f"Rendering {load.DISTINCT_TEXTS} texts", began)
        pool = load.render_pool(seed)
        self.say("Making groups and members", began)
        groups = load.make_groups(size, now)
        written = said = 0
        with POSTS.taking_many():
            for count in load.write(size, groups, pool, now, chance):
                written += count
                if written - said >= size.posts // 10:
                    said = written
                    self.say(f"{written} of {size.posts} posts", began)
        self.say("Counting, and what hangs on the posts", began)
        finish([home.group.pk for home in groups])
        density.fill(groups, now, chance)
        POSTS.learn(rendered.text for rendered in (*pool.common, *pool.elsewhere, pool.rare))
        self.say(f"Done: {size.groups} groups, {size.members} members, {size.threads} threads, {written} posts", began)
        self.tell_density()
        self.stdout.write(f"In all groups but the last: {load.READER}; in the first alone: {load.ONE_GROUP}")
        self.stdout.write("(A code is sent; in development /dev/ signs in at one press.)")

    def tell_density(self) -> None:
        for what, count, of in density.density():
            self.stdout.write(f"{100 * count / of if of else 0:7.1f} %  {what}: {count} for {of}")

    def say(self, words: str, began: float) -> None:
        self.stdout.write(f"{time.monotonic() - began:6.1f} s  {words}")
        self.stdout.flush()
