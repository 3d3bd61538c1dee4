"""Names people take: what may be one, and when two of them look the same.

Scope of the skeleton: letters and digits that are mistaken for Latin letters when read quickly (Cyrillic, Greek,
Armenian, Cherokee and Lisu lookalikes, small capitals, digits and signs of "leet"), one table, not all of Unicode's
confusables. "i", "l" and "1" are one letter. Scripts without Latin lookalikes are compared by their own letters.
"""

import re
import unicodedata
from random import Random

from django.utils.translation import gettext as _

from supportgroups.lib.calmwords import ADJECTIVES, NOUNS

MIN_LENGTH = 2
MAX_LENGTH = 30
# Seven digits in a name are a telephone number, whatever stands between them.
MAX_DIGITS = 6
MAX_MARKS = 3

_LOOKALIKES = {
    "a": "аɑαаạӑӓᴀ4@ꓮᎪ", "b": "Ььвβʙ8ꓐᏴƅ", "c": "сϲᴄⅽꓚᏟ¢",
    "d": "ԁᴅⅾꓒᎠꭰ", "e": "еєεэᴇ3€ꓰᎬҽℯ", "f": "ғϝꜰꓝƒ",
    "g": "ɡց9ɢꓖᏀԍ", "h": "һнհʜꓧᎻ", "j": "јϳʝᴊꓙᎫ", "k": "кκᴋꓗᏦҝ", "l": "iıіιɪ1!|ⅼӏןʟꓡꓲᏞᎥįḷ",
    "m": "мᴍⅿμꓟᎷ", "n": "ոпηɴꓠղ",
    "o": "оοσօøо0ᴏꓳഠ๐០ⲟ", "p": "рρᴘꓑᏢþ", "q": "ԛզ", "r": "гᴦʀꓣᎡɾ", "s": "ѕʂꜱ5$ꓢᏚ", "t": "тτᴛ7ꓔᎢ+", "u": "υսцᴜꓴʋ",
    "v": "ѵνᴠⅴꓦᏙ", "w": "ԝωшщᴡꓪᎳѡ", "x": "хχⅹꓫ×", "y": "уүγʏꓬᎽỿ", "z": "ᴢ2ꓜᏃʐ",
}  # fmt: skip
_PAIRS = (("rn", "m"), ("vv", "w"), ("æ", "ae"), ("œ", "oe"), ("ß", "ss"))
_COMBINING = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters that are drawn as nothing.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u034f")
_JOINERS = frozenset(" -'’._")
_ENDINGS = "com|org|net|info|io|co|uk|de|eu|app|me|xyz|site|online|gov|edu|biz|tv|ly|gg|fr|nl|ca|au|us|link|shop|club"
_ADDRESS = re.compile(rf"https?|www[ .]|\w[ ]?(?:\.|\bdot\b)[ ]?(?:{_ENDINGS})\b", re.IGNORECASE)
_MAIL = re.compile(r"@|\bat\b.*\bdot\b|\b(?:gmail|hotmail|protonmail)\b", re.IGNORECASE)
_SPACES = re.compile(r"[\W_]+")
_WORD_ENDS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")

# Who may be taken for somebody with powers, for a helper by profession, or for everybody. English and near relatives;
# the longer ones are refused inside a word too ("moderator2", "thehelpline").
RESERVED = tuple(
    """
    account admin admins administration administrator administrador animateur anonymous ambulance assistance
    automod bot channel coadmin community counsellor counselor crisis deleted doctor dr emergency erased
    everybody everyone facilitador facilitateur facilitator facilitators founder frontdesk group helpdesk
    helpline host hotline leader lifeline manager member members mod moderador moderateur moderation moderator
    moderators mods newsletter noreply official operator operators owner police postmaster psychiatrist
    psychologist psychotherapist removed root samaritans security screener service site staff superuser support
    supportteam sysadmin sysop system team therapist treasurer unknown verified volunteer webmaster withdrawn
    aerztin arzt ärztin betreuer betreuerin chaplain clinician enfermera equipe équipe infirmier infirmière medic
    médecin medico médica midwife moderadora moderatorin modératrice nurse paramedic physician psicologa psicologo
    psychologue seelsorger socialworker surgeon terapeuta thérapeute verwalter verwaltung
    """.split()  # noqa: SIM905
)
_REFUSED_INSIDE = 8


