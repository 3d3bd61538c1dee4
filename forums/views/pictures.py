"""Pictures of drafts and posts, answered to whoever may read what they belong to."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from forums.pages.pictures import find_picture
from forums.views.drafts import open_draft
from forums.views.reading import reader_of
from supportgroups.lib import picturestore


@require_safe
def picture(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """A picture of a post; 404 for whoever may not read the post as it stands now."""
    reader = reader_of(request)
    found = find_picture(reader, ref)
    if found is None or not request.actor.can("forums.see_picture", found.post):
        raise Http404
    return picturestore.answer(found.picture_file)


@require_safe
def draft_picture(request: HttpRequest, ref: UUID, picture: UUID) -> HttpResponse:
    """A picture of one's own draft; 404 for everybody else."""
    mine, _reader = open_draft(request, ref, publish=False)
    found = mine.pictures.filter(ref=picture).first()
    if found is None:
        raise Http404
    return picturestore.answer(found.picture_file)
