"""Words of working life in Norway, each on a card: the word, what it means, and a sentence to say."""
