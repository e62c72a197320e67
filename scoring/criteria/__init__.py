"""One criterion a file. Each judges pairs of columns: verdict by the rules, value by a near-miss curve."""
