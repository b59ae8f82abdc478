// Pictures for tests: of any size, and damaged.

import { crc32, deflateSync } from 'node:zlib';

const SIGN = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG of grey stripes, which is small however large it is; `share` of its data is there. */
export function pngOf(width, height, share = 1) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 2) rows.fill(180, y * (width + 1) + 1, (y + 1) * (width + 1));
  const data = chunk('IDAT', deflateSync(rows));
  const there = data.subarray(0, Math.floor(data.length * share));
  return Buffer.concat([SIGN, chunk('IHDR', head), there, chunk('IEND', Buffer.alloc(0))]);
}
