"""What an engine said, before anyone sees it: is it a translation, and does it say the same?"""
