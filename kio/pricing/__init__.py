"""What somebody pays: prices, VAT and terms of the rules applied to what is known."""
