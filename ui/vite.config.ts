import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** A file that puts something in the place of a module needs modules of its own; all others share theirs, and time. */
const apart = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `src/${file}`)
  .filter((file) => readFileSync(file, 'utf8').includes('vi.mock('));

// `base: './'` serves both tauri:// and devhost; nothing is inlined, since the policy allows no data: fonts and no
// inline styles or scripts.
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [svelte()],
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  build: {
    outDir: 'dist',
    target: ['es2022', 'safari16', 'chrome110'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/lib/test-setup.ts'],
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: 'apart', include: apart } },
      {
        extends: true,
        test: { name: 'together', include: ['src/**/*.test.ts'], exclude: apart, isolate: false },
      },
    ],
  },
}));
