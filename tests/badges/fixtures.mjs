// Writes tests/badges/fixtures: `node tests/badges/fixtures.mjs`. Each run makes new keys and throws their secret halves away
// (but of one that is there to be leaked), so all files are to be committed together. src-tauri/exam/tests/badge reads them.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../servers.mjs';
import {
  badge,
  didDocument,
  encrypted,
  newKey,
  payloadOf,
  png,
  shortKey,
  shortSignature,
  sign,
  signByDid,
  signedBy,
  signedByMac,
  svg,
} from './sign.mjs';

const ISSUER = 'https://issuer.example/issuers/1';
const KEY_ADDRESS = 'https://issuer.example/keys/rsa-1';
const SHARED = 'https://issuer.example/.well-known/jwks.json';
const MALLORY = 'https://issuer.example/mallory/k.json';
const ROOT = 'https://issuer.example';
const DID = 'did:web:did.example';

const folder = join(root, 'tests/badges/fixtures');
await mkdir(folder, { recursive: true });
const write = (name, content) =>
  writeFile(
    join(folder, name),
    typeof content === 'string' || Buffer.isBuffer(content)
      ? content
      : `${JSON.stringify(content, null, 2)}\n`,
  );

const rsa = await newKey('RS256');
const ec = await newKey('ES256');
const stranger = await newKey('ES256');
const leaked = await newKey('ES256');
const edwards = await newKey('EdDSA');
const short = shortKey();

// What the issuers publish.
const named = (key, kid) => ({ ...key.jwk, kid, alg: key.alg, use: 'sig' });
const keys = [named(rsa, 'rsa-1'), named(ec, 'ec-1')];
await write('issuer.jwks.json', { keys });
await write('issuer.key.json', rsa.jwk);
await write('issuer.short.jwks.json', {
  keys: [{ ...short.jwk, kid: 'short-1' }],
});
await write('issuer.leaked.jwks.json', {
  keys: [{ ...leaked.secret, kid: 'leaked-1' }],
});
await write('issuer.foreign.jwks.json', {
  keys: [{ ...named(ec, 'ec-1'), iss: 'https://other.example' }],
});
await write('issuer.swapped.jwks.json', { keys: [named(stranger, 'ec-1')] });
await write('issuer.ec.json', ec.jwk);
await write('issuer.profile.json', { id: ISSUER, type: ['Profile'], jwks_uri: SHARED });
await write('issuer.names.json', { id: ISSUER, type: ['Profile'], assertionMethod: [KEY_ADDRESS] });

// At the same host, where others may publish too.
await write('shared.jwks.json', { keys });
await write('shared.swapped.jwks.json', { keys: [named(stranger, 'ec-1')] });
await write('mallory.key.json', stranger.jwk);
await write('root.ec.json', ec.jwk);
const document = didDocument(DID, ec);
await write('did.json', document);
await write('did.foreign.json', {
  ...document,
  verificationMethod: [{ ...document.verificationMethod[0], controller: 'did:web:other.example' }],
});
await write('did.login.json', {
  ...document,
  assertionMethod: [],
  authentication: document.assertionMethod,
});

// Sound ones.
const sound = payloadOf(badge(ISSUER));
const token = await sign(sound, rsa);
await write('rsa.jwt', token);
await write('ec.jwt', await sign(sound, ec));
await write('ec-by-name.jwt', await sign(sound, ec, { kid: 'ec-1' }));
await write('rsa-by-address.jwt', await sign(sound, rsa, { kid: KEY_ADDRESS, typ: 'JWT' }));
await write('under-path.jwt', await sign(sound, ec, { kid: `${ISSUER}/keys/ec-1`, typ: 'jwt' }));
await write('root.jwt', await sign(payloadOf(badge(ROOT)), ec, { kid: `${ROOT}/keys/ec-1` }));
await write('unnamed-key.jwt', await sign(sound, ec, {}));
await write('did.jwt', await signByDid(DID, ec, `${DID}#key-1`));
const endless = badge(ISSUER, (b) => delete b.validUntil);
await write('endless.jwt', await sign(payloadOf(endless), ec));
await write('end-in-claim.jwt', await sign({ ...payloadOf(endless), exp: sound.exp }, ec));
const pinned = { alg: 'ES256', pinned_ms: Date.parse('2026-02-01T00:00:00Z') };
await write('pins.json', [
  {
    issuer: ISSUER,
    thumbprint: stranger.thumbprint,
    jwk: stranger.jwk,
    ...pinned,
  },
  {
    issuer: 'https://other.example',
    thumbprint: ec.thumbprint,
    jwk: ec.jwk,
    ...pinned,
  },
  { issuer: ISSUER, thumbprint: rsa.thumbprint, jwk: ec.jwk, ...pinned },
]);

// Whose key?
await write('stranger.jwt', await sign(sound, stranger));
await write('stranger-slash.jwt', await sign(payloadOf(badge(`${ISSUER}/`)), stranger));
await write(
  'long-issuer.jwt',
  await sign(payloadOf(badge(`${ROOT}/${'x'.repeat(3000)}`)), stranger),
);
await write('forged-by-address.jwt', await sign(sound, stranger, { kid: MALLORY }));
await write('stranger-by-name.jwt', await sign(sound, stranger, { kid: 'old-1' }));
await write('two-keys.jwt', await sign(sound, stranger, { kid: 'ec-1', jwk: stranger.jwk }));
await write('private-key.jwt', await sign(sound, leaked, { jwk: leaked.secret }));
await write('leaked-by-name.jwt', await sign(sound, leaked, { kid: 'leaked-1' }));
await write('wrong-key.jwt', await sign(sound, stranger, { jwk: ec.jwk }));
await write('wrong-kind.jwt', await sign(sound, ec, { jwk: rsa.jwk }));
const keyless = badge('did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169');
await write('no-address.jwt', await sign(payloadOf(keyless), ec));

