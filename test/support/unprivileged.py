"""unprivileged.py COMMAND...: runs the command as one to whom files may be denied.
Root may do all, until it gives up the capabilities to."""

import os
import sys

command = sys.argv[1:]
if os.geteuid() == 0:
    command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
os.execvp(command[0], command)
