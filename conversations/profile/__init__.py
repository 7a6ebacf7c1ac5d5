"""What a participant says about herself, asked once, in her own words."""
