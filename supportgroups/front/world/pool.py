"""A pool of distinct posts for filling a database to be measured: the right size and shape, and fit to be read aloud.

The same seed gives the same texts. Every fifth holds the word "support", and no other does, so that a search for it has
a known number of answers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from string import Formatter

ABOUT = 600  # characters: the middle length of a post in groups of this kind
EVERY_WITH_WORD = 5

_SLOTS: dict[str, tuple[str, ...]] = {
    "when": (
        "this morning", "last night", "on the bus home", "around four", "after supper", "before anybody was up",
        "on Tuesday", "at the weekend",
        "in the waiting room", "between two showers of rain", "yesterday evening",
        "while the kettle boiled", "at the kitchen table", "on the stairs", "in the car", "just after the news",
    ),
    "who": (
        "my sister", "my neighbour", "an old friend", "my mother", "the woman at the library", "my eldest",
        "my partner", "somebody from work", "the man next door", "my cousin", "the nurse", "my son", "an aunt of mine",
        "my daughter",
    ),
    "thing": (
        "the washing", "a jigsaw", "the garden", "a letter I owe", "the shopping list", "an old photograph",
        "the radio", "a pot of soup", "the post", "my coat", "the calendar on the fridge", "a borrowed book",
        "the spare room",
        "a box of buttons", "the dog's lead", "the window box",
    ),
    "small": (
        "I opened a window", "I made the bed", "I walked as far as the corner", "I rang back", "I ate a proper lunch",
        "I sat in the sun for ten minutes", "I said no, kindly", "I went to bed before eleven", "I watered the plants",
        "I wrote one line in my notebook", "I let the telephone ring", "I had a bath", "I fed the birds",
    ),
    "weather": (
        "grey", "heavy", "thin", "slow", "quiet", "long", "muddled", "soft", "flat",
        "dull", "strange", "almost ordinary", "patchy", "stubborn", "mild", "blurred",
    ),
    "span": (
        "three weeks", "a month", "most of a year", "eleven days", "two summers", "a few months", "six weeks", "years",
        "ten days", "half my life", "a fortnight", "longer than I like to count",
    ),
    "place": (
        "the park", "the launderette", "the hospital corridor", "the back step", "the allotment", "the swimming baths",
        "the bench by the canal", "the corner shop", "church", "the school gate", "the surgery", "platform two",
    ),
}  # fmt: skip

_OPENINGS = (
    "It has been {weather} here for {span}, and {when} I noticed that I had stopped mentioning it to {who}.",
    "I did not mean to write today, but {when} something happened at {place} and I want to put it somewhere.",
    "Hello again. The week was {weather}, and the worst of it was {when}.",
    "I read this thread {when} and have been thinking about it beside {thing} ever since.",
    "Thank you for what you wrote. I read it {when}, twice, once for me and once for {who}.",
    "May I come in here with something rather like it? For {span} I have carried it about without telling {who}.",
    "Short one from me, {when}, with {thing} still waiting to be done.",
    "You asked how it was for others. For me it was {weather}, for {span}, and then it changed.",
    "I said I would report back, so here I am, {when}, at {place}, of all places.",
    "Not much to tell, only that {small} and that it felt like more than it sounds.",
)
_MIDDLES = (
    "{who} asked how I was, and for once I did not say fine.",
    "I stood at {place} holding on to nothing in particular, and after a while it passed.",
    "There was {thing}, there was me, and neither of us had moved for {span}.",
    "What I had not expected was how {weather} the evenings would be.",
    "I keep starting on {thing} and finding myself at the window instead.",
    "{who} means well, and says so, and I nod, and then I go to {place} to breathe.",
    "It took {span} before I could walk past {place} without turning my head.",
    "So {small}, and then, because that had gone well, I looked at {thing} again.",
    "I am learning that a {weather} day is still a day, and that it ends.",
    "I used to think that everybody else at {place} knew how this was done.",
    "Some of it I would not change: {when} {who} laughed at something I said, and I had forgotten that sound.",
    "The advice I was given was to keep busy, but I have been busy for {span} and it did not help.",
    "I wrote it down {when} so that I would believe it later.",
    "Then {who} rang, and we talked about {thing} for half an hour and about nothing else, and it was a rest.",
    "I have put {thing} where I can see it, as a sort of promise.",
    "People say it gets lighter. I would say it gets a handle, so that one can carry it to {place} and back.",
    "My hands were shaking, so I gave them {thing} to do.",
    "Nobody at {place} knew, and that was restful, and also a bit lonely.",
    "If I am honest it is the hour {when} that I mind, more than the rest of the day together.",
    "I told {who} the short version and kept the long one for here.",
    "A year ago I would have hidden it from {who}; now I only put it off for a while.",
    "For {span} I thought I was the only one who counted the steps to {place}.",
)
_WITH_WORD = (
    "It is a kind of support just to know that somebody else is awake.",
    "I had to look up where to find support near {place}, and then I had to find the courage to ring.",
    "{who} said that support is not the same as fixing, and I have been chewing on that.",
    "The best support I had {when} was a cup of tea and no questions.",
    "I would never have called it support, but that is what it was when {who} sat with me.",
    "My notes say: ask for support sooner, and ask {who} first.",
)
_CLOSINGS = (
    "I do not need an answer, I only wanted it read.",
    "How is it for you, {when}? Do you have something like {thing}?",
    "If anybody has been at this point after {span}, I would like to hear how it went on.",
    "Thank you for keeping the lamp on.",
    "That is all. {small}, and now I shall see to {thing}.",
    "I will write again when it is less {weather}, or when it is not.",
    "Tell me what you did, if you feel like it, and if not, sit down with us anyway.",
    "Wishing all of you a night that is kinder than the day was.",
    "I will look in again tomorrow, from {place}, if I get that far.",
    "Be gentle with yourselves, and with {who} as well, if you can.",
)
_LISTS = (
    "What helped, in order:\n\n- {a}\n- {b}\n- {c}",
    "Three things from the week:\n\n1. {a}\n2. {b}\n3. {c}",
)
_EMPHASIS = ("a day", "nothing", "for once", "the only one", "sooner", "somewhere", "still", "another")


def distinct_texts(n: int, seed: int) -> Iterator[str]:
    """`n` different Markdown texts of about 600 characters, the same for the same seed; 10,000 take half a second.

    Text 1, 6, 11 ... hold the word "support". About one in six has a list, one in six a quotation, a quarter a stressed
    word.
    """
    choose = random.Random(seed)  # noqa: S311 - sample text, no secret hangs on it
    seen: set[str] = set()
    while len(seen) < n:
        text = _text(choose, with_word=len(seen) % EVERY_WITH_WORD == 0)
        if text not in seen:
            seen.add(text)
            yield text


def _text(choose: random.Random, *, with_word: bool) -> str:
    sentences = [_filled(choose, choose.choice(_OPENINGS))]
    middles = [_filled(choose, each) for each in choose.sample(_MIDDLES, 9)]
    if with_word:
        sentences.append(_filled(choose, choose.choice(_WITH_WORD)))
    closing = _filled(choose, choose.choice(_CLOSINGS))
    extra = _extra(choose, middles.pop())
    length = choose.randint(ABOUT - 110, ABOUT + 110) - len(closing) - len(extra)
    while middles and sum(map(len, sentences)) + len(middles[-1]) / 2 < length:
        sentences.append(middles.pop())
    choose_from = sentences[1:]
    choose.shuffle(choose_from)
    return "\n\n".join(_paragraphs(choose, [sentences[0], *choose_from], extra, closing))


def _paragraphs(choose: random.Random, sentences: list[str], extra: str, closing: str) -> list[str]:
    cut = choose.randint(2, max(2, len(sentences) - 1))
    first, second = sentences[:cut], sentences[cut:]
    if choose.random() < 0.25:
        first = [_stressed(sentence) for sentence in first]
    if second and choose.random() < 0.5:
        second, closing = [*second, closing], ""
    return [part for part in (" ".join(first), extra, " ".join(second), closing) if part]


def _extra(choose: random.Random, quotation: str) -> str:
    """A list, a quotation, or mostly nothing."""
    kind = choose.random()
    if kind < 1 / 6:
        a, b, c = choose.sample(_SLOTS["small"], 3)
        return choose.choice(_LISTS).format(a=a, b=b, c=c)
    if kind < 1 / 3:
        return f"> {quotation}"
    return ""


def _filled(choose: random.Random, sentence: str) -> str:
    """The sentence with its gaps filled, and a capital wherever one begins."""
    names = [name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name]
    text = sentence.format(**{name: choose.choice(_SLOTS[name]) for name in names})
    text = ". ".join(part[:1].upper() + part[1:] for part in text.split(". "))
    return text[:1].upper() + text[1:]


def _stressed(sentence: str) -> str:
    for words in _EMPHASIS:
        if f" {words} " in sentence:
            return sentence.replace(f" {words} ", f" *{words}* ", 1)
    return sentence
