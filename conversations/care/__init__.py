"""Nobody is forgotten: who was not heard of for long, and for whom nothing is planned. It is about us, never a mark."""
