"""What the site keeps where an organisation has switched it on: signatures, until they end, and the mail that waits.

This room alone knows SQLAlchemy. It may import `signing` and what lies below it, and knows neither mail nor web: it
keeps rows, and its callers say what time it is.
"""
