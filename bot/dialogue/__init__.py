"""All that Rasa imports, and the client of the Rasa server. Importing this imports no Rasa."""
