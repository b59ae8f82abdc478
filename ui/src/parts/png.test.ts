import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isDamagedPng } from './png';

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const figures = Buffer.alloc(8);
  figures.writeUInt32BE(data.length);
  figures.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([figures.subarray(0, 4), body, figures.subarray(4)]);
}

const head = Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
const whole = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk('IHDR', head),
  chunk('IDAT', deflateSync(Buffer.from([0, 9, 9, 0, 9, 9]))),
  chunk('IEND', Buffer.alloc(0)),
]);
const url = (bytes: Buffer): string => `data:image/png;base64,${bytes.toString('base64')}`;

describe('a PNG', () => {
  it('is whole, also with something behind its end', () => {
    expect(isDamagedPng(url(whole))).toBe(false);
    expect(isDamagedPng(url(Buffer.concat([whole, Buffer.from('more')])))).toBe(false);
  });

  it('is damaged wherever it is cut or changed', () => {
    for (let at = 0; at < whole.length; at++) {
      expect(isDamagedPng(url(whole.subarray(0, at))), `cut at ${at}`).toBe(true);
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      expect(isDamagedPng(url(changed)), `changed at ${at}`).toBe(true);
    }
    expect(isDamagedPng('data:image/png;base64,%%%')).toBe(true);
  });

  it('is not what another picture is judged as', () => {
    expect(isDamagedPng('data:image/svg+xml;base64,PHN2Zz4=')).toBe(false);
  });
});
