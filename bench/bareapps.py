"""For the bare page: allauth's tables without the middleware that it asks for."""

from allauth.account.apps import AccountConfig


class Tables(AccountConfig):
    """The same app, asking for nothing."""

    def ready(self) -> None:
        """Nothing of it is served here."""
