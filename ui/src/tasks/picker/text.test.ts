import { describe, expect, it } from 'vitest';
import { drawBlock, type Mark } from '../../parts/marks';
import { canonicalText, quoted, TextMap, wordsOf } from './text';

const HTML =
  '<p data-at="0">One <strong>two <em>three</em></strong> four.</p>' +
  '<ul><li><p data-at="21">Family 👩‍👩‍👧‍👦 here</p></li></ul><pre data-at="47"><code>a = 1\nb</code></pre>';
const TEXT = 'One two three four.\n\nFamily 👩‍👩‍👧‍👦 here\n\n';

function host(html = HTML): HTMLElement {
  const element = document.createElement('div');
  element.innerHTML = html;
  return element;
}

const mark = (start: number, end: number, n: number, lane = 0): Mark => ({
  start,
  end,
  n,
  tone: 'seen',
  label: '',
  line: { side: 'under', lane, look: 'solid', tag: String(n) },
});

describe('the canonical text', () => {
  it('is what the blocks show, each at its offset', () => {
    expect(canonicalText(HTML)).toBe(`${TEXT.padEnd(47, '\n')}a = 1\nb`);
    expect(canonicalText('')).toBe('');
    expect(wordsOf('one\n\n two', { start: 0, end: 9 })).toBe('one two');
  });

  it('is quoted whole where it is short, and cut at spaces in its middle where it is long', () => {
    expect(quoted('one two', { start: 4, end: 7 })).toBe('“two”');
    const long = 'Amina left Lima on Monday. '.repeat(20);
    const cut = quoted(long, { start: 0, end: long.length });
    expect(cut).toMatch(/^“Amina left .* … .* on Monday\.”$/);
    expect(cut.length).toBeLessThan(130);
    const faces = '👩'.repeat(200);
    expect(quoted(faces, { start: 0, end: 400 }, 101), 'no half of a pair').not.toMatch(
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/,
    );
  });
});

describe('the map of a drawn text', () => {
  it('leads from every place to its offset and back, whatever is drawn', () => {
    const root = host();
    const map = new TextMap(root);
    const whole = canonicalText(HTML);
    const check = () => {
      for (let start = 0; start < whole.length; start += 1) {
        for (const end of [start + 1, start + 4, whole.length]) {
          if (end > whole.length) continue;
          const range = map.range({ start, end });
          if (!range || /^\n|\n$/.test(whole.slice(start, end))) continue;
          expect(map.offset(range.startContainer, range.startOffset)).toBe(start);
          expect(map.offset(range.endContainer, range.endOffset)).toBe(end);
        }
      }
    };
    check();
    map.blocks.forEach((block, index) => {
      drawBlock(block, [mark(4, 13, 1), mark(8, 18, 2, 1), mark(28, 39, 3)]);
      map.redrawn(index);
    });
    check();
    expect(root.querySelectorAll('.line').length).toBeGreaterThan(3);
    expect([...root.querySelectorAll<HTMLElement>('[data-tag]')].map((e) => e.textContent)).toEqual(
      ['three', ' four', '👩‍👩‍👧‍👦'],
    );
  });

  it('knows places that are no text, and none outside', () => {
    const root = host();
    const map = new TextMap(root);
    const strong = root.querySelector('strong') as Element;
    expect(map.offset(strong, 0)).toBe(4);
    expect(map.offset(strong, strong.childNodes.length)).toBe(13);
    expect(map.offset(root, 0)).toBeNull();
    expect(new TextMap(host('')).range({ start: 0, end: 1 })).toBeNull();
  });
});
