"""Granted powers: by face, in one group, kept in that group's own table, and no superuser's by right."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from guardian.models import UserObjectPermission

from groups.models import GroupPower, SupportGroup
from groups.models.group import POWERS
from personas import faces, keyring
from personas.actors import GUEST
from personas.seating import actor_of
from personas.vault import Ownership

ONE, OTHER = (codename for codename, _words in POWERS[:2])


def a_group(space, now):
    return SupportGroup.objects.create(
        space=space, slug=f"group-{space.pk}", code=f"code-{space.pk}", name="Harbour", founded_on=now.date()
    )


@pytest.fixture
def group(harbour, now):
    return a_group(harbour, now)


@pytest.fixture
def other_group(meadow, now):
    return a_group(meadow, now)


def test_a_grant_is_of_one_power_in_one_group(ann, bob, heron, wren, group, other_group):
    keyring.grant(heron, ONE, group)
    keyring.grant(heron.pk, ONE, group)
    assert keyring.powers_of(ann, group) == {ONE}
    assert keyring.powers_of(ann, other_group) == frozenset()
    assert keyring.powers_of(bob, group) == frozenset()
    assert keyring.powers_of(GUEST, group) == frozenset()


def test_grants_stand_in_the_group_s_own_table(heron, group):
    keyring.grant(heron, ONE, group)
    assert GroupPower.objects.count() == 1
    assert not UserObjectPermission.objects.exists()


def test_what_is_revoked_is_gone_and_revoking_twice_is_once(ann, heron, group):
    for power in (ONE, OTHER):
        keyring.grant(heron, power, group)
    keyring.revoke(heron, ONE, group)
    keyring.revoke(heron, ONE, group)
    assert keyring.powers_of(ann, group) == {OTHER}
    keyring.revoke_all(heron, group)
    keyring.revoke_all(heron, group)
    assert keyring.powers_of(ann, group) == frozenset()


def test_revoking_all_in_one_group_leaves_the_others(ann, heron, group, other_group, meadow, now):
    maple = faces.take_face(actor=ann, space=meadow, handle="Red Maple", now=now)
    keyring.grant(heron, ONE, group)
    keyring.grant(maple, ONE, other_group)
    keyring.revoke_all(heron, group)
    assert keyring.powers_of(ann, other_group) == {ONE}


def test_a_superuser_has_no_power_that_nobody_granted(group):
    root = actor_of(get_user_model().objects.create_user(email="root@example.org", is_staff=True, is_superuser=True))
    assert keyring.powers_of(root, group) == frozenset()
    assert keyring.powers_in(root, SupportGroup, [group.pk]) == {}


def test_holders_are_group_faces_of_that_group(ann, bob, heron, wren, group, other_group, thread, meadow, now):
    faces.take_face(actor=ann, space=thread, handle="Passing Cloud", now=now)
    faces.take_face(actor=ann, space=meadow, handle="Red Maple", now=now)
    for face in (wren, heron):
        keyring.grant(face, ONE, group)
    assert keyring.holders(group, ONE) == sorted([heron.pk, wren.pk])
    assert keyring.holders(group, OTHER) == []
    assert keyring.holders(other_group, ONE) == []


def test_one_reading_for_many_groups(ann, heron, group, other_group, meadow, now, django_assert_num_queries):
    maple = faces.take_face(actor=ann, space=meadow, handle="Red Maple", now=now)
    keyring.grant(heron, ONE, group)
    keyring.grant(maple, OTHER, other_group)
    with django_assert_num_queries(1):
        powers = keyring.powers_in(ann, SupportGroup, [group.pk, other_group.pk])
    assert powers == {group.pk: {ONE}, other_group.pk: {OTHER}}
    assert keyring.powers_in(ann, SupportGroup, [group.pk]) == {group.pk: {ONE}}


def test_reading_costs_one_query_and_a_guest_none(ann, group, django_assert_num_queries):
    with django_assert_num_queries(1):
        keyring.powers_of(ann, group)
    with django_assert_num_queries(0):
        keyring.powers_of(GUEST, group)
    with django_assert_num_queries(1):
        keyring.holders(group, ONE)


def test_an_unknown_power_and_an_empty_face_are_accidents(heron, group):
    with pytest.raises(Permission.DoesNotExist):
        keyring.grant(heron, "fly", group)
    Ownership.objects.all().delete()
    with pytest.raises(LookupError) as caught:
        keyring.grant(heron, ONE, group)
    assert "example.org" not in str(caught.value)
    keyring.revoke_all(heron, group)
