"""What a participant gets before an interview and before a first day at work: a pack, the day before."""
