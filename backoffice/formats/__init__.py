"""How Django itself writes dates, where no template of ours does."""
