"""Where catalogues are kept in order: `python -m locales.workshop update` and `check`."""
