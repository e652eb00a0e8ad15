"""Letters by the hundred: a group's list of members, and what is printed from it.

`job` is what a group wants, `orders` composes its letters, `printing` makes a pack of them, in `shards` that
`executors` divide among processes; `counting` counts them and tells the group, and `record` says afterwards what the
pack was made from. This room may import `members`, `rendering` and what stands below them, and asks nobody what day it
is.
"""
