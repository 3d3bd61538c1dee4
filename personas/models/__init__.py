"""Places, faces, standing, letters to a face, and the chained log. Who is behind a face is in none of these tables."""

from personas.models.cards import CardOpening
from personas.models.chain import ChainDetail, ChainEntry, ChainHead
from personas.models.faces import Handle, Persona, Space, name_of
from personas.models.kept import KeptWords
from personas.models.letters import Event, Notice
from personas.models.standing import Standing
from personas.models.unmasking import Unmasking

__all__ = [
    "CardOpening",
    "ChainDetail",
    "ChainEntry",
    "ChainHead",
    "Event",
    "Handle",
    "KeptWords",
    "Notice",
    "Persona",
    "Space",
    "Standing",
    "Unmasking",
    "name_of",
]
