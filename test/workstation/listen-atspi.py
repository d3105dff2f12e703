"""Writes what an assistive technology is told, one JSON object a line: what gets the focus and what is announced."""

import json
import sys
import time

import pyatspi

out = open(sys.argv[1], "a", buffering=1)


def describe(source):
    states = [pyatspi.stateToString(state) for state in source.getState().getStates()]
    attributes = dict(pair.split(":", 1) for pair in source.getAttributes() if ":" in pair)
    return {
        "role": source.getRoleName(),
        "name": source.name,
        "states": states,
        "live": attributes.get("container-live", ""),
    }


def on_event(event):
    text = event.any_data if isinstance(event.any_data, str) else ""
    try:
        seen = describe(event.source)
        if not seen["name"] and str(event.type).startswith("object:state-changed:focused"):
            # A list that is built anew while it is asked has parts without words for a moment; who never gets one stays nameless.
            time.sleep(0.2)
            later = describe(event.source)
            if "showing" not in later["states"]:
                return
            seen["name"] = later["name"]
    except Exception:  # The object is gone again; what it was cannot be asked any more.
        return
    seen.update(event=str(event.type).split(":")[1], on=bool(event.detail1), text=text)
    out.write(json.dumps(seen) + "\n")


for name in (
    "object:state-changed:focused",
    "object:text-changed:insert",
    "object:announcement",
    "object:state-changed:invalid-entry",
):
    pyatspi.Registry.registerEventListener(on_event, name)
out.write(json.dumps({"event": "ready"}) + "\n")
pyatspi.Registry.start()
