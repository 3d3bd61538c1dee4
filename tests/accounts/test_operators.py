"""What those who run the server see of accounts."""

import pytest

from accounts.models import Account
from tests.accounts.mailbox import come_in, is_in
from tests.cast import take_second_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> Account:
    return Account.objects.create_user("ann@example.org")


@pytest.fixture
def operator(client):
    account = Account.objects.create_superuser("op@example.org")
    client.force_login(account)
    take_second_step(client, account)
    return client


def test_the_list_shows_no_address_and_finds_whole_ones_alone(operator, ann):
    page = operator.get("/operator/accounts/account/").content.decode()
    assert "ann@example.org" not in page
    assert f"/operator/accounts/account/{ann.pk}/" in page
    for words, is_found in (("ANN@example.org ", True), ("ann", False), ("example", False)):
        page = operator.get("/operator/accounts/account/", {"q": words}).content.decode()
        assert (f"/operator/accounts/account/{ann.pk}/" in page) is is_found


def test_an_account_can_be_closed_and_its_log_names_nobody(operator, ann, django_user_model):
    page = operator.get(f"/operator/accounts/account/{ann.pk}/change/").content.decode()
    assert "ann@example.org" not in page
    assert operator.post(f"/operator/accounts/account/{ann.pk}/change/", {"is_active": ""}).status_code == 302
    ann.refresh_from_db()
    assert not ann.is_active
    assert "ann@example.org" not in operator.get("/operator/").content.decode()


def test_a_closed_account_is_out_at_once(client, ann):
    come_in(client, "ann@example.org")
    Account.objects.filter(pk=ann.pk).update(is_active=False)
    assert not is_in(client)


def test_operators_neither_make_nor_delete_accounts(operator, ann):
    assert operator.get("/operator/accounts/account/add/").status_code == 403
    assert operator.post(f"/operator/accounts/account/{ann.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_operators_pages_open_with_a_second_step_alone(client, ann):
    op = Account.objects.create_superuser("op@example.org", "a long and quiet password")
    client.force_login(op)
    for answer in (client.get("/operator/"), client.post(f"/operator/accounts/account/{ann.pk}/change/", {})):
        assert (answer.status_code, answer.headers["Location"]) == (302, "/account/keys/")
    assert "second step" in client.get("/account/keys/").content.decode()
    assert Account.objects.get(pk=ann.pk).is_active
    take_second_step(client, op)
    assert client.get("/operator/").status_code == 200


def test_operators_come_in_by_the_one_entrance(client):
    answer = client.get("/operator/accounts/account/", follow=True)
    assert answer.redirect_chain[-1][0] == "/account/enter/?next=%2Foperator%2Faccounts%2Faccount%2F"
    data = {"username": "op@example.org", "password": "a long and quiet password"}
    Account.objects.create_superuser("op@example.org", "a long and quiet password")
    client.post("/operator/login/", data)
    assert not is_in(client)


def test_nobody_else_comes_to_the_operators_pages(client, ann):
    come_in(client, "ann@example.org")
    assert client.get("/operator/accounts/account/").status_code == 302
