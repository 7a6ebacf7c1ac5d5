"""An appointment typed as one line, in Norwegian or English: `reading` puts together what the other modules read."""

from conversations.appointments.one_line.parsed import Ambiguous, Named, Parsed, Problem, ProblemKind
from conversations.appointments.one_line.reading import parse

__all__ = ["Ambiguous", "Named", "Parsed", "Problem", "ProblemKind", "parse"]
