"""What the encoder of meaning learns from: invented cases and pairs of texts, and their reader."""
