"""Who may do what: one table for the whole site, an OR of ANDs for each name, one slice from each app.

Predicates read the actor's seat and the thing that was loaded; they never ask the database.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The actor comes from a floor above, so its type is not named here.
Predicate: TypeAlias = Callable[[Any, Any], bool]
Slice: TypeAlias = dict[str, list[list[Predicate]]]

RULES: Slice = {}
SENTENCES: dict[str, str | Promise] = {}
DEFAULT_SENTENCE = _("This part is kept for others in the group. If you need it, please write to a facilitator.")


class UnknownRule(LookupError):
    """No app has registered a rule of this name."""


class NotAllowed(PermissionDenied):
    """The rule says no; ``sentence`` tells the person what they can do instead, ``rule`` is its name.

    ``words`` are said in place of the rule's own, where the reason is known more exactly.
    """

    def __init__(self, rule: str, words: str = "") -> None:
        super().__init__(rule)
        self.rule, self.words = rule, words

    @property
    def sentence(self) -> str:
        """In the language of the moment."""
        return self.words or str(SENTENCES.get(self.rule, DEFAULT_SENTENCE))


def register(rules: Slice, sentences: Mapping[str, str | Promise] | None = None) -> None:
    """Add an app's slice; called once from its ``AppConfig.ready``.

    Raises ValueError for a name that another app has taken, a rule without alternatives, or a sentence without a rule.
    """
    for name, alternatives in rules.items():
        if RULES.get(name, alternatives) is not alternatives:
            raise ValueError(f"the rule {name!r} is registered already")
        if not alternatives or not all(alternatives):
            raise ValueError(f"the rule {name!r} has an empty alternative, which would let everybody in or nobody")
    if strays := set(sentences or {}) - set(rules):
        raise ValueError(f"sentences without a rule: {sorted(strays)}")
    RULES.update(rules)
    SENTENCES.update(sentences or {})


def ensure_known(name: str) -> None:
    """Raises ``UnknownRule`` unless some app has registered the name."""
    if name not in RULES:
        raise UnknownRule(name)


def allows(name: str, actor: Any, thing: Any) -> bool:
    """Whether one alternative of the rule holds in all its parts. No query. Raises ``UnknownRule``."""
    ensure_known(name)
    for alternative in RULES[name]:
        for predicate in alternative:
            if not predicate(actor, thing):
                break
        else:
            return True
    return False
