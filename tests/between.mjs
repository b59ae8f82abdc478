// Stands between the app and its registrar and passes everything on, but for what a test puts in its way.

import { createServer, request } from 'node:http';

export class Between {
  #server;
  #registrar;

  async start(registrar) {
    this.#registrar = registrar;
    await this.#listen(0);
    this.address = `http://127.0.0.1:${this.#server.address().port}`;
    return this;
  }

  /** Nobody listens any more. */
  async stop() {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve) ?? resolve());
  }

  /** At the same address as before. */
  back() {
    return this.#listen(Number(new URL(this.address).port));
  }

  /** Something to answer with, as `{ status, body }`, in place of the registrar; none passes the request on. */
  async instead(_asked, _body) {
    return null;
  }

  /** Looks at an answer; what it gives back goes to the app. */
  passed(_asked, _answered, bytes) {
    return bytes;
  }

  async #listen(port) {
    this.#server = createServer((asked, answer) => this.#pass(asked, answer));
    // A connection of the app ends when the app ends it.
    this.#server.keepAliveTimeout = 0;
    this.#server.requestTimeout = 0;
    await new Promise((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
  }

  async #pass(asked, answer) {
    const body = await whole(asked);
    const instead = await this.instead(asked, body);
    if (instead) {
      answer.writeHead(instead.status, { 'content-type': 'application/json' }).end(instead.body);
      return;
    }
    const { host } = new URL(this.#registrar);
    const passed = request(
      new URL(asked.url, this.#registrar),
      { method: asked.method, headers: { ...asked.headers, host } },
      async (answered) => {
        const bytes = this.passed(asked, answered, await whole(answered));
        const { 'content-length': _, ...headers } = answered.headers;
        answer.writeHead(answered.statusCode, headers).end(bytes);
      },
    );
    passed.on('error', () => answer.destroy());
    passed.end(body);
  }
}

export function json(body) {
  try {
    return JSON.parse(body.toString()) ?? {};
  } catch {
    return {};
  }
}

async function whole(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
