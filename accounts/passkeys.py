"""allauth's form for a new passkey, in words of ours."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext as _


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey signs its owner in by itself unless they choose otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Its name")
        self.fields["name"].initial = _("My device")
        self.fields["passwordless"].label = _("It is enough to come in")
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = _(
            "Then your finger, face or PIN on the device lets you in. Otherwise it comes after your code or password."
        )
