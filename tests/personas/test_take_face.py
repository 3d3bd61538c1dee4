"""Taking a name in a place: one face a person, one name a group, and the database decides when two come at once."""

from datetime import timedelta
from threading import Barrier, Thread
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from personas import faces
from personas.actors import GUEST
from personas.faces import FaceTaken, NameTaken, face_in, new_space, rename, suggest_handle, take_face
from personas.models import Handle, Persona
from personas.seating import actor_of
from personas.vault import Ownership
from supportgroups.lib.handles import HandleRefused
from tests.few import few_or_many


def test_a_face_has_a_name_a_place_and_a_day(ann, harbour, now):
    face = take_face(actor=ann, space=harbour, handle="  Quiet   Heron ", now=now)
    assert (face.handle, face.space_id, face.group_space_id, face.state) == (
        "Quiet Heron", harbour.pk, harbour.pk, "active"
    )  # fmt: skip
    assert face.made_on == now.date()
    assert face_in(ann, harbour.pk) == face


def test_nothing_on_a_face_leads_to_an_account(heron):
    related = {field.name for field in Persona._meta.get_fields(include_hidden=False)}
    assert not related & {"ownership", "account", "user"}
    assert all(not name.startswith("ownership") for name in dir(heron))


def test_a_second_press_finds_the_first_face(ann, harbour, heron, now):
    with pytest.raises(FaceTaken) as caught:
        take_face(actor=ann, space=harbour, handle="Old Oak", now=now)
    assert caught.value.persona == heron
    assert Persona.objects.count() == Handle.objects.count() == 1


@pytest.mark.parametrize("imitation", ["Quiet Heron", "quiet heron", "QuietHeron", "Qu1et Her0n", "Quіet Heron"])
def test_a_name_that_looks_like_another_is_taken(imitation, heron, bob, harbour, now):
    with pytest.raises(NameTaken):
        take_face(actor=bob, space=harbour, handle=imitation, now=now)
    assert face_in(bob, harbour.pk) is None


def test_the_same_name_may_be_worn_in_two_groups(heron, bob, meadow, now):
    assert take_face(actor=bob, space=meadow, handle="Quiet Heron", now=now).handle == heron.handle


def test_a_thread_name_is_unique_in_the_whole_group(heron, ann, bob, thread, now):
    with pytest.raises(NameTaken):
        take_face(actor=ann, space=thread, handle="Quiet Heron", now=now)
    passing = take_face(actor=ann, space=thread, handle="Passing Cloud", now=now)
    assert passing.is_one_thread_face
    assert not heron.is_one_thread_face
    assert passing.group_space_id == heron.group_space_id
    with pytest.raises(NameTaken):
        take_face(actor=bob, space=thread, handle="Passing Cloud", now=now)


@pytest.mark.parametrize("name", ["", "x", "Moderator", "a@b.example", "0171 2345678", "ann\u200bie", "x" * 31])
def test_a_name_that_cannot_be_is_refused_before_anything_is_made(name, ann, harbour, now):
    with pytest.raises(HandleRefused):
        take_face(actor=ann, space=harbour, handle=name, now=now)
    assert not Persona.objects.exists()


def test_a_name_that_grows_when_it_is_folded_is_refused(ann, harbour, now):
    with pytest.raises(HandleRefused):
        take_face(actor=ann, space=harbour, handle="\ufdfa" * 20, now=now)


def test_a_guest_takes_no_face(harbour, now):
    with pytest.raises(PermissionDenied):
        take_face(actor=GUEST, space=harbour, handle="Quiet Heron", now=now)


def test_a_clash_leaves_the_callers_transaction_usable(heron, bob, harbour, now):
    with transaction.atomic():
        with pytest.raises(NameTaken):
            take_face(actor=bob, space=harbour, handle="Quiet Heron", now=now)
        take_face(actor=bob, space=harbour, handle="Brown Wren", now=now)
    assert face_in(bob, harbour.pk).handle == "Brown Wren"


def test_a_thread_has_no_spaces_of_its_own(thread):
    with pytest.raises(ValueError, match="no spaces"):
        new_space(parent=thread)


