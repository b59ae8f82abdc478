// Badges signed by other people's code: jose (JOSE), and did-jwt-vc (credentials of version 1.1).

import { createCipheriv, generateKeyPairSync, randomBytes, sign as signRaw } from 'node:crypto';
import { createRequire } from 'node:module';
import { crc32, deflateSync } from 'node:zlib';
import { require } from '../servers.mjs';

const jose = require('jose');
const credentials = require('did-jwt-vc');
const { ES256Signer } = createRequire(require.resolve('did-jwt-vc'))('did-jwt');

export const FROM = '2026-01-01T00:00:00Z';
export const UNTIL = '2028-01-01T00:00:00Z';
const V2 = 'https://www.w3.org/ns/credentials/v2';
const V1 = 'https://www.w3.org/2018/credentials/v1';
const BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

/** A key pair of this kind (RS256, ES256, EdDSA, …) that nobody keeps. */
export async function newKey(alg) {
  const { publicKey, privateKey } = await jose.generateKeyPair(alg, {
    extractable: true,
  });
  const jwk = await jose.exportJWK(publicKey);
  const thumbprint = await jose.calculateJwkThumbprint(jwk);
  return {
    alg,
    privateKey,
    jwk,
    thumbprint,
    secret: await jose.exportJWK(privateKey),
  };
}

/** An RSA key too short for jose, which would not sign with it. */
export function shortKey() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 1024,
  });
  return { alg: 'RS256', privateKey, jwk: publicKey.export({ format: 'jwk' }) };
}

const seconds = (text) => Date.parse(text) / 1000;

/** A credential as Open Badges 3.0 asks for it; `change` may put anything into it. */
export function badge(issuer, change = () => {}) {
  const credential = {
    '@context': [V2, BADGES],
    id: 'urn:uuid:0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: issuer, type: ['Profile'], name: 'Example Institute' },
    validFrom: FROM,
    validUntil: UNTIL,
    credentialSubject: {
      id: 'did:example:ada',
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          hashed: false,
          identityHash: 'Ada Example',
          identityType: 'name',
        },
      ],
      achievement: {
        id: 'https://issuer.example/achievements/evaluator',
        type: ['Achievement'],
        name: 'AI Evaluator Certification',
        description: 'Judges the work of models as experts do.',
        criteria: { narrative: 'Pass the exam.' },
      },
    },
  };
  change(credential);
  return credential;
}

/** What a token says of a credential: its claims beside the credential itself. */
export function payloadOf(credential) {
  const { id: jti, issuer, credentialSubject, validFrom, validUntil } = credential;
  const claims = {
    iss: issuer?.id ?? issuer,
    jti,
    sub: credentialSubject?.id,
    nbf: seconds(validFrom),
    ...(validUntil ? { exp: seconds(validUntil) } : {}),
  };
  return { ...credential, ...claims };
}

/** Signed by jose. `header`: beside the algorithm; by default the public key itself. */
export async function sign(payload, key, header = { jwk: key.jwk, typ: 'JWT' }) {
  const bytes = new TextEncoder().encode(
    typeof payload === 'string' ? payload : JSON.stringify(payload),
  );
  return new jose.CompactSign(bytes)
    .setProtectedHeader({ alg: key.alg, ...header })
    .sign(key.privateKey, { crit: { 'http://example.org/new': true } });
}

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that jose would not make: `seal` signs the text of header and payload. */
export function signedBy(header, payload, seal) {
  const text = `${encoded(header)}.${encoded(payload)}`;
  return `${text}.${seal(text).toString('base64url')}`;
}

export const shortSignature = (key) => (text) =>
  signRaw('sha256', Buffer.from(text), key.privateKey);

/** Signed by HMAC with the public key as its secret: the old trick against those who trust the header. */
export async function signedByMac(payload, key) {
  const secret = new TextEncoder().encode(JSON.stringify(key.jwk));
  return new jose.CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'HS256', jwk: key.jwk })
    .sign(secret);
}

/** A badge of version 1.1 under `vc`, without what the claims say already. */
export async function signByDid(did, key, kid) {
  const { '@context': _, issuer, validFrom, validUntil, id, ...vc } = badge(did);
  const { id: sub, ...credentialSubject } = vc.credentialSubject;
  const { id: __, ...profile } = issuer;
  const secret = Buffer.from(key.secret.d, 'base64url');
  const payload = {
    iss: did,
    sub,
    jti: id,
    nbf: seconds(validFrom),
    exp: seconds(validUntil),
    vc: { '@context': [V1, BADGES], ...vc, issuer: profile, credentialSubject },
  };
  const by = { did, signer: ES256Signer(secret), alg: 'ES256' };
  return credentials.createVerifiableCredentialJwt(payload, by, {
    header: { kid },
  });
}

/** What a did:web issuer publishes. */
export function didDocument(did, key, name = 'key-1') {
  const id = `${did}#${name}`;
  const method = {
    id,
    type: 'JsonWebKey2020',
    controller: did,
    publicKeyJwk: key.jwk,
  };
  return { id: did, verificationMethod: [method], assertionMethod: [id] };
}

/** Encrypted for someone: five parts. */
export async function encrypted(credential) {
  const key = randomBytes(32);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(credential)), cipher.final()]);
  const parts = [Buffer.alloc(0), iv, text, cipher.getAuthTag()];
  const rest = parts.map((part) => part.toString('base64url')).join('.');
  return `${encoded({ alg: 'dir', enc: 'A256GCM' })}.${rest}`;
}

function chunk(kind, data) {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(kind, 4, 'latin1');
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])));
  return Buffer.concat([head, data, tail]);
}

/** A picture of one pixel with these texts baked in, the first of which counts. */
export function png(...texts) {
  const size = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const baked = texts.map(({ text, keyword = 'openbadgecredential', compressed = false }) => {
    const data = compressed ? deflateSync(text) : Buffer.from(text);
    const flags = Buffer.from([0, compressed ? 1 : 0, 0, 0, 0]);
    return chunk('iTXt', Buffer.concat([Buffer.from(keyword, 'latin1'), flags, data]));
  });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', size),
    ...baked,
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The element goes where the standard puts it: directly after `<svg>`. */
export function svg(element, doctype = '') {
  return `<?xml version="1.0" encoding="UTF-8"?>
${doctype}<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" viewBox="0 0 8 8">
  ${element}
  <circle cx="4" cy="4" r="3"/>
</svg>
`;
}
