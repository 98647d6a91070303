"""What `make bench` measures: the budgets, beside their peers, on one machine in one run."""
