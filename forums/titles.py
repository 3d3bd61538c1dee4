"""The title of a thread whose author gave it none."""

from __future__ import annotations

from supportgroups.lib import markup

# A title made of first words ends where a line of a list does.
TITLE_LENGTH = 60
# A greeting does not tell one thread from another: the line after it is taken too.
ENOUGH = 20


def title_from(text: str) -> str:
    """First words of a plain text: whole lines until they tell something, cut at `TITLE_LENGTH` characters."""
    title = ""
    for line in text.splitlines():
        title = f"{title} {line}".strip()
        if len(title) >= ENOUGH:
            break
    return markup.excerpt_of(title, TITLE_LENGTH)


def beyond_title(title: str, excerpt: str) -> str:
    """What an excerpt says beyond a title that was made of its first words: a list need not say them twice."""
    begun = title.removesuffix("…")
    if not excerpt.startswith(begun) or (len(begun) < ENOUGH and title != excerpt):
        return excerpt
    rest = excerpt[len(begun) :].lstrip(" ,.;:-")
    return f"…{rest}" if rest and begun != title else rest
