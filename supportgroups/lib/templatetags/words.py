"""``{{ count|counted:"reply" }}``: numbers as people say them."""

from django import template

from supportgroups.lib import words

register = template.Library()


@register.filter
def counted(number: int, noun: str) -> str:
    """ "one reply", "12 replies"; the nouns are in ``words.NOUNS``."""
    return words.count_words(number, noun)