class HandleRefused(ValueError):
    """The name cannot be taken; ``str()`` is a sentence for the person who typed it."""


def suggest(random: Random) -> str:
    """Two calm words, "Calm Heron". Says nothing of the person; whether it is free is for the caller to ask."""
    return f"{random.choice(ADJECTIVES)} {random.choice(NOUNS)}"


def clean_handle(text: str) -> str:
    """The name as it is kept and shown: NFC, single spaces. Raises ``HandleRefused``. Looks nothing up."""
    handle = unicodedata.normalize("NFC", " ".join(text.split(" "))).strip()
    handle = re.sub(" +", " ", handle)
    _refuse_by_length(handle)
    _refuse_by_signs(handle)
    _refuse_contact(handle)
    if is_reserved(handle):
        raise HandleRefused(
            _("This name sounds like somebody who looks after the group. Please choose one that is only yours."),
        )
    return handle


def handle_key(text: str) -> str:
    """What two names have in common that look alike: unique per group. The same key comes out of a key."""
    key = text
    # Folding can make new pairs ("rrn" -> "rm"), so it is repeated until it rests; three rounds are the most seen.
    for _round in range(6):
        folded = _fold(key)
        if folded == key:
            break
        key = folded
    return key


def is_reserved(handle: str) -> bool:
    """Whether the name, or a word in it, is one of ``RESERVED`` or looks like one."""
    key = handle_key(handle)
    words = {handle_key(word) for ends in (_WORD_ENDS, _SPACES) for word in ends.split(handle)}
    return key in _RESERVED_KEYS or bool(words & _RESERVED_KEYS) or any(part in key for part in _INSIDE_KEYS)


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _COMBINING.sub("", unicodedata.normalize("NFKD", text))
    text = unicodedata.normalize("NFC", text.casefold()).translate(_SKELETON)
    text = "".join(sign for sign in text if unicodedata.category(sign)[0] in "LNM" and sign not in _BLANK_LETTERS)
    for pair, single in _PAIRS:
        text = text.replace(pair, single)
    return text


def _refuse_by_length(handle: str) -> None:
    if len(handle) < MIN_LENGTH:
        raise HandleRefused(_("A name needs at least two letters."))
    if len(handle) > MAX_LENGTH:
        raise HandleRefused(_("This name is too long. Please keep it to 30 letters or fewer."))


def _refuse_by_signs(handle: str) -> None:
    if any(unicodedata.category(sign) in _INVISIBLE or sign in _BLANK_LETTERS for sign in handle):
        raise HandleRefused(_("There is a hidden sign in this name. Please type it again by hand."))
    if _MAIL.search(handle):
        raise HandleRefused(_("This looks like an e-mail address. Please choose a name that nobody can trace to you."))
    if any(unicodedata.category(sign)[0] not in "LMN" and sign not in _JOINERS for sign in handle):
        raise HandleRefused(_("A name can have letters, numbers, spaces, hyphens and dots."))
    if not any(unicodedata.category(sign)[0] == "L" for sign in handle):
        raise HandleRefused(_("A name needs at least one letter."))
    marks = "".join("m" if unicodedata.category(sign)[0] == "M" else "." for sign in handle)
    if "m" * (MAX_MARKS + 1) in marks or marks.startswith("m"):
        raise HandleRefused(_("There are too many accents on one letter. Please use fewer."))


def _refuse_contact(handle: str) -> None:
    plain = unicodedata.normalize("NFKC", handle)
    if sum(sign.isdigit() for sign in plain) > MAX_DIGITS:
        raise HandleRefused(_("This looks like a telephone number. Please choose a name that nobody can trace to you."))
    if _ADDRESS.search(plain):
        raise HandleRefused(_("This looks like the address of a page. Please choose a name without one."))


_SKELETON = {ord(sign): letter for letter, signs in _LOOKALIKES.items() for sign in signs}
_RESERVED_KEYS = frozenset(handle_key(word) for word in RESERVED)
_INSIDE_KEYS = tuple(handle_key(word) for word in RESERVED if len(word) >= _REFUSED_INSIDE)
