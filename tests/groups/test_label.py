"""A word of one's own for a group: on one's own pages, and nowhere else."""

from __future__ import annotations

from groups.models import Membership
from tests.groups.conftest import Room


def test_my_pages_call_the_group_as_i_do(room: Room) -> None:
    heron = room.member("Heron")
    browser, url = heron.client(), f"{room.url}me/label/"
    assert url in browser.get(f"{room.url}me/").content.decode()
    assert browser.post(url, {"label": "  Fri\u200bdays\u202e "}).url == f"{room.url}me/"
    assert Membership.objects.get(persona=heron.face).label == "Fridays"
    for place in ("/home/", room.url, f"{room.url}forums/talk/", f"{room.url}forums/talk/write/"):
        page = browser.get(place).content.decode()
        assert "Fridays" in page, place
        assert room.group.name not in page.replace(f'"{room.group.name}"', ""), place
    assert 'value="Fridays"' in browser.get(url).content.decode()


def test_nobody_else_sees_it(room: Room) -> None:
    heron, wren = room.member("Heron"), room.member("Wren")
    heron.client().post(f"{room.url}me/label/", {"label": "Fridays"})
    people = (wren, room.founder)
    places = ("/home/", room.url, f"{room.url}roles/", f"{room.url}people/{heron.face.ref}/", f"{room.url}me/label/")
    for person in people:
        for place in places:
            assert "Fridays" not in person.client().get(place).content.decode(), place


def test_an_empty_word_gives_the_name_back(room: Room) -> None:
    browser = room.member("Heron").client()
    browser.post(f"{room.url}me/label/", {"label": "Fridays"})
    browser.post(f"{room.url}me/label/", {"label": ""})
    assert room.group.name in browser.get(room.url).content.decode()
    assert browser.post(f"{room.url}me/label/", {"label": "x" * 41}).status_code == 200


def test_who_is_not_in_it_has_no_word_for_it(room: Room) -> None:
    assert room.person("eve").client().post(f"{room.url}me/label/", {"label": "Fridays"}).status_code == 403
    assert not Membership.objects.exclude(label="").exists()
