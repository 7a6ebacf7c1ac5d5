"""After the first week at work: concrete questions, because "fine" is what many say when it is not."""
