"""How long what people wait for takes when there is much of it: `make bench`.

Each module but `world`, `timing` and `__main__` is one benchmark: `run(world)` gives its rows.
"""