def test_the_vault_holds_a_face_only_in_its_own_space(heron, bob, meadow):
    other = actor_of(get_user_model().objects.get(pk=bob._account_id))
    stray = Persona.objects.create(space=meadow, group_space=meadow, handle="Stray", made_on=heron.made_on)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ownership.objects.create(account_id=other._account_id, persona=stray, space_id=heron.space_id)


def test_suggestions_are_free_and_may_be_taken(heron, bob, harbour, now, django_assert_num_queries):
    with django_assert_num_queries(1):
        name = suggest_handle(harbour)
    assert suggest_handle(harbour.pk)
    assert take_face(actor=bob, space=harbour, handle=name, now=now).handle == name


def test_a_suggestion_is_never_a_name_in_use(harbour, monkeypatch, heron):
    names = iter(["Quiet Heron"] * faces._SUGGESTIONS + ["Quiet Heron"] * 200)
    monkeypatch.setattr(faces.handles, "suggest", lambda chance: next(names))
    assert suggest_handle(harbour) != "Quiet Heron"


class TestRenaming:
    def test_the_former_name_is_kept_from_others_for_a_while(self, heron, bob, harbour, now):
        rename(persona=heron, handle="Grey Heron", now=now)
        with pytest.raises(NameTaken):
            take_face(actor=bob, space=harbour, handle="Quiet Heron", now=now + timedelta(days=179))
        later = take_face(actor=bob, space=harbour, handle="Quiet Heron", now=now + timedelta(days=180))
        heron.refresh_from_db()
        assert (heron.handle, later.handle) == ("Grey Heron", "Quiet Heron")

    def test_one_s_own_former_name_is_taken_back(self, heron, now):
        rename(persona=heron, handle="Grey Heron", now=now)
        assert rename(persona=heron, handle="Quiet Heron", now=now).handle == "Quiet Heron"
        assert Handle.objects.current().filter(persona=heron).count() == 1

    def test_a_change_of_case_alone_needs_no_new_name(self, heron, now):
        assert rename(persona=heron, handle="quiet heron", now=now).handle == "quiet heron"
        assert rename(persona=heron, handle="quiet heron", now=now).handle == "quiet heron"
        assert Handle.objects.count() == 1

    def test_another_s_name_is_taken_and_nothing_changes(self, heron, wren, now):
        with pytest.raises(NameTaken):
            rename(persona=heron, handle="Brown Wren", now=now)
        heron.refresh_from_db()
        assert heron.handle == "Quiet Heron"
        assert Handle.objects.current().count() == 2

    def test_who_was_forgotten_gets_no_new_name(self, heron, now):
        faces.forget(heron)
        with pytest.raises(PermissionDenied):
            rename(persona=heron, handle="Grey Heron", now=now)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("many", few_or_many(3, 12))
class TestRaces:
    def test_many_presses_give_one_face(self, many, now):
        actor = actor_of(get_user_model().objects.create_user(email="ann@example.org"))
        space = new_space()
        answers = at_once(many, lambda number: take_face(actor=actor, space=space, handle=f"Heron {number}", now=now))
        assert [type(answer) for answer in answers].count(Persona) == 1
        assert [type(answer) for answer in answers].count(FaceTaken) == many - 1
        assert Persona.objects.count() == Handle.objects.count() == Ownership.objects.count() == 1

    def test_many_people_at_one_name(self, many, now):
        make = get_user_model().objects.create_user
        actors = [actor_of(make(email=f"person{number}@example.org")) for number in range(many)]
        space = new_space()
        answers = at_once(many, lambda number: take_face(actor=actors[number], space=space, handle="Heron", now=now))
        assert sorted(type(answer).__name__ for answer in answers) == ["NameTaken"] * (many - 1) + ["Persona"]


def at_once(count, act):
    """Call ``act(number)`` from that many threads at one moment; what each returned or raised."""
    barrier, answers = Barrier(count), SimpleNamespace(all=[None] * count)

    def run(number):
        try:
            barrier.wait(timeout=20)
            answers.all[number] = act(number)
        except Exception as problem:  # noqa: BLE001 - whatever it is, the test looks at it
            answers.all[number] = problem
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)
    return answers.all
