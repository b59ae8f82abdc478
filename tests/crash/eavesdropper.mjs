// Stands between the app and its registrar, passes everything on, and remembers what is secret in it.

import { Between, json } from '../between.mjs';

const SIGN_IN_AGAIN = JSON.stringify({
  code: 'sign_in_again',
  message: 'This access is over.',
  conditions: [],
});

/** For addresses that name no host. */
const HERE = 'http://127.0.0.1';

export class Eavesdropper extends Between {
  #refuse = null;
  #heard = new Map();

  /** The next request to this path is answered as if its access token were over. */
  refuseOnce(path) {
    this.#refuse = path;
  }

  /** The values by what they are called, oldest first. */
  get secrets() {
    return Object.fromEntries([...this.#heard].map(([name, values]) => [name, [...values]]));
  }

  heard(name, value) {
    if (!value) return;
    if (!this.#heard.has(name)) this.#heard.set(name, new Set());
    this.#heard.get(name).add(value);
  }

  async instead(asked, body) {
    this.#listenTo(asked, body);
    if (asked.url !== this.#refuse) return null;
    this.#refuse = null;
    return { status: 401, body: SIGN_IN_AGAIN };
  }

  passed(asked, answered, bytes) {
    this.#listenToAnswer(asked, answered, bytes);
    return bytes;
  }

  #listenTo({ url, headers }, body) {
    const { pathname, searchParams } = new URL(url, HERE);
    this.heard('access token', /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]);
    if (pathname === '/authorize') this.heard('state', searchParams.get('state'));
    if (pathname === '/token' || pathname === '/revoke') {
      const form = new URLSearchParams(body.toString());
      this.heard('authorization code', form.get('code'));
      this.heard('code verifier', form.get('code_verifier'));
      this.heard('refresh token', form.get('refresh_token') ?? form.get('token'));
    }
    if (pathname.endsWith('/seat')) this.heard('handout', json(body).handout);
  }

  #listenToAnswer({ url }, { headers }, body) {
    const path = new URL(url, HERE).pathname;
    if (headers.location) {
      this.heard('authorization code', new URL(headers.location, HERE).searchParams.get('code'));
    }
    const { access_token, refresh_token, url: page } = json(body);
    if (path === '/token') {
      this.heard('access token', access_token);
      this.heard('refresh token', refresh_token);
    }
    if (!page) return;
    // The rest of an address is known to everybody.
    if (path.endsWith('/seat/link')) {
      this.heard('seat token', new URL(page).searchParams.get('cm_user_id'));
    }
    if (path.endsWith('/identity')) this.heard('identity page', lastPart(page));
    if (path === '/v1/checks') this.heard('browser check page', lastPart(page));
  }
}

function lastPart(address) {
  return new URL(address).pathname.split('/').at(-1);
}
