"""What groups are about: our own small list, in plain words.

Written for this product; nothing here is taken from a licensed classification. What people type when they mean one of
these stands in `directory.concern_words`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.concern_words import WORDS


@dataclass(frozen=True)
class Concern:
    """One thing a group can be about. `passing` concerns are ones where leaving is often the good outcome."""

    slug: str
    label: Promise
    synonyms: tuple[str, ...]
    broader: str = ""
    passing: bool = False


def _concern(slug: str, label: Promise, broader: str = "", *, passing: bool = False) -> Concern:
    return Concern(slug, label, WORDS[slug], broader, passing)


CONCERNS: tuple[Concern, ...] = (
    # The mind
    _concern("mental-health", _("Mental health")),
    _concern("depression", _("Depression"), "mental-health"),
    _concern("postnatal-depression", _("Low mood after having a baby"), "depression", passing=True),
    _concern("anxiety", _("Anxiety and worry"), "mental-health"),
    _concern("panic", _("Panic attacks"), "anxiety"),
    _concern("social-anxiety", _("Shyness and social anxiety"), "anxiety"),
    _concern("health-anxiety", _("Worry about health"), "anxiety"),
    _concern("ocd", _("OCD"), "anxiety"),
    _concern("bipolar", _("Bipolar"), "mental-health"),
    _concern("psychosis", _("Hearing voices and psychosis"), "mental-health"),
    _concern("strong-feelings", _("Strong feelings and BPD"), "mental-health"),
    _concern("trauma", _("Trauma and PTSD"), "mental-health"),
    _concern("childhood-abuse", _("Hurt in childhood"), "trauma"),
    _concern("self-harm", _("Self-harm"), "mental-health"),
    _concern("suicidal-thoughts", _("Thoughts of suicide"), "mental-health"),
    _concern("eating", _("Eating and food"), "mental-health"),
    _concern("anorexia", _("Anorexia"), "eating"),
    _concern("bulimia", _("Bulimia"), "eating"),
    _concern("overeating", _("Binge eating"), "eating"),
    _concern("body-image", _("How I feel about my body"), "mental-health"),
    _concern("adhd", _("ADHD"), "neurodivergence"),
    _concern("autism", _("Autism"), "neurodivergence"),
    _concern("neurodivergence", _("Neurodivergence")),
    _concern("stress", _("Stress and burnout"), "mental-health", passing=True),
    _concern("sleep", _("Sleep")),
    _concern("anger", _("Anger"), "mental-health"),
    _concern("loneliness", _("Loneliness")),
    _concern("self-worth", _("Self-worth"), "mental-health"),
    # Loss
    _concern("bereavement", _("Bereavement and grief"), passing=True),
    _concern("loss-of-partner", _("Loss of a partner"), "bereavement", passing=True),
    _concern("loss-of-child", _("Loss of a child"), "bereavement", passing=True),
    _concern("baby-loss", _("Miscarriage and baby loss"), "bereavement", passing=True),
    _concern("loss-of-parent", _("Loss of a parent"), "bereavement", passing=True),
    _concern("loss-by-suicide", _("Loss by suicide"), "bereavement", passing=True),
    _concern("pet-loss", _("Loss of a pet"), "bereavement", passing=True),
    _concern("end-of-life", _("When somebody is dying"), passing=True),
    # Habits that take over
    _concern("addiction", _("Addiction")),
    _concern("alcohol", _("Alcohol"), "addiction"),
    _concern("drugs", _("Drugs"), "addiction"),
    _concern("gambling", _("Gambling"), "addiction"),
    _concern("smoking", _("Smoking and vaping"), "addiction", passing=True),
    _concern("sex-and-love", _("Sex, love and pornography"), "addiction"),
    _concern("screens", _("Gaming and screens"), "addiction"),
    _concern("anothers-addiction", _("Somebody else's drinking or drug use"), "addiction"),
    # Caring and family
    _concern("carers", _("Looking after somebody")),
    _concern("ageing-parents", _("Looking after a parent"), "carers"),
    _concern("dementia-carers", _("Caring for somebody with dementia"), "carers"),
    _concern("young-carers", _("Young carers"), "carers"),
    _concern("family-mental-illness", _("Mental illness in the family"), "carers"),
    _concern("parents", _("Parents")),
    _concern("new-parents", _("New babies"), "parents", passing=True),
    _concern("single-parents", _("Single parents"), "parents"),
    _concern("ill-or-disabled-child", _("Parents of an ill or disabled child"), "parents"),
    _concern("adoption", _("Adoption and fostering")),
    _concern("estrangement", _("Family estrangement")),
    # The body
    _concern("long-term-illness", _("Long-term illness")),
    _concern("cancer", _("Cancer")),
    _concern("breast-cancer", _("Breast cancer"), "cancer"),
    _concern("child-with-cancer", _("A child with cancer"), "cancer"),
    _concern("after-cancer", _("Life after cancer"), "cancer"),
    _concern("diabetes", _("Diabetes"), "long-term-illness"),
    _concern("child-with-diabetes", _("A child with diabetes"), "diabetes"),
    _concern("pain", _("Long-term pain"), "long-term-illness"),
    _concern("fatigue", _("ME, long COVID and fatigue"), "long-term-illness"),
    _concern("fibromyalgia", _("Fibromyalgia"), "pain"),
    _concern("arthritis", _("Arthritis"), "pain"),
    _concern("migraine", _("Migraine and headache"), "pain"),
    _concern("heart", _("Heart"), "long-term-illness"),
    _concern("stroke", _("Stroke"), "long-term-illness"),
    _concern("brain-injury", _("Brain injury"), "long-term-illness"),
    _concern("epilepsy", _("Epilepsy"), "long-term-illness"),
    _concern("ms", _("MS"), "long-term-illness"),
    _concern("parkinsons", _("Parkinson's"), "long-term-illness"),
    _concern("dementia", _("Dementia")),
    _concern("lungs", _("Lungs and breathing"), "long-term-illness"),
    _concern("gut", _("Bowel and stomach"), "long-term-illness"),
    _concern("kidneys", _("Kidneys"), "long-term-illness"),
    _concern("hiv", _("HIV"), "long-term-illness"),
    _concern("rare-illness", _("Rare illness"), "long-term-illness"),
    _concern("womens-health", _("Endometriosis and periods"), "long-term-illness"),
    _concern("fertility", _("Trying for a baby")),
    _concern("menopause", _("Menopause"), passing=True),
    _concern("disability", _("Disability")),
    _concern("sight-loss", _("Sight loss"), "disability"),
    _concern("hearing-loss", _("Hearing loss and tinnitus"), "disability"),
    # Life
    _concern("separation", _("Separation and divorce"), passing=True),
    _concern("domestic-abuse", _("Abuse at home")),
    _concern("sexual-violence", _("Sexual violence"), "trauma"),
    _concern("work-loss", _("Losing work"), passing=True),
    _concern("money", _("Money worries"), passing=True),
    _concern("housing", _("Losing a home"), passing=True),
    _concern("lgbtq", _("LGBTQ+ life")),
    _concern("gender", _("Trans and non-binary life"), "lgbtq"),
    _concern("bullying", _("Bullying")),
    _concern("racism", _("Racism")),
    _concern("migration", _("A new country")),
    _concern("prison-families", _("Somebody in prison")),
    _concern("service-life", _("Veterans and service families")),
    _concern("students", _("Students")),
    _concern("later-life", _("Growing older")),
)
