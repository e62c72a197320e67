"""The knowledge of occupations: groups of the national classifier (ISCO-08), their titles, their neighbours."""
