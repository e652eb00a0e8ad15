"""Signing an open letter: what somebody says of themselves, and the message that carries it to the organisation.

This room keeps nothing and sends nothing. It may import what a letter may, and knows neither web nor command line.
"""
