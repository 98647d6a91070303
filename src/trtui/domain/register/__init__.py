"""The public register of companies: its monthly file, its companies, and finding one of them."""
