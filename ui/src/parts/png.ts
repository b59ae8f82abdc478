/** Whether a PNG is whole. A browser may show half of a damaged one, or nothing, and say that all went well. */

const PNG = 'data:image/png;base64,';
const SIGN = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Of a chunk: its length and its name before the data, its checksum after it. */
const BEFORE = 8;
const AFTER = 4;

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return ~sum >>> 0;
}

/** Whether the source is a PNG that has been cut short or changed; other pictures are the browser's to judge. */
export function isDamagedPng(source: string): boolean {
  if (!source.startsWith(PNG)) return false;
  try {
    const text = atob(source.slice(PNG.length));
    return !isWhole(Uint8Array.from(text, (sign) => sign.charCodeAt(0)));
  } catch {
    return true;
  }
}

/** Every chunk has its checksum, and the last one is the end. */
function isWhole(bytes: Uint8Array): boolean {
  if (SIGN.some((byte, i) => bytes[i] !== byte)) return false;
  const view = new DataView(bytes.buffer);
  let at = SIGN.length;
  while (at + BEFORE + AFTER <= bytes.length) {
    const end = at + BEFORE + view.getUint32(at);
    if (end + AFTER > bytes.length) return false;
    if (crc(bytes.subarray(at + 4, end)) !== view.getUint32(end)) return false;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + BEFORE));
    if (name === 'IEND') return true;
    at = end + AFTER;
  }
  return false;
}
