// The session bus of one home, and the keychain on it: a gnome-keyring of its own, or none.

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PATIENCE, begin, serve, stop, until } from './servers.mjs';

const SECRETS = 'org.freedesktop.secrets';
const SERVICE = 'org.freedesktop.Secret.Service';
/** It must not be empty. */
const PASSWORD = 'test';

export class SessionBus {
  #home;
  #env;
  #daemon;
  #keyring;

  /** `env` is that of everything in this home; the bus's address is added to it when it is known. */
  constructor(home, env) {
    this.#home = home;
    this.#env = env;
  }

  /**
   * Starts it. `keychain`: false, nobody keeps secrets here; true, one that is open as after
   * a log-in; 'locked', the same, locked since.
   */
  async start(keychain) {
    const config = join(this.#home, 'bus.conf');
    await writeFile(config, configuration(join(this.#home, 'run')));
    const words = [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=1'];
    const { server, first } = await serve(['dbus-daemon', ...words], { env: this.#env });
    this.#daemon = server;
    this.#env.DBUS_SESSION_BUS_ADDRESS = first;
    if (keychain) await this.unlock();
    if (keychain === 'locked') await this.lock();
  }

  /** As after a log-in: the keychain is there and open. One that was there, locked, stays the same one. */
  async unlock() {
    if (await this.#has(SECRETS)) await tell(join(this.#home, 'run/keyring/control'), PASSWORD);
    else this.#startOpen();
    const open = async () => (await this.#collection())?.locked === false;
    await until('the keychain is open', open, PATIENCE);
  }

  /** The person locks it in their keyring program, or the system does after a while. */
  async lock() {
    const { path } = await this.#collection();
    await this.#ask(`${SERVICE}.Lock`, `array:objpath:${path}`);
    const locked = async () => (await this.#collection()).locked;
    await until('the keychain is locked', locked, PATIENCE);
  }

  #startOpen() {
    const words = ['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'];
    this.#keyring = begin(words, { env: this.#env, stdio: ['pipe', 'ignore', 'ignore'] });
    this.#keyring.stdin.end(PASSWORD);
  }

  async stop() {
    try {
      if (this.#keyring) await stop(this.#keyring);
    } finally {
      await this.#daemon?.stop();
    }
  }

  async #has(name) {
    const bus = 'org.freedesktop.DBus';
    const reply = await this.#call(bus, '/', `${bus}.NameHasOwner`, `string:${name}`);
    return reply.includes('boolean true');
  }

  /** Where new entries go, and whether it is locked; null while there is no such place. */
  async #collection() {
    if (!(await this.#has(SECRETS))) return null;
    const found = await this.#ask(`${SERVICE}.ReadAlias`, 'string:default');
    const path = /object path "(\/.+)"/.exec(found)?.[1];
    if (!path) return null;
    const property = ['string:org.freedesktop.Secret.Collection', 'string:Locked'];
    const get = 'org.freedesktop.DBus.Properties.Get';
    // Its name may be there a little before the place itself.
    const locked = await this.#call(SECRETS, path, get, ...property).catch(() => null);
    return locked && { path, locked: locked.includes('boolean true') };
  }

  #ask(method, ...body) {
    return this.#call(SECRETS, '/org/freedesktop/secrets', method, ...body);
  }

  async #call(name, path, method, ...body) {
    const words = ['--session', '--print-reply', `--dest=${name}`, path, method, ...body];
    const { stdout } = await promisify(execFile)('dbus-send', words, { env: this.#env });
    return stdout;
  }
}

/** Gives the password to a gnome-keyring that runs, over its control socket, as PAM does when somebody logs in. */
async function tell(path, password) {
  const UNLOCK = 1;
  const word = Buffer.from(password);
  const packet = Buffer.alloc(12 + word.length);
  packet.writeUInt32BE(packet.length, 0);
  packet.writeUInt32BE(UNLOCK, 4);
  packet.writeUInt32BE(word.length, 8);
  word.copy(packet, 12);
  const socket = connect(path);
  try {
    // The first byte carries the credentials of who asks.
    socket.write(Buffer.concat([Buffer.alloc(1), packet]));
    const [reply] = await once(socket, 'data');
    if (reply.readUInt32BE(4) !== 0) throw new Error('the keychain does not take the password');
  } finally {
    socket.destroy();
  }
}

/** A bus that starts no programs by itself: what is on it was put there. */
function configuration(run) {
  return (
    `<busconfig><type>session</type><listen>unix:dir=${run}</listen>` +
    `<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>` +
    `<allow own="*"/></policy></busconfig>`
  );
}
