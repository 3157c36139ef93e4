"""What the assistant can do: slots in, one service call, outcome out."""
