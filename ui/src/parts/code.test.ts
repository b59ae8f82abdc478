import { describe, expect, it } from 'vitest';
import { columns, hang, lineSaid, linesOf, widest } from './code';

const inside = (content: DocumentFragment): string => {
  const holder = document.createElement('div');
  holder.append(content.cloneNode(true));
  return holder.innerHTML;
};

function check(html: string, lines: [number, string][]): void {
  expect(linesOf(html).map(({ at, content }) => [at, inside(content)])).toEqual(lines);
}

describe('lines of code', () => {
  it('begin where they do in the canonical text', () => {
    check('<pre data-at="7"><code>a\n\n  bc\nd</code></pre>', [
      [7, 'a'],
      [9, ''],
      [10, '  bc'],
      [15, 'd'],
    ]);
  });

  it('keep what colours them, over line ends as well', () => {
    check('<pre data-at="0"><code>x = <span class="s">"""one\ntwo"""</span>\ny</code></pre>', [
      [0, 'x = <span class="s">"""one</span>'],
      [11, '<span class="s">two"""</span>'],
      [18, 'y'],
    ]);
    check('<pre data-at="0"><code><b>a<i>b\nc</i>d\n</b>e</code></pre>', [
      [0, '<b>a<i>b</i></b>'],
      [3, '<b><i>c</i>d</b>'],
      [6, '<b></b>e'],
    ]);
  });

  it('count what is written as an entity as one, and a character outside the plane as two', () => {
    check('<pre data-at="0"><code>a &lt; b\n👍 ok\nc</code></pre>', [
      [0, 'a &lt; b'],
      [6, '👍 ok'],
      [12, 'c'],
    ]);
  });

  it('are found where nothing but text stands', () => {
    check('a\nb', [
      [0, 'a'],
      [2, 'b'],
    ]);
  });

  it('have a width, with tabs', () => {
    expect([columns(''), columns('abc'), columns('\tx'), columns('ab\tx'), columns('👍')]).toEqual([
      0, 3, 5, 5, 1,
    ]);
    expect(widest(linesOf('a\nlonger\n'))).toBe(6);
    expect(widest([])).toBe(0);
  });

  it('say how deep they lie where that changes', () => {
    const lines = linesOf('def f(x):\n    y = x\n\n    return y\nz = 1');
    expect(lines.map((line) => lineSaid(lines, line))).toEqual([
      'Line 1:',
      'Line 2, indented by 4:',
      'Line 3, empty',
      'Line 4:',
      'Line 5, indented by 0:',
    ]);
  });
});

it('lines that hang have the same text as before', () => {
  const holder = document.createElement('div');
  holder.innerHTML = '<pre data-at="3"><code>if x:\n    <span>y\n\n</span>z</code></pre>';
  const pre = holder.querySelector('pre') as HTMLElement;
  const before = pre.textContent;
  hang(pre);
  expect(pre.textContent).toBe(before);
  const lines = [...pre.querySelectorAll<HTMLElement>('.code-line')];
  expect(lines.map(({ style }) => style.paddingLeft)).toEqual(['3ch', '7ch', '3ch', '3ch']);
  expect(lines.map(({ style }) => style.textIndent)).toEqual(['-3ch', '-7ch', '-3ch', '-3ch']);
});
