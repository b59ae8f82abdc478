import { describe, expect, it } from 'vitest';
import { draw, findingAt, light, pieces, selectedWords, type Mark, type Tone } from './marks';

const mark = (start: number, end: number, n = 1, tone: Tone = 'for'): Mark => ({
  start,
  end,
  n,
  tone,
  label: `Reason ${n}`,
});

/** Draws marks into html and writes the outcome with marks in brackets and numbers as ^n. */
function check(html: string, marks: Mark[], expected: string) {
  const root = document.createElement('div');
  root.innerHTML = html;
  draw(root, marks);
  for (const ref of root.querySelectorAll('.ref')) ref.replaceWith(`^${ref.textContent}`);
  for (const m of root.querySelectorAll('mark'))
    m.replaceWith(`[${m.textContent}|${m.dataset['n']}]`);
  expect(root.innerHTML).toBe(expected);
}

describe('drawing', () => {
  it('wraps words and puts the number behind them', () => {
    check(
      '<p data-at="0">one two three</p>',
      [mark(4, 7)],
      '<p data-at="0">one [two|1]^1 three</p>',
    );
  });
  it('counts from the block', () => {
    check(
      '<p data-at="0">one</p><p data-at="4">two three</p>',
      [mark(8, 13)],
      '<p data-at="0">one</p><p data-at="4">two [three|1]^1</p>',
    );
  });
  it('goes through inline markup', () => {
    check(
      '<p data-at="0">a <strong>bold <em>word</em></strong> here</p>',
      [mark(0, 11)],
      '<p data-at="0">[a |1]<strong>[bold |1]<em>[word|1]^1</em></strong> here</p>',
    );
  });
  it('crosses blocks, with one number at the end', () => {
    check(
      '<ul><li data-at="10">one two</li><li data-at="18">three four</li></ul>',
      [mark(14, 23)],
      '<ul><li data-at="10">one [two|1]</li><li data-at="18">[three|1]^1 four</li></ul>',
    );
  });
  it('cuts overlapping marks so that each keeps its words', () => {
    check(
      '<p data-at="0">abcdefgh</p>',
      [mark(1, 5, 1), mark(3, 7, 2, 'against')],
      '<p data-at="0">a[bc|1][de|1 2]^1[fg|2]^2h</p>',
    );
  });
  it('gives marks lines of their own, the shorter within the longer, each with its tag at its end', () => {
    const root = document.createElement('div');
    root.innerHTML = '<p data-at="0">abcdef</p>';
    const line = (start: number, end: number, n: number, lane: number): Mark => ({
      ...mark(start, end, n, 'own'),
      line: { side: 'under', lane, look: 'dotted', tag: `t${n}` },
    });
    draw(root, [line(0, 6, 1, 0), { ...line(2, 4, 2, 1), sign: 'B' }]);
    const spans = [...root.querySelectorAll<HTMLElement>('.line')];
    expect(spans.map((s) => `${s.textContent} ${s.className} ${s.dataset['tag'] ?? ''}`)).toEqual([
      'ab line under lane0 dotted ',
      'cd line under lane0 dotted ',
      'cd line under lane1 dotted t2',
      'ef line under lane0 dotted t1',
    ]);
    expect([...root.querySelectorAll('.ref')].map((ref) => ref.textContent)).toEqual(['B', '1']);
  });
  it('keeps one mark inside another', () => {
    check(
      '<p data-at="0">abcdef</p>',
      [mark(0, 6, 1), mark(2, 4, 2)],
      '<p data-at="0">[ab|1][cd|1 2]^2[ef|1]^1</p>',
    );
  });
  it('orders numbers that end at the same place', () => {
    check(
      '<p data-at="0">abc</p>',
      [mark(0, 3, 1), mark(1, 3, 2)],
      '<p data-at="0">[a|1][bc|1 2]^1^2</p>',
    );
  });
  it('counts emoji and Hebrew as the core does, in UTF-16 units', () => {
    check(
      '<p data-at="0">a👩‍👩‍👧é מילה end</p>',
      [mark(11, 15)],
      '<p data-at="0">a👩‍👩‍👧é [מילה|1]^1 end</p>',
    );
  });
  it('counts inside code', () => {
    check(
      '<pre data-at="5"><code><span>let</span> x;\ny</code></pre>',
      [mark(9, 12)],
      '<pre data-at="5"><code><span>let</span> [x;\n|1]^1y</code></pre>',
    );
  });
  it('draws words that were only seen without a number', () => {
    check('<p data-at="0">one two</p>', [mark(0, 3, 4, 'seen')], '<p data-at="0">[one|4] two</p>');
  });
  it('leaves a text alone whose marks lie elsewhere', () => {
    check('<p data-at="0">one</p>', [mark(50, 60), mark(2, 2)], '<p data-at="0">one</p>');
  });
  it('keeps every character in its place', () => {
    const html = '<p data-at="0">one <b>two</b> three</p>';
    const root = document.createElement('div');
    root.innerHTML = html;
    const before = root.textContent;
    draw(root, [mark(2, 9, 1), mark(5, 6, 2), mark(0, 13, 3)]);
    for (const ref of root.querySelectorAll('.ref')) ref.remove();
    expect(root.textContent).toBe(before);
  });
});

describe('pieces', () => {
  it('cover the stretch without gaps', () => {
    const cut = pieces(10, 20, [mark(0, 12), mark(15, 18), mark(18, 99)]);
    expect(cut.map((p) => [p.start, p.end, p.marks.length])).toEqual([
      [10, 12, 1],
      [12, 15, 0],
      [15, 18, 1],
      [18, 20, 1],
    ]);
  });
});

describe('lighting', () => {
  it('lights one finding and puts out the last', () => {
    const root = document.createElement('div');
    root.innerHTML = '<p data-at="0">abcdefgh</p>';
    draw(root, [mark(1, 5, 1), mark(3, 7, 12)]);
    const lit = () => [...root.querySelectorAll('mark.lit')].map((m) => m.textContent);
    light(root, 1);
    expect(lit()).toEqual(['bc', 'de']);
    light(root, 12);
    expect(lit()).toEqual(['de', 'fg']);
    light(root, null);
    expect(lit()).toEqual([]);
    expect(findingAt(root.querySelector('[data-n="1 12"]'))).toBe(1);
    expect(findingAt(root)).toBe(null);
  });
});

describe('selected words', () => {
  const item = document.createElement('div');
  document.body.append(item);
  const select = (from: [Node | null, number], to: [Node | null, number]) => {
    const selection = document.getSelection();
    if (!selection || !from[0] || !to[0]) throw new Error('nothing to select');
    selection.setBaseAndExtent(from[0], from[1], to[0], to[1]);
    return selection;
  };
  it('come block by block, with single spaces', () => {
    item.innerHTML = '<p data-at="0">one  two</p><p data-at="9">three <b>four</b> five</p>';
    const [first, second] = item.querySelectorAll('p');
    const selection = select([first?.firstChild ?? null, 5], [second?.lastChild ?? null, 1]);
    expect(selectedWords(item, selection)).toBe('two three four');
  });
  it('are cut to the response they began in', () => {
    item.innerHTML = '<p data-at="0">inside</p>';
    const before = document.createElement('p');
    before.textContent = 'outside';
    item.before(before);
    const selection = select([before.firstChild, 0], [item.firstChild?.firstChild ?? null, 2]);
    expect(selectedWords(item, selection)).toBe('in');
    before.remove();
  });
  it('are none without a selection', () => {
    document.getSelection()?.removeAllRanges();
    expect(selectedWords(item, document.getSelection())).toBe('');
  });
});
