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

  /** Shows a line at the foot of the window; it leaves by itself unless it stays or offers something to do. */
  show(text: string, { action, stays = false }: Asked = {}): void {
    const id = this.#next++;
    const notice: Notice = action ? { id, text, action } : { id, text };
    this.list = [...this.list.filter((n) => n.text !== text), notice];
    if (!stays && !action) setTimeout(() => this.dismiss(id), SHOWN_MS);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((n) => n.id !== id);
  }
}

export const notices = new Notices();

export function notify(text: string, asked?: Asked): void {
  notices.show(text, asked);
}
