"""`python -m setlist`: the same as the `setlist` script."""

import sys

from setlist.cli import main

sys.exit(main())
