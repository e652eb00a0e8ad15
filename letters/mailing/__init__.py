"""Mails about signatures: written from what waits in the store, handed to a mail server, and whose domain lets them in.

This room may import `store` and what lies below it, and knows neither web nor command line. It alone sends anything.
"""
