"""Writes the file that ANNOTATION_ACADEMY_READY_FILE names when the list of decks is on the screen."""

import os

from aqt import gui_hooks, mw
from aqt.qt import QTimer

READY = os.environ.get("ANNOTATION_ACADEMY_READY_FILE")


def rendered(*_: object) -> None:
    gui_hooks.deck_browser_did_render.remove(rendered)
    wait_for_window()


def wait_for_window() -> None:
    window = mw.windowHandle()
    if window is not None and window.isExposed():
        with open(READY, "w", encoding="utf-8") as file:
            file.write("rendered\n")
    else:
        QTimer.singleShot(1, wait_for_window)


if READY:
    gui_hooks.deck_browser_did_render.append(rendered)
