"""The pictures of a draft in its form: words for each, a tick to take it out, and a place for another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from forums.forms import Line
from forums.models import Draft, DraftPicture
from forums.models.pictures import ALT_LENGTH, MOST_PICTURES
from forums.pages.pictures import draft_picture_url
from supportgroups.lib.pictures import ACCEPTED


class DraftLine(Line):
    """Asked for, but a draft is kept without it too."""

    def validate(self, value: Any) -> None:
        """Nothing is refused."""


@dataclass(frozen=True)
class PictureRow:
    """One picture with its fields."""

    number: int
    url: str
    alt: str
    width: int
    height: int
    fields: tuple[BoundField, ...]


class PicturesForm(forms.Form):
    """What is said of each picture of a draft. A draft is kept without that; it is asked for when it is to be posted.

    `is_asking`: the writer wanted to go on, so what is missing is said at its field.
    """

    use_required_attribute = False

    def __init__(
        self,
        draft: Draft,
        data: Mapping[str, Any] | None = None,
        *,
        may_add: bool = False,
        is_asking: bool = False,
    ) -> None:
        super().__init__(data)
        self.pictures: Sequence[DraftPicture] = list(draft.pictures.order_by("position")) if draft.picture_mark else ()
        self._draft, self.is_asking = draft, is_asking
        for place, picture in enumerate(self.pictures, start=1):
            self._add_fields(place, picture)
        if may_add and len(self.pictures) < MOST_PICTURES:
            self.fields["picture"] = forms.FileField(
                label=_("Another picture from your device") if self.pictures else _("A picture from your device"),
                required=False,
                widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED)}),
                help_text=_(
                    "JPEG, PNG, WebP or GIF, up to 10 MB. Place, time, camera and the file's name are left behind. A"
                    " face, a street or a letter in it can still be recognised."
                ),
            )

    def _add_fields(self, place: int, picture: DraftPicture) -> None:
        self.fields[f"alt-{picture.ref}"] = DraftLine(
            label=_("What there is to see in picture %(number)s") % {"number": place},
            initial=picture.alt,
            max_length=ALT_LENGTH,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("For members who cannot see it. A sentence is enough."),
        )
        self.fields[f"plain-{picture.ref}"] = forms.BooleanField(
            label=_("It needs no words: it only decorates"), initial=picture.is_plain, required=False
        )
        self.fields[f"out-{picture.ref}"] = forms.BooleanField(label=_("Take this picture out"), required=False)

    @property
    def rows(self) -> list[PictureRow]:
        """The pictures, each with its fields; what is missing is said at the field, where it was asked for."""
        if self.is_asking:
            self._say_what_is_missing()
        return [
            PictureRow(
                number=place,
                url=draft_picture_url(self._draft, picture.ref),
                alt=picture.alt,
                width=picture.width,
                height=picture.height,
                fields=tuple(self[f"{name}-{picture.ref}"] for name in ("alt", "plain", "out")),
            )
            for place, picture in enumerate(self.pictures, start=1)
        ]

    @property
    def file(self) -> BoundField | None:
        """Where another picture is chosen; None where none can be added."""
        return self["picture"] if "picture" in self.fields else None

    def said(self) -> dict[UUID, tuple[str, bool]]:
        """The words for each picture whose fields were sent along and fit; the others stay as they are."""
        self.full_clean()
        clean = self.cleaned_data
        return {
            picture.ref: (clean[f"alt-{picture.ref}"], clean[f"plain-{picture.ref}"])
            for picture in self.pictures
            if f"alt-{picture.ref}" in self.data and f"alt-{picture.ref}" in clean
        }

    def leaving(self) -> list[UUID]:
        """Those that shall be taken out."""
        self.full_clean()
        return [picture.ref for picture in self.pictures if self.cleaned_data.get(f"out-{picture.ref}")]

    def _say_what_is_missing(self) -> None:
        self.is_asking = False
        if not self.is_bound:
            self.is_bound = True
            self.data = {self.add_prefix(name): field.initial for name, field in self.fields.items() if field.initial}
        for picture in self.pictures:
            if not picture.has_words:
                self.add_error(f"alt-{picture.ref}", _("Say what there is to see, or tick that it needs no words."))
