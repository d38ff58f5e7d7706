"""Importers of exercise data that others wrote, one package a source."""
