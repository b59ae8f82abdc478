/** One line of rendered code. */
export type CodeLine = {
  /** Counted from 1. */
  n: number;
  /** Where it begins in the canonical text. */
  at: number;
  text: string;
  /** What is drawn of it: its words inside the elements that colour them. */
  content: DocumentFragment;
};

/**
 * Cuts a rendered block of code into its lines. An element that goes on over a line's end, such as that of a long
 * comment, is closed there and opened anew in the next line.
 */
export function linesOf(html: string): CodeLine[] {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  const pre = holder.content.querySelector<HTMLElement>('pre');
  const splitter = new Splitter(Number(pre?.dataset['at'] ?? 0));
  splitter.walk(pre?.querySelector('code') ?? pre ?? holder.content);
  return splitter.lines;
}

class Splitter {
  readonly lines: CodeLine[] = [];
  /** The elements around the present place, as they are in the whole code. */
  readonly #open: Element[] = [];
  #at: number;
  #into: ParentNode = document.createDocumentFragment();

  constructor(at: number) {
    this.#at = at;
    this.#begin();
  }

  walk(parent: Node): void {
    for (const node of parent.childNodes) {
      if (node instanceof Text) this.#text(node.data);
      else if (node instanceof Element) this.#element(node);
    }
  }

  #begin(): void {
    const content = document.createDocumentFragment();
    this.lines.push({ n: this.lines.length + 1, at: this.#at, text: '', content });
    this.#into = content;
    for (const element of this.#open) this.#enter(element);
  }

  #enter(element: Element): void {
    const copy = element.cloneNode(false) as Element;
    this.#into.append(copy);
    this.#into = copy;
  }

  #element(element: Element): void {
    this.#enter(element);
    this.#open.push(element);
    this.walk(element);
    this.#open.pop();
    this.#into = this.#into.parentNode ?? this.#into;
  }

  #text(data: string): void {
    data.split('\n').forEach((part, i) => {
      if (i > 0) {
        this.#at += 1;
        this.#begin();
      }
      this.#at += part.length;
      const line = this.lines.at(-1);
      if (!line || part === '') return;
      line.text += part;
      this.#into.append(part);
    });
  }
}

/** Columns of a tab, as the style has them. */
const TAB = 4;

/** Columns that a text takes where all characters are of one width. */
export function columns(text: string): number {
  let at = 0;
  for (const char of text) at += char === '\t' ? TAB - (at % TAB) : 1;
  return at;
}

const indent = (text: string): number => columns(/^\s*/.exec(text)?.[0] ?? '');

/** Columns of the longest line. */
export const widest = (lines: readonly CodeLine[]): number =>
  Math.max(0, ...lines.map((line) => columns(line.text)));

/**
 * Puts each line of a block of code into an element of its own, which knows how deep it lies: where it is broken, the
 * rest hangs under its beginning. The text stays as it is, with its line ends.
 */
export function hang(pre: HTMLElement): void {
  const lines = linesOf(pre.outerHTML);
  const elements = lines.map(({ n, text, content }) => {
    const line = document.createElement('span');
    line.className = 'code-line';
    const hanging = indent(text) + 3;
    line.style.paddingLeft = `${hanging}ch`;
    line.style.textIndent = `-${hanging}ch`;
    line.append(content, n < lines.length ? '\n' : '');
    return line;
  });
  (pre.querySelector('code') ?? pre).replaceChildren(...elements);
}

/** What is said before a line to those who listen; how deep it lies is told where that changes: "Line 3, indented by 8:". */
export function lineSaid(lines: readonly CodeLine[], { n, text }: CodeLine): string {
  if (text.trim() === '') return `Line ${n}, empty`;
  const before = lines.slice(0, n - 1).findLast((line) => line.text.trim() !== '');
  const deep = indent(text);
  return deep === indent(before?.text ?? '') ? `Line ${n}:` : `Line ${n}, indented by ${deep}:`;
}
