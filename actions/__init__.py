"""What Rasa asks us to do: thin rasa_sdk actions. Slots in, one use case, an outcome out.

What is said stands in `data/responses/`; what happened is decided here.
"""
