// The habits of the tests' own scripts: those of the page, as far as they have no page.

import { createRequire } from 'node:module';

// The packages are the page's.
const require = createRequire(new URL('../ui/package.json', import.meta.url));
const js = require('@eslint/js');
const globals = require('globals');

export default [
  js.configs.recommended,
  {
    languageOptions: { globals: globals.node },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // Parts of these run in the page.
    files: ['browser/**', 'empty-window/**', 'axe.mjs', 'picking.mjs', 'desktop/soak.page.mjs'],
    languageOptions: { globals: globals.browser },
  },
];