// Algorithms and headers.
await write(
  'none.jwt',
  signedBy({ alg: 'none' }, sound, () => Buffer.alloc(0)),
);
await write('mac.jwt', await signedByMac(sound, ec));
await write('eddsa.jwt', await sign(sound, edwards));
await write('short.jwt', signedBy({ alg: 'RS256', jwk: short.jwk }, sound, shortSignature(short)));
await write(
  'short-by-name.jwt',
  signedBy({ alg: 'RS256', kid: 'short-1' }, sound, shortSignature(short)),
);
const critical = {
  jwk: ec.jwk,
  crit: ['http://example.org/new'],
  'http://example.org/new': 1,
};
await write('critical.jwt', await sign(sound, ec, critical));
await write('more-header.jwt', await sign(sound, ec, { jwk: ec.jwk, x5t: 'AAAA' }));
await write('other-type.jwt', await sign(sound, ec, { jwk: ec.jwk, typ: 'at+jwt' }));

// Claims that are not the credential's.
const other = {
  iss: 'https://other.example',
  jti: 'urn:x',
  sub: 'did:x',
  nbf: 1,
  exp: 4e9,
};
for (const [name, value] of Object.entries(other)) {
  await write(`differs-${name}.jwt`, await sign({ ...sound, [name]: value }, ec));
}
await write('claimless.jwt', await sign(badge(ISSUER), ec, { jwk: ec.jwk, typ: 'vc+jwt' }));
await write('claims-of-other-type.jwt', await sign({ ...sound, nbf: '2026' }, ec));
const text = JSON.stringify(sound);
await write('twice.jwt', await sign(text.replace('{', '{"iss":"https://other.example",'), ec));

// What the credential says.
const changed = async (name, change) =>
  write(`${name}.jwt`, await sign(payloadOf(badge(ISSUER, change)), ec));
await changed('other-credential', (b) => (b.type = ['VerifiableCredential']));
await changed('alias', (b) => (b.type = ['VerifiableCredential', 'AchievementCredential']));
await changed('partless', (b) => {
  delete b.credentialSubject.achievement.criteria;
  delete b.credentialSubject.identifier;
  delete b.credentialSubject.id;
});
await changed('contextless', (b) => b['@context'].pop());
await changed('own-contexts', (b) =>
  b['@context'].push('https://example.org/own', {
    name: 'https://example.org/other#name',
  }),
);
await write('undated.jwt', await sign({ ...sound, validFrom: 'last spring' }, ec));
await changed('everything', (b) => {
  b.credentialStatus = {
    id: 'https://issuer.example/status/3#7',
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: 'https://issuer.example/status/3',
  };
  b.credentialSchema = [
    {
      id: 'https://issuer.example/schema',
      type: '1EdTechJsonSchemaValidator2019',
    },
  ];
  b.refreshService = {
    id: 'https://issuer.example/refresh',
    type: '1EdTechCredentialRefresh',
  };
  b.endorsement = [{ type: ['VerifiableCredential', 'EndorsementCredential'] }];
  b.credentialSubject.identifier[0] = {
    type: 'IdentityObject',
    hashed: true,
    identityHash: 'sha256$' + 'ab'.repeat(32),
    identityType: 'emailAddress',
    salt: 'sea',
  };
  b.proof = [
    {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      proofValue: 'z1',
    },
  ];
});
await changed('hostile', (b) => {
  b.issuer.name = '\u202egro.live\u202c <script>alert(1)</script>\u0007\n\u2066';
  b.credentialSubject.achievement.name = 'Evaluator '.repeat(10_000);
  b.credentialSubject.identifier[0].identityHash = '\u0000\u200b';
  b.credentialStatus = { type: '\u202e' + 'x'.repeat(50_000) };
});

// Carriers.
await write(
  'baked.png',
  png({ text: 'no badge', keyword: 'Comment' }, { text: token }, { text: 'x.y.z' }),
);
await write('compressed.png', png({ text: token, compressed: true }));
await write('plain.png', png());
await write('older.png', png({ text: 'x.y.z', keyword: 'openbadges' }));
await write('baked.svg', svg(`<openbadges:credential verify="${token}"></openbadges:credential>`));
await write('plain.svg', svg('<title>No badge</title>'));
const proof = {
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-rdfc-2022',
  proofValue: 'z2x',
};
const embedded = { ...badge(ISSUER), proof };
await write(
  'baked-json.svg',
  svg(
    `<openbadges:credential><![CDATA[${JSON.stringify(embedded)}]]></openbadges:credential>`,
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n',
  ),
);
await write(
  'entities.svg',
  svg('<openbadges:credential>&a;</openbadges:credential>', '<!DOCTYPE svg [<!ENTITY a "b">]>\n'),
);
await write('data-integrity.json', embedded);
await write('unsigned.json', badge(ISSUER));
await write('enveloped.json', {
  '@context': 'https://www.w3.org/ns/credentials/v2',
  type: 'EnvelopedVerifiableCredential',
  id: `data:application/vc+jwt,${token}`,
});
await write('older.json', {
  '@context': 'https://w3id.org/openbadges/v2',
  type: 'Assertion',
  badge: 'https://issuer.example/badge',
});
await write('encrypted.jwt', await encrypted(sound));
await write('selective.jwt', `${token}~WyJzIiwibiIsInYiXQ~`);
