"""What any stage asks of a language: sentences, words, identification, scripts. Pure."""
