import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const TAURI = {
  patterns: [{ group: ['@tauri-apps/*'], message: 'Only src/lib/host may import Tauri.' }],
};
const MARKUP = [
  {
    selector: 'SvelteAttribute[key.name="style"]',
    message: 'The policy forbids style attributes: use a class or style:prop={…}.',
  },
  {
    selector: 'ImportDeclaration[source.value="svelte/transition"]',
    message: 'svelte/transition injects styles, which the policy forbids: use CSS.',
  },
  {
    selector: 'SvelteStyleDirective[key.name.name=/^--/]',
    message:
      'WebKit keeps the styles of all that stands in an element with custom properties of its own: use style:prop={…}.',
  },
  {
    selector: 'ImportDeclaration[source.value="svelte/animate"]',
    message: 'WebKit keeps what svelte/animate has moved: use parts/glide.svelte.ts.',
  },
];

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/lib/host/generated.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      'no-restricted-imports': ['error', TAURI],
      'no-restricted-syntax': ['error', ...MARKUP],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
    rules: {
      // The course's HTML is sanitised when the pack is built.
      'svelte/no-at-html-tags': 'off',
      'svelte/require-each-key': 'error',
      'svelte/button-has-type': 'error',
    },
  },
  { files: ['src/lib/host/**'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['**/*.test.ts', '*.config.*'],
    languageOptions: { globals: { ...globals.node } },
    rules: { 'max-lines-per-function': 'off' },
  },
);
