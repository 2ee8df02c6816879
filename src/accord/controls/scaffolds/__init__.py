"""Skeletons that class rules compare with, one file each: how a drawing is laid over the skeleton."""
