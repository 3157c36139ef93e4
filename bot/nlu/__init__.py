"""How a message is understood: Rasa components, and the pure rules behind them."""
