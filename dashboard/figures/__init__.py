"""The figures of each screen: which finding, what is drawn, which note, which table, made by which metric."""
