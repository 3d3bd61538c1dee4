"""A device that holds passkeys and agrees to everything, as a browser would speak for it."""

import hashlib
import json
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from accounts.models import Account

SITE = "testserver"
KEY_ID = b"sixteen bytes id"
_FLAG = AuthenticatorData.FLAG


class Device:
    """With one passkey, which opens one account by itself."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.key = ec.generate_private_key(ec.SECP256R1())
        public = ES256.from_cryptography_key(self.key.public_key())
        held = AttestedCredentialData.create(b"\0" * 16, KEY_ID, public)
        made = AttestationObject.create("none", self._site(_FLAG.UP | _FLAG.UV | _FLAG.AT, held), {})
        response = {"attestationObject": websafe_encode(made), "clientDataJSON": self._said("webauthn.create", "")}
        credential = self._credential(response) | {"clientExtensionResults": {"credProps": {"rk": True}}}
        data = {"name": "my phone", "credential": credential}
        Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data=data)

    def come_in(self, client: Client, **sent: str) -> Any:
        """Press "Use a passkey"."""
        asked = client.get("/account/passkey/", headers={"x-requested-with": "XMLHttpRequest"}).json()
        said = CollectedClientData.create(
            "webauthn.get", asked["request_options"]["publicKey"]["challenge"], f"https://{SITE}"
        )
        site = self._site(_FLAG.UP | _FLAG.UV)
        response = {
            "clientDataJSON": websafe_encode(said),
            "authenticatorData": websafe_encode(site),
            "signature": websafe_encode(self.key.sign(site + said.hash, ec.ECDSA(hashes.SHA256()))),
            "userHandle": websafe_encode(user_pk_to_url_str(self.account).encode()),
        }
        return client.post("/account/passkey/", {"credential": json.dumps(self._credential(response)), **sent})

    def _site(self, flags: AuthenticatorData.FLAG, held: bytes = b"") -> AuthenticatorData:
        return AuthenticatorData.create(hashlib.sha256(SITE.encode()).digest(), flags, 0, held)

    def _said(self, what: str, challenge: str) -> str:
        return websafe_encode(CollectedClientData.create(what, challenge, f"https://{SITE}"))

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        name = websafe_encode(KEY_ID)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}
