"""Puts the demo city into the tables: rows by COPY, pictures on disk, pages through Wagtail."""
