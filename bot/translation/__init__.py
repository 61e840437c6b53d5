"""Sentences become translations: memory first, then engines in turn, each answer checked."""
