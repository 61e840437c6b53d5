"""``python -m bot`` is ``qysqa``."""

from bot.cli.app import main

if __name__ == "__main__":
    main()
