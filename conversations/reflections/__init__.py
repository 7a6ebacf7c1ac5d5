"""The reflective log: what a specialist thinks about their own work. No participant, no programme, no other reader."""
