/**
 * The only place that knows where the core lives: behind Tauri's bridge in the desktop window, behind devhost's loopback
 * routes in a browser. Nothing else in the page imports `@tauri-apps`.
 */
import { invoke, type InvokeArgs } from '@tauri-apps/api/core';
import type { Commands, ErrorCode, WireError } from './generated';

export type * from './generated';

type Name = keyof Commands;

/** What the core answers when it cannot do what was asked; `message` is whole sentences for the learner. */
export class HostError extends Error {
  readonly code: ErrorCode;
  readonly details?: string[];

  constructor(wire: WireError) {
    super(wire.message);
    this.name = 'HostError';
    this.code = wire.code;
    if (wire.details) this.details = wire.details;
  }
}

const TOKEN = 'run-token';
const inTauri = '__TAURI_INTERNALS__' in window;

/** Takes the run token out of the address, so that it is neither shown nor kept in the history. */
function takeToken(): string {
  const url = new URL(window.location.href);
  const given = url.searchParams.get('token');
  if (given === null) return sessionStorage.getItem(TOKEN) ?? '';
  sessionStorage.setItem(TOKEN, given);
  url.searchParams.delete('token');
  window.history.replaceState(window.history.state, '', url);
  return given;
}

const token = inTauri ? '' : takeToken();

function isWireError(value: unknown): value is WireError {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}

function failure(value: unknown): HostError {
  if (isWireError(value)) return new HostError(value);
  return new HostError({
    code: 'internal',
    message:
      'The app’s core did not answer. What was shown as saved is on disk. Close the app and open it again.',
    details: [String(value)],
  });
}

async function overTauri(name: string, request: object): Promise<unknown> {
  try {
    return await invoke(name, request as InvokeArgs);
  } catch (error) {
    throw failure(error);
  }
}

async function post(name: string, request: object): Promise<{ ok: boolean; body: unknown }> {
  try {
    const response = await fetch(`/command/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-run-token': token },
      body: JSON.stringify(request),
    });
    return { ok: response.status === 200, body: await response.json() };
  } catch (error) {
    throw failure(error);
  }
}

async function overHttp(name: string, request: object): Promise<unknown> {
  const { ok, body } = await post(name, request);
  if (!ok) throw failure(body);
  return body;
}

/** Runs one command of the core. Throws `HostError`, nothing else. */
export async function call<K extends Name>(
  name: K,
  request: Commands[K]['request'],
): Promise<Commands[K]['reply']> {
  const reply = inTauri ? overTauri(name, request) : overHttp(name, request);
  return (await reply) as Commands[K]['reply'];
}

/** The sentences to show for anything thrown. */
export function said(error: unknown): string {
  return error instanceof HostError ? error.message : failure(error).message;
}
