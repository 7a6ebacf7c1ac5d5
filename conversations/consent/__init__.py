"""Consent as the human event it is: recorded by the specialist, withdrawn by anybody's two taps, given again."""
