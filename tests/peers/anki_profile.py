"""Prepares a folder in which Anki starts without asking anything, and puts the add-on there.

usage: anki_profile.py BASE
"""

import shutil
import sys
from pathlib import Path

import anki.lang
from anki.collection import Collection
from aqt.profiles import ProfileManager, VideoDriver

PROFILE = "User 1"
NOTES = 20


def main() -> None:
    base = ProfileManager.get_created_base_folder(sys.argv[1])
    anki.lang.set_lang("en_US")
    profiles = ProfileManager(base)
    profiles.setupMeta()
    profiles.create(PROFILE)
    profiles.meta.update(defaultLang="en_US", firstRun=False, updates=False, check_for_updates=False)
    profiles.set_video_driver(VideoDriver.Software)
    stored = profiles._pickle(profiles.meta)
    profiles.db.execute("update profiles set data = ? where name = ?", stored, "_global")
    profiles.db.commit()

    folder = Path(base)
    (folder / PROFILE).mkdir(parents=True, exist_ok=True)
    few_notes(folder / PROFILE / "collection.anki2")
    addon = folder / "addons21" / "ready"
    addon.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(__file__).parent / "anki_addon" / "__init__.py", addon / "__init__.py")


def few_notes(path: Path) -> None:
    """A deck to show: an empty collection would be no fair picture of use."""
    collection = Collection(str(path))
    kind = collection.models.by_name("Basic")
    deck = collection.decks.id("Study")
    for number in range(NOTES):
        note = collection.new_note(kind)
        note["Front"], note["Back"] = f"Question {number}", f"Answer {number}"
        collection.add_note(note, deck)
    collection.close()


main()
