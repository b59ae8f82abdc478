// Where a secret has left traces: in the memory of a process, in files, in texts.

import { Buffer } from 'node:buffer';
import { open, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const PART = 4 * 1024 * 1024;
const PAGE = 4096;
const NOTHING = Buffer.alloc(PAGE);

/**
 * A secret in each form in which it could be written down: as it is, percent-encoded, in base64 wherever it begins in what
 * is encoded, and, where it is itself base64 of random bytes, those bytes.
 */
export function forms(secret) {
  const bytes = Buffer.from(secret);
  const found = new Map([['plain', bytes]]);
  const add = (form, text) => {
    const already = [...found.values()].some((other) => other.equals(Buffer.from(text)));
    if (!already) found.set(form, Buffer.from(text));
  };
  add('percent-encoded', encodeURIComponent(secret));
  add('form-encoded', new URLSearchParams({ x: secret }).toString().slice(2));
  for (const before of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
    // What depends on the bytes before and after it is left out.
    const whole = Math.floor(shifted.length / 3) * 4;
    const first = Math.ceil((before * 8) / 6);
    for (const alphabet of ['base64', 'base64url']) {
      add(`${alphabet} at ${before}`, shifted.toString(alphabet).slice(first, whole));
    }
  }
  if (/^[\w-]{43}$/.test(secret)) add('its bytes', Buffer.from(secret, 'base64url'));
  return found;
}

/** `secrets`: the values by what they are called. Finds each of them in bytes. */
export class Search {
  #sought = [];

  constructor(secrets) {
    for (const [name, values] of Object.entries(secrets)) {
      for (const value of values) {
        for (const [form, bytes] of forms(value)) this.#sought.push({ name, form, bytes });
      }
    }
    this.longest = Math.max(...this.#sought.map(({ bytes }) => bytes.length));
  }

  /** Where in these bytes the secrets lie, as `name (form)`, with the offset. */
  in(bytes) {
    const hits = [];
    for (const { name, form, bytes: sought } of this.#sought) {
      for (let at = bytes.indexOf(sought); at >= 0; at = bytes.indexOf(sought, at + 1)) {
        hits.push({ what: `${name} (${form})`, at });
      }
    }
    return hits;
  }

  inText(text) {
    return this.in(Buffer.from(text)).map(({ what }) => what);
  }

  /** In the content and the names of all files below a folder. */
  async inFiles(folder) {
    const hits = [];
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const bytes = [Buffer.from(path)];
      if (entry.isFile()) bytes.push(await readFile(path));
      for (const part of bytes) hits.push(...this.in(part).map(({ what }) => `${what} in ${path}`));
    }
    return hits;
  }

  /** In whatever a process can write to and others do not share: heap, stacks, static data. */
  async inMemory(pid) {
    const hits = [];
    const memory = await open(`/proc/${pid}/mem`);
    try {
      for (const region of await regions(pid)) {
        for await (const { bytes, from } of parts(memory, region, this.longest)) {
          const found = this.in(bytes).map(({ what, at }) => {
            const context = process.env.SECRETS_CONTEXT ? around(bytes, at) : '';
            return `${what} at ${(from + at).toString(16)} ${region.name}${context}`;
          });
          hits.push(...found);
        }
      }
    } finally {
      await memory.close();
    }
    return [...new Set(hits)];
  }
}

/** For whoever looks for where a trace comes from: what stands around it. */
function around(bytes, at) {
  const text = bytes.subarray(Math.max(0, at - 160), at + 200).toString('latin1');
  return `\n  ${text.replaceAll(/[^ -~]+/g, '·')}`;
}

/** Those that were ever written to: much is only reserved. */
async function regions(pid) {
  const maps = await readFile(`/proc/${pid}/smaps`, 'utf8');
  return maps
    .split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)
    .filter((map) => !/^Rss: +0 kB$/m.test(map) || !/^Swap: +0 kB$/m.test(map))
    .map((map) => /^([0-9a-f]+)-([0-9a-f]+) rw.p \S+ \S+ \S+ *(.*)$/m.exec(map))
    .filter(Boolean)
    .map(([, from, to, name]) => ({
      from: Number.parseInt(from, 16),
      to: Number.parseInt(to, 16),
      name: name || 'anonymous memory',
    }));
}

/** The parts of a region that hold something; neighbours overlap, so that nothing is cut in two. */
async function* parts(memory, { from, to }, overlap) {
  const bytes = Buffer.alloc(PART);
  for (let at = from; at < to; at += PART - overlap) {
    const wanted = Math.min(to - at, PART);
    const read = await readAt(memory, bytes, wanted, at);
    if (read === 0) continue;
    yield* filled(bytes.subarray(0, read), at);
  }
}

/** What is only reserved, or has gone meanwhile, cannot be read. */
async function readAt(memory, bytes, wanted, at) {
  try {
    return (await memory.read(bytes, 0, wanted, at)).bytesRead;
  } catch (error) {
    if (error.code === 'EIO' || error.code === 'EFAULT') return 0;
    throw error;
  }
}

/** Runs of pages that are not empty. */
function* filled(bytes, from) {
  let begun = null;
  for (let at = 0; at < bytes.length; at += PAGE) {
    const page = bytes.subarray(at, at + PAGE);
    const empty = NOTHING.subarray(0, page.length).equals(page);
    if (!empty) begun ??= at;
    if (empty && begun !== null) {
      yield { bytes: bytes.subarray(begun, at), from: from + begun };
      begun = null;
    }
  }
  if (begun !== null) yield { bytes: bytes.subarray(begun), from: from + begun };
}
