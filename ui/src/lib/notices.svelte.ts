export type Notice = {
  id: number;
  text: string;
  /** A button beside the text, when there is something to do about it. */
  action?: { title: string; run: () => void };
};

type Asked = { action?: Notice['action']; stays?: boolean };

const SHOWN_MS = 8000;

class Notices {
  list = $state.raw<Notice[]>([]);
  #next = 1;
  #holding = false;
  /** What is to be shown once notices are let through again. */
  #held: [string, Asked][] = [];

  /** Shows a line at the foot of the window; it leaves by itself unless it stays or offers something to do. */
  show(text: string, asked: Asked = {}): void {
    if (this.#holding) {
      this.#held = [...this.#held.filter(([held]) => held !== text), [text, asked]];
      return;
    }
    const { action, stays = false } = asked;
    const id = this.#next++;
    const notice: Notice = action ? { id, text, action } : { id, text };
    this.list = [...this.list.filter((n) => n.text !== text), notice];
    if (!stays && !action) setTimeout(() => this.dismiss(id), SHOWN_MS);
  }

  /** Keeps notices back while an exam may be running; what came meanwhile is shown when it is over. */
  hold(on: boolean): void {
    if (on === this.#holding) return;
    this.#holding = on;
    if (on) {
      this.#held = this.list.map(({ text, action }) => [text, { action, stays: true }]);
      this.list = [];
    } else {
      for (const [text, asked] of this.#held.splice(0)) this.show(text, asked);
    }
  }

  dismiss(id: number): void {
    this.list = this.list.filter((n) => n.id !== id);
  }
}

export const notices = new Notices();

export function notify(text: string, asked?: Asked): void {
  notices.show(text, asked);
}
