"""Pages that are composed of several rooms, and the addresses for machines."""

from django.urls import path

from supportgroups.front import views
from supportgroups.lib.routes import route

app_name = "front"

urlpatterns = [
    route("", views.front_page, rule="public.page", name="front"),
    route("home/", views.home, rule="signed_in", name="home"),
    route("groups/<slug:slug>/", views.face, rule="public.page", name="face"),
    route("g/<slug:code>/", views.group_page, rule="forums.read", name="group"),
    route("g/<slug:code>/welcome/", views.welcome_page, rule="forums.read", name="welcome"),
    route("hosts/<slug:slug>/", views.host, rule="signed_in", name="host"),
    route("help-now/", views.help_now, rule="public.page", name="help"),
    route("leaving/", views.leaving, rule="public.page", name="leaving"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    route("g/<path:rest>/", views.nowhere, rule="signed_in", name="nowhere"),
]
