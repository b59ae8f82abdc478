// Which window has the keys. Under Xvfb no window manager hands them on: they stay where they were put.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { until } from '../servers.mjs';

export async function xdotool(desk, ...words) {
  const { stdout } = await promisify(execFile)('xdotool', words, { env: desk.env });
  return stdout.trim();
}

/** The window of the app. */
export async function windowOf(desk) {
  const [pid] = desk.pids();
  const found = await xdotool(desk, 'search', '--onlyvisible', '--pid', String(pid));
  return found.split('\n')[0];
}

/** The window that has the keys. */
export const focus = (desk) => xdotool(desk, 'getwindowfocus', '-f');

/**
 * Leaves room beside the window with the system's pointer in it, and gives the window the keys. Without it a window that
 * lies under the pointer takes itself for one that has the keys whenever the bare screen has them.
 */
export async function standAside(desk) {
  await xdotool(desk, 'windowsize', '--sync', await windowOf(desk), '1240', '800');
  await xdotool(desk, 'mousemove', '--sync', '1270', '400');
  await lookBack(desk);
}

/** Gives the keys to the bare screen, as another program's window would take them. Answers with what has them now. */
export async function lookAway(desk) {
  const [own, screen] = [
    await windowOf(desk),
    await xdotool(desk, 'search', '--maxdepth', '0', '.*'),
  ];
  await xdotool(desk, 'windowfocus', screen.split('\n')[0]);
  return until('the keys are elsewhere', async () => {
    const now = await focus(desk);
    return now !== own && now;
  });
}

/** Gives the keys to the app's window, as a click on it does. */
export async function lookBack(desk) {
  await xdotool(desk, 'windowfocus', '--sync', await windowOf(desk));
}

/** Waits until the window of the app has the keys. */
export async function hasKeys(desk) {
  const own = await windowOf(desk);
  await until('the window has the keys', async () => (await focus(desk)) === own);
}

/** The name of the uppermost window, as the X server stacks them. */
export async function uppermost(desk) {
  const { stdout } = await promisify(execFile)('xwininfo', ['-root', '-children'], {
    env: desk.env,
  });
  return /^ +0x\w+ "([^"]+)"/m.exec(stdout)?.[1];
}
