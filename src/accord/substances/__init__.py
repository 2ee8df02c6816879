"""WHAT IS IT? Names, CAS numbers, SMILES, InChI and molfiles, in English and Chinese, to one resolved substance; depiction."""
