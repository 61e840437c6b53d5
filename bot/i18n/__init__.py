"""Every sentence the bot says, one typed function each; catalogs from locales/."""
