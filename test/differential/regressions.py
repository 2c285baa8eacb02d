"""Calls on which builds once differed, kept in regressions/PROJECT.json.

Each is {"function", "found" (interpreter, builds and outcomes, for people), "batches":
lists of argument sets as strategies.py writes them, called one after the other}.
"""

import json
import os

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "regressions")


def load(project, folder=FOLDER):
    """What is kept for the project."""
    path = _path(project, folder)
    if not os.path.exists(path):
        return []
    with open(path, encoding="ascii") as file:
        return json.load(file)


def projects(folder=FOLDER):
    """The projects for which something is kept."""
    files = os.listdir(folder) if os.path.isdir(folder) else []
    return sorted(os.path.splitext(file)[0] for file in files)


def save(project, function, batches, found, folder=FOLDER):
    """Keep the calls, unless they are kept."""
    kept = load(project, folder)
    if any((each["function"], each["batches"]) == (function, batches) for each in kept):
        return
    kept.append({"function": function, "found": found, "batches": batches})
    os.makedirs(folder, exist_ok=True)
    with open(_path(project, folder), "w", encoding="ascii") as file:
        json.dump(kept, file, indent=2)
        file.write("\n")


def _path(project, folder):
    return os.path.join(folder, project + ".json")
