// A small course of one's own: the sound one of the course's tests, with more tasks, packed.

import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { program, root } from './servers.mjs';

const SMALL = join(root, 'src-tauri/course/tests/small');
/** The course has so many modules; those that are not written are coming. */
const MODULES = 24;
const BLUEPRINT = `disputes_to = "keys@example.org"

[[block]]
no = 1
title = "One"

[[domain]]
id = "rlhf"
title = "RLHF"
`;
const GLOSSARY = `[[term]]
id = "tie"
name = "Tie"
text = "Neither is better."
`;
const COMING = `title = "Later"
domain = "rlhf"
hours = 1
status = "coming"
`;

/** One of the tasks of each kind that the course's tests know, in its file's words. */
export const sample = (kind) => readFile(join(SMALL, 'kinds', `${kind}.toml`), 'utf8');

/**
 * Writes the course into `folder` and packs it; answers with the pack. `files` are those of its module by their paths,
 * such as `tasks/mine.toml`.
 */
export async function packed(folder, files) {
  const content = join(folder, 'content');
  const write = async (file, what) => {
    const path = join(content, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, what);
  };
  await write('blueprint.toml', BLUEPRINT);
  await write('glossary.toml', GLOSSARY);
  for (let n = 1; n < MODULES; n += 1) {
    await write(`modules/${2 + Math.floor(n / 10)}.${n % 10}-later/module.toml`, COMING);
  }
  const module = 'modules/1.1-small';
  for (const [file, what] of Object.entries(files)) await write(join(module, file), what);
  for (const file of ['module.toml', 'lessons/01-small.md', 'tasks/towns.toml']) {
    const path = join(content, module, file);
    await mkdir(dirname(path), { recursive: true });
    await copyFile(join(SMALL, file), path);
  }
  const pack = join(folder, 'course.pack');
  await promisify(execFile)(program('COURSE_BIN', 'desktop'), ['pack', pack], { cwd: folder });
  return pack;
}
