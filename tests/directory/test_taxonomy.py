"""What people really type, and the concern they should find first."""

from __future__ import annotations

import time

import pytest
from django.utils import translation

from directory.taxonomy import CONCERNS, FACETS, concern, find_concerns, has_crisis_words, with_broader

FOUND_FIRST = """
low mood -> depression
Depresion -> depression
feeling down -> depression
I can't get out of bed -> depression
crying all the time -> depression
no energy for anything -> depression
postnatal depression -> postnatal-depression
cant bond with my baby -> postnatal-depression
axiety -> anxiety
can’t stop worrying -> anxiety
afraid to go out -> anxiety
panic attaks -> panic
OCD -> ocd
obsessive thoughts -> ocd
bipoler -> bipolar
hearing voices -> psychosis
I hear voices -> psychosis
schizofrenia -> psychosis
borderline -> strong-feelings
flashbacks -> trauma
PTSD -> trauma
abused as a child -> childhood-abuse
cutting -> self-harm
suicidal -> suicidal-thoughts
eating disorder -> eating
bulimia -> bulimia
can't stop eating -> overeating
I hate my body -> body-image
adhd in adults -> adhd
Asperger's -> autism
burnt out -> stress
burn out -> stress
can't sleep -> sleep
losing my temper -> anger
nobody to talk to -> loneliness
low self-esteem -> self-worth
someone died -> bereavement
bereavment -> bereavement
my friend died -> bereavement
my husband died last year -> loss-of-partner
I lost my wife -> loss-of-partner
our son died -> loss-of-child
miscarriage -> baby-loss
lost my baby -> baby-loss
my mother died -> loss-of-parent
he took his own life -> loss-by-suicide
my dog died -> pet-loss
someone I love is dying -> end-of-life
drinking -> alcohol
alchohol -> alcohol
I drink too much -> alcohol
cant stop drinking -> alcohol
weed -> drugs
gambeling -> gambling
quit smoking -> smoking
porn -> sex-and-love
my partner drinks too much -> anothers-addiction
al-anon -> anothers-addiction
looking after my mum -> ageing-parents
caring for my husband -> carers
carer -> carers
caring for elderly parents -> ageing-parents
my mother has dementia -> dementia-carers
single mum -> single-parents
first-time mum -> new-parents
my son has diabetes -> child-with-diabetes
Crohn's -> gut
chemo -> cancer
breast cancer -> breast-cancer
always in pain -> pain
long covid -> fatigue
fibromyalga -> fibromyalgia
multiple sclerosis -> ms
Parkinsons -> parkinsons
tinnitus -> hearing-loss
IVF -> fertility
hot flushes -> menopause
my wife left me -> separation
husband hits me -> domestic-abuse
I lost my job -> work-loss
worried about money -> money
coming out -> lgbtq
trans -> gender
bullied at work -> bullying
refugee -> migration
army wife -> service-life
exam stress -> students
"""


@pytest.mark.parametrize(("typed", "slug"), [line.split(" -> ") for line in FOUND_FIRST.strip().splitlines()])
def test_what_people_type_finds_what_they_mean(typed: str, slug: str) -> None:
    found = find_concerns(typed)
    assert found, f"nothing found for {typed!r}"
    assert found[0].concern.slug == slug


def test_looking_after_a_parent_finds_carers_too() -> None:
    assert [match.concern.slug for match in find_concerns("looking after my mum")] == ["ageing-parents", "carers"]


def test_the_nearest_comes_first_and_what_was_said_is_kept() -> None:
    found = find_concerns("  my husband   died last year ")
    assert [match.concern.slug for match in found] == ["loss-of-partner", "bereavement"]
    assert {match.said for match in found} == {"my husband died last year"}
    assert find_concerns("low mood")[0].exactness > find_concerns("depresion")[0].exactness


@pytest.mark.parametrize("typed", ["", "   ", "?!", "the", "a", "xyzzy plugh", "Leeds", "tuesday evening"])
def test_words_that_mean_nothing_here_find_nothing(typed: str) -> None:
    assert find_concerns(typed) == []


def test_a_lost_job_is_no_bereavement() -> None:
    assert "bereavement" not in [match.concern.slug for match in find_concerns("I lost my job")]


@pytest.mark.parametrize("typed", ["qwertyuiop asdfghjkl " * 500, "depresion anxeity bereavmint alchohal " * 50])
def test_a_pasted_page_costs_no_more_than_a_search(typed: str) -> None:
    find_concerns("warm up")
    began = time.perf_counter()
    find_concerns(typed)
    assert time.perf_counter() - began < 0.5


def test_labels_follow_the_language_in_use() -> None:
    with translation.override("de"):
        assert find_concerns("low mood")[0].concern.slug == "depression"


def test_every_slug_stands_once_and_every_broader_concern_exists() -> None:
    slugs = [each.slug for each in CONCERNS]
    assert len(slugs) == len(set(slugs))
    assert 75 <= len(slugs) <= 110
    assert [each.slug for each in CONCERNS if each.broader and concern(each.broader) is None] == []


def test_no_two_concerns_claim_the_same_words() -> None:
    owner: dict[str, str] = {}
    twice = []
    for each in CONCERNS:
        for word in each.synonyms:
            if word in owner and with_broader(each.slug)[-1] != with_broader(owner[word])[-1]:
                twice.append((word, owner[word], each.slug))
            owner[word] = each.slug
    assert twice == []


def test_wider_concerns_are_named_from_the_nearest_up() -> None:
    assert [each.slug for each in with_broader("postnatal-depression")] == [
        "postnatal-depression",
        "depression",
        "mental-health",
    ]
    assert with_broader("no-such-thing") == ()


def test_grief_passes_and_a_long_illness_stays() -> None:
    assert concern("loss-of-partner").passing
    assert concern("separation").passing
    assert not concern("diabetes").passing
    assert not concern("depression").passing


def test_facets_offer_at_least_two_choices_with_slugs_of_their_own() -> None:
    assert {"audience", "identity", "stage", "door", "run", "led_by", "medium", "cost"} <= {
        each.slug for each in FACETS
    }
    for facet in FACETS:
        slugs = [choice.slug for choice in facet.choices]
        assert len(slugs) >= 2
        assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "i want to kill myself",
        "I don’t want to be here any more",
        "dont want to live",
        "suicidal",
        "sucidal thoughts",
        "suicde",
        "ending my life",
        "I cut myself again",
        "self-harm",
        "hurting myself",
        "they would be better off without me",
        "no reason to live",
        "took an overdose",
        "I can't go on",
        "he is violent and he's going to kill me",
        "I wish I was dead",
        "I am going to end it tonight",
        "nothing left.\n\nEnd my life.",
        "my brother's suicide",
    ],
)
def test_words_of_crisis_are_noticed(text: str) -> None:
    assert has_crisis_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "low mood",
        "my dog died",
        "I could kill for a cup of tea",
        "the deadline is killing us",
        "super",
        "a sudden change",
        "I cut the grass myself",
        "the end of my working life",
        "I want to live by the sea",
        "sides of the story",
        "ending my subscription",
        "I cannot go on holiday this year",
        "",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert not has_crisis_words(text)
