"""What those who run the server see of accounts."""

import pytest

from accounts.models import Account
from tests.accounts.mailbox import come_in, is_in

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def ann() -> Account:
    return Account.objects.create_user("ann@example.org")


@pytest.fixture
def operator(client):
    client.force_login(Account.objects.create_superuser("op@example.org"), BACKEND)
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


def test_nobody_else_comes_to_the_operators_pages(client, ann):
    come_in(client, "ann@example.org")
    assert client.get("/operator/accounts/account/").status_code == 302
