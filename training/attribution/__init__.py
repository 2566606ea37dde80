"""The trained attribution model: its windows, network, decoding and files. Needs torch; the product does not."""
