"""Addresses that exist in development only."""

from django.urls import path

from supportgroups.front.dev import views

app_name = "dev"

urlpatterns = [
    path("", views.start, name="start"),
    path("sign-in/<int:pk>/", views.sign_in, name="sign_in"),
    path("mail/", views.mail, name="mail"),
    path("mail/<str:name>/", views.letter, name="letter"),
    path("components/", views.components, name="components"),
]
