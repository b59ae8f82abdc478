import { tick } from 'svelte';
import { announce } from '../../lib/announce.svelte';
import type { RectView } from '../../lib/host';
import { count } from '../../lib/format';
import type { useDesk } from '../../parts/desk';
import type { AnswerProps } from '../kinds';
import * as edit from './edit';
import { beside, inMiddle, rectWords, same } from './rect';
import { inList, onPicture, type Tool } from './tool.svelte';

type Parts = Pick<AnswerProps<'boxes'>, 'task' | 'answer' | 'onchange'>;

/** What can be done to the boxes, from the picture as from the pane: each says what it did. */
export class Deeds {
  readonly #parts: () => Parts;
  readonly #tool: Tool;
  readonly #bring: ReturnType<typeof useDesk>;

  constructor(parts: () => Parts, tool: Tool, bring: ReturnType<typeof useDesk>) {
    this.#parts = parts;
    this.#tool = tool;
    this.#bring = bring;
  }

  get #work() {
    const work = this.#parts().task.work;
    if (work.kind !== 'boxes') throw new Error('a task of boxes has boxes to draw');
    return work;
  }

  get #boxes() {
    return this.#parts().answer.boxes;
  }

  name(index: number): string {
    const box = this.#boxes[index];
    return box ? `Box ${index + 1}, ${edit.labelName(this.#work.labels, box.label)}` : '';
  }

  /** Adds a box with the label in hand. */
  async draw(at: RectView, label = this.#tool.inHand(this.#work.labels)): Promise<void> {
    const { answer, onchange } = this.#parts();
    const index = answer.boxes.length;
    onchange(edit.add(answer, { at, label }));
    await this.go(index);
    announce(`${this.name(index)}: ${rectWords(at)}`);
  }

  /** Adds a box in the middle of what is in sight. */
  async make(): Promise<void> {
    if (this.#tool.broken) return;
    const others = this.#boxes.map((box) => box.at);
    await this.draw(inMiddle(this.#tool.zoom.inSight(), others, this.#work.picture));
  }

  async duplicate(index: number): Promise<void> {
    const box = this.#boxes[index];
    if (!box) return;
    const others = this.#boxes.map((other) => other.at);
    await this.draw(beside(box.at, others, this.#work.picture), box.label);
  }

  place(index: number, at: RectView): void {
    const { answer, onchange } = this.#parts();
    const box = answer.boxes[index];
    if (box && !same(box.at, at)) onchange(edit.place(answer, index, at));
  }

  relabel(index: number, label: string): void {
    const { answer, onchange } = this.#parts();
    const box = answer.boxes[index];
    if (!box) return;
    if (box.label !== label) onchange(edit.relabel(answer, index, label));
    announce(`Box ${index + 1} is now ${edit.labelName(this.#work.labels, label)}`);
  }

  /** Takes a box away; the next one is selected, and has the focus if the one taken away had it. */
  async remove(index: number): Promise<void> {
    const { answer, onchange } = this.#parts();
    if (!answer.boxes[index]) return;
    const focused = document.activeElement;
    const onStage = focused?.closest('[data-box]') !== null && focused !== null;
    const onRow = focused?.closest('[data-row]') !== null && focused !== null;
    onchange(edit.remove(answer, index));
    const left = answer.boxes.length - 1;
    const next = left === 0 ? null : Math.min(index, left - 1);
    this.#tool.selected = next;
    announce(`Box ${index + 1} deleted, ${count(left, 'box', 'boxes')} left`);
    await tick();
    if (onStage) (next === null ? view() : onPicture(next))?.focus();
    if (onRow) (next === null ? firstOfPane() : inList(next))?.focus();
  }

  /** Selects a box and goes to it on the picture. */
  async go(index: number): Promise<void> {
    this.#tool.selected = index;
    await this.#bring('material');
    const box = onPicture(index);
    box?.focus({ preventScroll: true });
    box?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  nothing(on: boolean): void {
    const { answer, onchange } = this.#parts();
    if (answer.boxes.length > 0) return;
    onchange({ ...answer, nothing: on });
    announce(on ? 'Nothing to draw' : 'Something to draw');
  }
}

/** What the picture scrolls in: the focus goes there when there is no box to take it. */
export const view = (): HTMLElement | null => document.querySelector('[data-stage] [data-view]');

const firstOfPane = (): HTMLElement | null => document.querySelector('[data-first]');
