"""The app's addresses; each names its rule. The search stands at `/`, which belongs to the composed pages."""

from directory import views
from supportgroups.lib.routes import route

app_name = "directory"

urlpatterns = [
    route("elsewhere/<uuid:ref>/", views.elsewhere, rule="public.page", name="elsewhere"),
    route("sitemap.xml", views.sitemap, rule="public.page", name="sitemap"),
    route("g/<slug:code>/settings/listing/", views.listing, rule="directory.edit_listing", name="listing"),
]
