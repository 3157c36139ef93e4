"""The commands of `refleks`, by what they are for."""
