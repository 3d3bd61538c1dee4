"""Who is in the groups of the seed world, by the names they wear there. No name stands for the same person twice."""

from __future__ import annotations

from dataclasses import dataclass

PARTS = ("member", "facilitator", "admin", "screener", "treasurer", "editor", "on_break", "left")


@dataclass(frozen=True)
class PersonWords:
    """One member. `part` is what they are in the group; `cohort` is the run they belong to, "" for none."""

    handle: str
    part: str
    joined_days_ago: int
    cohort: str = ""


# name part days-since-joining cohort
_CAST = """
carers-together
    Lantern facilitator 240
    Kettle member 240
    Fig member 238
    Sparrowhawk member 238
    Heron member 206
    Tansy member 203
    Oatcake member 202
    Marrow member 176
    Rook member 34
    Pebble member 2
    Inkwell admin 240
    Woodlark member 130
    Saltmarsh member 64
    Quince on_break 210
    Bellows left 180
low-days
    Wren facilitator 310
    Harbourlight member 303
    Teasel member 301
    Moth member 267
    Gravel member 269
    Otterly member 235
    Linnet member 207
    Juniper member 94
    Brassneck member 95
    Cinder admin 310
    Fathom member 90
    Nightjar member 33
    Sundial on_break 140
    Peat left 250
after-a-death
    Alder facilitator 290
    Bramble facilitator 290
    Samphire member 282
    Ptarmigan member 257
    Foxglove member 217
    Thistledown member 219
    Plover member 191
    Yarrow admin 290
    Larkspur screener 200
    Hollow member 75
    Dovetail left 230
cancer-ten-weeks
    Morrow facilitator 270
    Cobalt member 252 spring
    Sorrel member 252 spring
    Lark member 252 spring
    Gannet member 252 spring
    Vesper member 35 autumn
    Bracken member 35 autumn
    Tamarisk member 35 autumn
    Quill member 20 autumn
    Ferry admin 270
    Ledger treasurer 270
    Anchor member 252 spring
    Cedar member 35 autumn
    Mistle member 35 autumn
the-back-room
    Ember facilitator 225
    Nettle member 224
    Vole member 222
    Sedge member 202
    Mallow member 84
    Flint admin 225
    Sorrow member 60
one-day
    Tiller facilitator 340
    Bosun member 338
    Larder member 333
    Plum member 290
    Tern member 253
    Sloe member 95
    Keel admin 340
    Moss member 120
    Dune member 45
    Spar on_break 150
    Shale left 200
children-with-diabetes
    Bobbin facilitator 265
    Goldfinch facilitator 265
    Clementine member 230
    Spindle member 231
    Pomelo member 195
    Damson member 125
    Marble admin 265
    Thimble screener 265
    Apricot member 50
    Cotton editor 200
    Reed left 170
ringing-ears
    Bittern facilitator 35
    Hush member 35
    Crumb member 23
    Rivet member 3
"""


def _read(cast: str) -> dict[str, tuple[PersonWords, ...]]:
    groups: dict[str, list[PersonWords]] = {}
    people: list[PersonWords] = []
    for line in cast.strip().splitlines():
        if not line.startswith(" "):
            people = groups.setdefault(line, [])
            continue
        handle, part, days, *cohort = line.split()
        people.append(PersonWords(handle, part, int(days), "".join(cohort)))
    return {slug: tuple(people) for slug, people in groups.items()}


PEOPLE: dict[str, tuple[PersonWords, ...]] = _read(_CAST)
