"""What the columns of the directory are for: groups, and never a person."""

from supportgroups.lib.dataregister import ANYBODY, KEY, NOBODY, OF_GROUP, REF, Column, Ends, Lasts, Table

DATA = {
    "directory.Source": Table(
        "Where listings of groups elsewhere come from.",
        {"id": KEY, "key": "the feed", "name": "its name", "changed_at": "last changed"},
        seen=ANYBODY,
        lasts=Lasts.SITE,
    ),
    "directory.Listing": Table(
        "One result of the directory. Contacts of people are taken out of feeds before anything is kept.",
        {
            "id": KEY,
            "ref": REF,
            "group": OF_GROUP,
            "source": "the feed it comes from",
            "key": Column("its name in the feed", NOBODY),
            "name": "its name",
            "summary": "what it is",
            "medium": "where it meets",
            "place": "the place",
            "region": "the region",
            "zone": "its clock",
            "url": "its own page",
            "join_url": "where to join",
            "facts": "days, times and kinds",
            "is_paused": "whether it rests",
            "is_gone": Column("whether it left its feed", NOBODY),
            "confirmed_on": "last confirmed",
            "digest": Column("a hash, to see a change", NOBODY),
        },
        seen=ANYBODY,
        lasts=Lasts.SITE,
    ),
    "directory.Concern": Table(
        "What a listing is about.",
        {"id": KEY, "listing": "the listing", "slug": "the concern"},
        seen=ANYBODY,
        lasts=Lasts.SITE,
    ),
    "directory.Signal": Table(
        "A quality measure of a group in a week, as a band; never of a person.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "kind": "which measure",
            "week_on": "the week",
            "value": Column("the value", NOBODY),
            "events": Column("out of how many", NOBODY),
            "band": "the band",
        },
        seen=ANYBODY,
        ends=(Ends(800, "week_on"),),
    ),
    "directory_words": Table(
        "The words of every listing that can be found; no model stands for it.", {}, seen=ANYBODY, lasts=Lasts.SITE
    ),
}
