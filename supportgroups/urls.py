"""Every address of the site. Each app brings its own; what is composed of several rooms is in front."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from accounts.views import to_operator
from supportgroups.front import views

# One entrance for operators too, with its limits and its second step.
admin.site.login = to_operator  # type: ignore[method-assign,assignment]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("groups.urls")),  # before the front: /groups/new/ is no group's face
    path("", include("directory.urls")),
    path("", include("forums.urls")),
    path("", include("moderation.urls")),
    path("", include("newsletters.urls")),
    path("account/", include("accounts.urls")),
    path("operator/", admin.site.urls),
    # Last: it ends with a net under every member address, so that a guest cannot tell what is there from what is not.
    path("", include("supportgroups.front.urls")),
]

if getattr(settings, "IS_DEVELOPMENT", False):
    urlpatterns += [path("dev/", include("supportgroups.front.dev.urls"))]

handler400 = views.bad_request
handler403 = views.refused
handler404 = views.not_found
handler500 = views.broken
