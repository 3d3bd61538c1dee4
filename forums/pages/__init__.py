"""What the pages of talk show, as plain frozen data; `group_overview` and `home_news` are for the pages in front."""

from forums.pages.overview import GroupNews, Overview, group_overview, home_news

__all__ = ["GroupNews", "Overview", "group_overview", "home_news"]
