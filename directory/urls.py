"""The app's addresses; each names its rule."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
