"""Field notes: kept with one message and two taps, read by whoever helps the participant, and by nobody else."""
