"""Checklists of the way to work: the participant's own, in her own language, with her specialist beside her."""
