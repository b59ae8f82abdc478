// Badges signed a moment ago with keys of this run, by issuers that publish them on this computer; the real check asks them.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { folder, program } from '../servers.mjs';
import { badge, didDocument, newKey, payloadOf, png, sign, signByDid, svg } from './sign.mjs';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const NEVER = ['revocation', 'recipient'];
const keys = {};
const published = new Map();
let checker, lines, place, server, origin, did;

before(async () => {
  place = await folder('badges');
  for (const alg of ['RS256', 'ES256']) keys[alg] = await newKey(alg);
  keys.stranger = await newKey('ES256');
  keys.EdDSA = await newKey('EdDSA');
  server = createServer(({ url }, response) => {
    // As some servers do it: what is encoded is decoded before the dots are looked at.
    const document = published.get(new URL(decodeURIComponent(url), 'http://127.0.0.1').pathname);
    response.statusCode = document ? 200 : 404;
    response.end(JSON.stringify(document ?? {}));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  // The check asks by plain http on this computer, where a badge says https.
  origin = `https://127.0.0.1:${port}`;
  did = `did:web:127.0.0.1%3A${port}:issuers:2`;
  published.set('/.well-known/jwks.json', {
    keys: ['RS256', 'ES256'].map((alg) => ({
      ...keys[alg].jwk,
      kid: alg,
      alg,
    })),
  });
  for (const path of ['/keys/1', '/issuers/1/keys/1']) published.set(path, keys.ES256.jwk);
  // Others may publish at this host: the issuer's own document says what is the issuer's.
  published.set('/issuers/1', {
    id: `${origin}/issuers/1`,
    type: ['Profile'],
    assertionMethod: [`${origin}/keys/1`],
    jwks_uri: `${origin}/.well-known/jwks.json`,
  });
  published.set('/mallory/k.json', keys.stranger.jwk);
  published.set('/mallory/issuer.json', {
    ...didDocument(`${origin}/issuers/1`, keys.stranger),
    jwks_uri: `${origin}/mallory/set.json`,
  });
  published.set('/mallory/set.json', { keys: [{ ...keys.stranger.jwk, kid: 'ES256' }] });
  published.set('/issuers/2/did.json', didDocument(did, keys.ES256));
  checker = spawn(program('BADGE_BIN', 'badges'), {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  lines = createInterface({ input: checker.stdout })[Symbol.asyncIterator]();
});

after(async () => {
  checker?.stdin.end();
  server?.close();
  server?.closeAllConnections();
  await place?.remove();
});

/** What the real check finds in a file of this content. */
async function look(content, { name = 'badge.jwt', ask = true, pins = [] } = {}) {
  const file = join(place.path, name);
  await writeFile(file, content);
  checker.stdin.write(`${JSON.stringify({ file, now_ms: NOW, ask, pins })}\n`);
  const { value, done } = await lines.next();
  assert.ok(!done, 'the check ended');
  return JSON.parse(value);
}

/** The verdict, and the checks that did not come out as a sound badge's do. */
function expect(found, verdict, differing = {}) {
  const said = JSON.stringify(found, null, 1);
  assert.equal(found.verdict, verdict, said);
  const usual = (name) => (NEVER.includes(name) ? 'not_checked' : 'holds');
  const odd = found.checks.filter(({ name, outcome }) => outcome !== usual(name));
  const seen = Object.fromEntries(odd.map(({ name, outcome }) => [name, outcome]));
  assert.deepEqual(seen, differing, said);
}

const issuer = () => `${origin}/issuers/1`;

for (const alg of ['RS256', 'ES256']) {
  test(`${alg}: the key in the file is one that the issuer publishes`, async () => {
    const token = await sign(payloadOf(badge(issuer())), keys[alg]);
    const found = await look(token);
    expect(found, 'verified');
    assert.equal(found.thumbprint, keys[alg].thumbprint, 'as jose writes it');
    assert.equal(found.name, 'AI Evaluator Certification');
    expect(await look(token, { ask: false }), 'not_proven', {
      issuer: 'not_checked',
    });
  });

  test(`${alg}: the key is named`, async () => {
    const payload = payloadOf(badge(issuer()));
    expect(await look(await sign(payload, keys[alg], { kid: alg, typ: 'JWT' })), 'verified');
    const missing = {
      key: 'not_checked',
      signature: 'not_checked',
      issuer: 'not_checked',
    };
    expect(await look(await sign(payload, keys[alg], { kid: 'retired' })), 'not_proven', missing);
  });
}

for (const path of ['/keys/1', '/issuers/1/keys/1']) {
  test(`the key has an address of its own: ${path}`, async () => {
    const header = { kid: `${origin}${path}`, typ: 'jwt' };
    const found = await look(await sign(payloadOf(badge(issuer())), keys.ES256, header));
    expect(found, 'verified');
    assert.match(found.in_words, /asked on 1 June 2026, 12:00 UTC/);
  });
}

test('the issuer is the host itself', async () => {
  const payload = payloadOf(badge(origin));
  for (const kid of ['ES256', `${origin}/keys/1`, `${origin.replace('https', 'HTTPS')}/keys/1#k`])
    expect(await look(await sign(payload, keys.ES256, { kid })), 'verified');
});

test('somebody else publishes at the same host', async () => {
  const unshown = { issuer: 'not_checked' };
  const forged = async (path, more = {}) => {
    const header = { kid: `${origin}${path}`, ...more };
    return look(await sign(payloadOf(badge(issuer())), keys.stranger, header));
  };
  for (const path of ['/mallory/k.json', '/mallory/set.json#ES256'])
    expect(await forged(path), 'not_proven', unshown);
  // A document that calls itself the issuer's.
  const own = { jwk: keys.stranger.jwk };
  expect(await forged('/mallory/issuer.json', own), 'not_proven', unshown);
  for (const up of ['..%2f..%2f', '%2e%2e/%2e%2e/', '..%5c..%5c'])
    expect(await forged(`/issuers/1/${up}mallory/k.json`), 'not_proven', unshown);
  // The host's common set, and no document of this issuer that names it.
  const quiet = payloadOf(badge(`${origin}/issuers/3`));
  expect(await look(await sign(quiet, keys.ES256)), 'not_proven', unshown);
  expect(await look(await sign(quiet, keys.ES256, { kid: 'ES256' })), 'not_proven', unshown);
});

test('did:web, in the manner of version 1.1', async () => {
  const token = await signByDid(did, keys.ES256, `${did}#key-1`);
  expect(await look(token), 'verified');
  const forged = await signByDid(did, keys.stranger, `${did}#key-1`);
  const torn = { signature: 'fails', issuer: 'not_checked' };
  expect(await look(forged), 'refused', torn);
});

test('baked into pictures', async () => {
  const token = await sign(payloadOf(badge(issuer())), keys.RS256);
  expect(await look(png({ text: token }), { name: 'badge.png' }), 'verified');
  const picture = svg(`<openbadges:credential verify="${token}"/>`);
  expect(await look(picture, { name: 'badge.svg' }), 'verified');
});

test('a stranger signs in the name of the issuer, and is pinned', async () => {
  const token = await sign(payloadOf(badge(issuer())), keys.stranger);
  const found = await look(token);
  expect(found, 'not_proven', { issuer: 'not_checked' });
  assert.equal(found.can_pin, true);
  assert.equal(found.pin.thumbprint, keys.stranger.thumbprint);
  expect(await look(token, { pins: [found.pin] }), 'verified');
  const elsewhere = { ...found.pin, issuer: `${origin}/issuers/2` };
  expect(await look(token, { pins: [elsewhere] }), 'not_proven', {
    issuer: 'not_checked',
  });
});

test('an algorithm that is not checked is not called valid', async () => {
  const found = await look(await sign(payloadOf(badge(issuer())), keys.EdDSA));
  expect(found, 'not_proven', {
    algorithm: 'not_checked',
    key: 'not_checked',
    signature: 'not_checked',
    issuer: 'not_checked',
  });
});

test('one letter of what it says is changed', async () => {
  const token = await sign(payloadOf(badge(issuer())), keys.ES256);
  const [header, payload, signature] = token.split('.');
  const text = Buffer.from(payload, 'base64url').toString().replace('Ada Example', 'Eva Example');
  const changed = [header, Buffer.from(text).toString('base64url'), signature].join('.');
  expect(await look(changed), 'refused', {
    signature: 'fails',
    issuer: 'not_checked',
  });
});

test('the issuer is gone', async () => {
  const nobody = 'https://127.0.0.1:1/issuers/1';
  const found = await look(await sign(payloadOf(badge(nobody)), keys.ES256));
  expect(found, 'not_proven', { issuer: 'not_checked' });
  assert.match(found.ask_error, /could not be reached/);
});
