"""Partners' calendars: given out as a feed and files, and read in from their own."""
