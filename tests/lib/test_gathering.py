"""Rows that come beside a row are those that asking for them would have given, in their order."""

from __future__ import annotations

import pytest
from django.db.models import OuterRef

from personas.models import Persona, Space
from supportgroups.lib.gathering import gathered, rows_in
from tests.cast import Cast


@pytest.mark.django_db
def test_each_row_has_its_own_in_their_order_and_any_words(cast: Cast) -> None:
    odd = "<b> ' \" \\ [1, null] ünï"
    first, second = Persona.objects.filter(group_space=cast.group.pk).order_by("pk")[:2]
    Persona.objects.filter(pk=second.pk).update(handle=odd)
    there = Persona.objects.filter(group_space=OuterRef("pk"), pk__in=(first.pk, second.pk))
    for order, expected in (("pk", [first.handle, odd]), ("-pk", [odd, first.handle])):
        spaces = Space.objects.annotate(faces=gathered(there.order_by(order), "handle", "picture", "pk"))
        rows = rows_in(spaces.get(pk=cast.group.pk).faces)
        assert [handle for handle, _picture, _pk in rows] == expected
        assert {pk for _handle, _picture, pk in rows} == {first.pk, second.pk}
        assert all(picture is None for _handle, picture, _pk in rows)
        assert rows_in(spaces.get(pk=cast.elsewhere.pk).faces) == []
