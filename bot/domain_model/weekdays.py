"""The days of the week, as people write them."""

WEEKDAYS = (
    ("mandag", "måndag", "monday"),
    ("tirsdag", "tysdag", "tuesday"),
    ("onsdag", "wednesday"),
    ("torsdag", "thursday"),
    ("fredag", "friday"),
    ("lørdag", "laurdag", "lordag", "saturday"),
    ("søndag", "sundag", "sondag", "sunday"),
)
"""The names of each; Monday is the first, as Python counts."""
