"""Scripts of the makers: they train and measure, and no part of the package imports them."""
