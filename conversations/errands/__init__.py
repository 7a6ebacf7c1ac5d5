"""What the product does on other servers, after a commit and never inside a transaction."""
