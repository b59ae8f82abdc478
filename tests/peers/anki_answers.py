"""What Anki takes to store one answer, without its window. The last line printed is one JSON object, in microseconds.

usage: anki_answers.py FOLDER    (the collection is made there, on the disk to be measured, and removed)
"""

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from anki.collection import AddNoteRequest, Collection
from anki.scheduler_pb2 import CardAnswer

ANSWERS = 600


def main() -> None:
    folder = tempfile.mkdtemp(prefix="anki-", dir=sys.argv[1])
    try:
        print(json.dumps(measure(Path(folder) / "collection.anki2")))
    finally:
        shutil.rmtree(folder)


def measure(path: Path) -> dict[str, object]:
    collection = Collection(str(path))
    collection.set_config("fsrs", True)
    deck = collection.decks.id("Study")
    limits = collection.decks.config_dict_for_deck_id(deck)
    limits["new"]["perDay"] = limits["rev"]["perDay"] = 9_999
    collection.decks.update_config(limits)
    kind = collection.models.by_name("Basic")
    requests = []
    for number in range(ANSWERS):
        note = collection.new_note(kind)
        note["Front"], note["Back"] = f"Question {number}", f"Answer {number}"
        requests.append(AddNoteRequest(note=note, deck_id=deck))
    collection.add_notes(requests)
    collection.decks.select(deck)

    took = []
    while len(took) < ANSWERS:
        queue = collection.sched.get_queued_cards(fetch_limit=1)
        if not queue.cards:
            break
        first = queue.cards[0]
        card = collection.get_card(first.card.id)
        card.start_timer()
        rating = CardAnswer.AGAIN if len(took) % 10 == 9 else CardAnswer.GOOD
        answer = collection.sched.build_answer(card=card, states=first.states, rating=rating)
        start = time.perf_counter()
        collection.sched.answer_card(answer)
        took.append((time.perf_counter() - start) * 1e6)
    modes = {name: collection.db.scalar(f"pragma {name}") for name in ("journal_mode", "synchronous")}
    collection.close()
    took.sort()
    return {
        "answers": len(took),
        "answer_p50_us": round(took[len(took) // 2], 1),
        "answer_p95_us": round(took[int(len(took) * 0.95)], 1),
        **modes,
    }


main()
