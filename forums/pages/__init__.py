"""What the pages of talk show, as plain frozen data; `group_overview` and `home_news` are for the pages in front."""

from forums.pages.beginning import write_first_url
from forums.pages.news import GroupNews, home_news
from forums.pages.overview import Overview, group_overview

__all__ = ["GroupNews", "Overview", "group_overview", "home_news", "write_first_url"]
