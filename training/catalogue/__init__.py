"""What is offered: programmes, awards and released courses."""
