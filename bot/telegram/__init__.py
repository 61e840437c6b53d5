"""The Telegram front end."""

import os

# python-telegram-bot 22.8 warns at each flood limit until durations are timedeltas
os.environ.setdefault("PTB_TIMEDELTA", "1")
