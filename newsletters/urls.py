"""The app's addresses; each names its rule."""

from newsletters import views
from supportgroups.lib.routes import route

app_name = "newsletters"

urlpatterns = [
    route("g/<slug:code>/mail/", views.preference, rule="newsletters.preference", name="preference"),
    route("g/<slug:code>/newsletter/", views.issues, rule="newsletters.read", name="issues"),
    route("g/<slug:code>/newsletter/write/", views.write, rule="newsletters.write", name="write"),
    route("g/<slug:code>/newsletter/<int:number>/", views.issue, rule="newsletters.read", name="issue"),
    route("u/<str:token>/", views.stop, rule="public.page", name="stop"),
]
