"""The words of the seed world: eight invented groups with months of talk in them. Pure data: no tables, no clock.

All of it was written for this product. Nobody in it exists.
"""
