"""Somebody's words in an answer to them: put there by a press, without the name, and taken out again when they go."""

from __future__ import annotations

# Enough to know what is meant; who wants more follows the answer to the post.
LONGEST = 600
LEFT_OUT = "> …"


def quote(text: str) -> str:
    """A plain text as a quotation in Markdown, cut between lines or words, with room to go on below."""
    cut = text if len(text) <= LONGEST else text[:LONGEST].rsplit(None, 1)[0] + " …"
    return "\n".join(f"> {line}".rstrip() for line in cut.strip().splitlines()) + "\n\n" if cut.strip() else ""


def without(source: str, text: str) -> str:
    """A source without the quoted lines that come from this text; what its writer said herself stays."""
    said = " ".join(text.split())
    kept: list[str] = []
    for line in source.split("\n"):
        if not _comes_from(line, said):
            kept.append(line)
        elif not kept or kept[-1] != LEFT_OUT:
            kept.append(LEFT_OUT)
    return "\n".join(kept)


def _comes_from(line: str, said: str) -> bool:
    """Whether it is a quoted line, and each of its words stands so in the text. An empty one is nobody's."""
    bare = " ".join(line.lstrip("> ").removesuffix("…").split())
    return line.lstrip().startswith(">") and bool(bare) and bare in said
