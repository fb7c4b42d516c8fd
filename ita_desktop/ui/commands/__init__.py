"""What the clerk can ask for, and what is done then: menus, keys, and the commands behind them."""
