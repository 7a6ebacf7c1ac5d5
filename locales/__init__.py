"""Catalogues, formatting of dates, times and names, and the simple-language rules."""
