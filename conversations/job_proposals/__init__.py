"""A job the specialist proposes, as a card with three answers: yes, no, come with me."""
