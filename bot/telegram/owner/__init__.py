"""What the bot answers to its owner alone: commands that stand in no menu."""
