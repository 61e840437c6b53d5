"""Takes the page's own words out of an article."""
