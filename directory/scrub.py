"""Taking people's private details out of notes that came from elsewhere.

Feeds carry live passcodes, meeting ids, telephone numbers, addresses and the first names of people in anonymous
fellowships. It is better to lose a harmless word than to keep one of those, so every rule here errs on that side.
"""

from __future__ import annotations

import html
import re

LEFT_OUT = "(left out)"

_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,300}|!--.{0,300}?--)>", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_EMAIL = re.compile(r"(?:mailto:)?[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.IGNORECASE)
_INVITATION = re.compile(
    r"(?:https?://)?(?:[\w-]{1,63}\.){0,3}(?:zoom\.us|zoomgov\.com|chat\.whatsapp\.com|wa\.me|t\.me|discord\.(?:gg|com)"
    r"|meet\.google\.com|teams\.(?:live|microsoft)\.com|signal\.group|gotomeet\.me|meet\.jit\.si|webex\.com)"
    r"/[^\s<>]{0,500}(?: \d{3,4}){0,3}",
    re.IGNORECASE,
)
_QUERY_SECRET = re.compile(r"(https?://[^\s?#<>]+)\?[^\s<>]*(?:pwd|pass|token|key|code)=[^\s<>]*", re.IGNORECASE)
_MEETING_ID = re.compile(
    r"\b(?:zoom|meeting|webinar|conference|skype|room)?[ \t]*(?:id|zoom|zoom meeting)\b[ \t]*(?:number|is|no\.?)?"
    r"[ \t:#=-]*(?:\+?\d[\d \t.()-]{5,30}\d\b#?)",
    re.IGNORECASE,
)
_ORDINARY = (
    r"(?:is|are|was|not|no|to|the|a|an|and|or|for|from|of|on|at|in|by|if|please|required?|needed|necessary|protected"
    r"|will|can|may|you|your|we|our|us|with|before|after|when|upon|which|that|email|e-mail|contact|text|call|see|via)\b"
)
_KEY_WORD = (
    r"(?:pass[ -]?codes?|pass[ -]?words?|pass[ -]?phrases?|pwd|host key"
    r"|(?:access|entry|door|gate|meeting|room|join|dial-?in) (?:code|pin))"
)
_LAST_WORDS = r"(?:[^\s*(.,;]+(?:[ \t]+[^\s*(.,;]+){1,5}[ \t]*$)"  # a pass phrase that ends its line
_PASSCODE = re.compile(
    rf"(?<!no )\b{_KEY_WORD}[ \t]*(?:(?:is|are)\b[ \t]*:?|[:=#-]+)[ \t]*(?:\"[^\"\n]+\"|“[^”\n]+”|{_LAST_WORDS}|\S+)"
    rf"|(?<!no )\b{_KEY_WORD}[ \t]+(?!{_ORDINARY})\S+"
    rf"|(?<!no )\b{_KEY_WORD}(?=x{{4,}})\S+"
    r"|\b(?:pin|pw|code)[ \t]*(?:is\b|[:=#])[ \t]*\S+|\b(?:pin|pw|code)[ \t]+#?\d[\w#-]{2,}",
    re.IGNORECASE | re.MULTILINE,
)
_PHONE = re.compile(r"(?<![\w/])\+?\(?\d[\d \t().\-\u2010-\u2015/]{5,30}\d(?!\w)#?|\+\d{1,3}-\d{3}-\d{4}")
_NO_PHONE = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{5}-\d{4}|(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d"
)
_ASK = (
    r"(?:contact(?:s| person)?|text|call|phone|ring|e-?mail|mail|message|whatsapp|ask for|reach out to"
    r"|in touch with|speak to|hosted by|host|chair|chaired by|secretary|coordinator|organi[sz]er|facilitator|led by)"
)
_NO_NAME = (
    r"(?!(?:Contact|Contacts|Call|Password|Passcode|Website|Telephone|The|Us|Our|For|Meeting|Meetings|Zoom|Only|Info|Information|Person|Number|Here"
    r"|This|That|If|At|On|To|And|Or"
    r"|Before|After|By|You|Your|Church|Office|Reception|Group|Line|Please|Email|Phone|Text|Intergroup|A|An|In|Of|Is"
    r"|All|Any|Anyone|Someone|Room|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|[A-Z]{2,}\b)"
)
_NAME = rf"{_NO_NAME}[A-ZÀ-Þ][a-zà-ÿ’'-]{{1,30}}(?:[ \t]+[A-Z](?:\.|\b)(?!\w)|[ \t]+{_NO_NAME}[A-ZÀ-Þ][a-zà-ÿ]+(?!\w))?"
_NAMED = re.compile(
    rf"\b((?i:{_ASK})[ \t]*:?[ \t]*)((?:(?:Mr|Mrs|Ms|Dr)\.? )?{_NAME}(?:[ \t]*(?:,|&|/|or|and)[ \t]+{_NAME})*)"
)
_NAMED_SMALL = re.compile(
    rf"\b({_ASK}[ \t]*:?[ \t]*)(?!us\b|them\b|me\b|the\b|our\b|or\b|at\b)[a-z]{{1,30}}(?: [a-z]\.?)?"
    r"([ \t]+(?:at|on|via|by)?[ \t]*\(left out\))",
    re.IGNORECASE,
)
_BEFORE_NUMBER = re.compile(rf"\b{_NAME}([ \t]*[:,–-]?[ \t]*\(left out\))")
_LABELS = re.compile(
    r"\b(?:zoom|meeting|telephone|tele|phone|mobile|cell|e-?mail|mail|text|id|password|passcode|contacts?|call|whatsapp"
    r"|tel|or|and|at|via|link|one tap|dial|dial in|here|info|more|for|the)\b|\(left out\)|[\W_]",
    re.IGNORECASE,
)


def tidy(text: str) -> str:
    """Plain text from whatever was sent: no markup, no control or direction marks, one kind of line break."""
    text = html.unescape(_TAG.sub(" ", re.sub(r"<(?:br|/p|/li|/div)[ /]*>", "\n", text)))
    text = _CONTROL.sub("", _TAG.sub(" ", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def scrub(text: str) -> str:
    """Tidied text without e-mail addresses, telephone numbers, meeting ids, passcodes, invitations to chats, or names
    that follow words like "contact". What went is marked; a line in which nothing else stood goes altogether."""
    text = tidy(text)
    for pattern in (_EMAIL, _INVITATION, _MEETING_ID, _PASSCODE):
        text = pattern.sub(f" {LEFT_OUT} ", text)
    text = _QUERY_SECRET.sub(r"\1", text)
    text = _PHONE.sub(_without_number, text)
    text = _NAMED.sub(rf"\1{LEFT_OUT}", text)
    text = _NAMED_SMALL.sub(r"\1\2", text)
    text = _BEFORE_NUMBER.sub(r"\1", text)
    kept = [_close_up(line) for line in text.split("\n") if not _says_nothing(line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _without_number(found: re.Match[str]) -> str:
    digits = sum(letter.isdigit() for letter in found.group())
    if digits < 7 or _NO_PHONE.fullmatch(found.group().strip()):
        return found.group()
    return f" {LEFT_OUT} "


def _says_nothing(line: str) -> bool:
    return LEFT_OUT in line and not _LABELS.sub("", line)


def _close_up(line: str) -> str:
    line = re.sub(r"[ \t]+", " ", line).strip()
    line = re.sub(r"(?:\(left out\)[ ,;:/#-]*)+(?<=[ ,;:/#-])(?=\(left out\))", "", line)
    return re.sub(r"(\(left out\)) ([.,;:)])", r"\1\2", line)
