import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** design.md §1: domain ← processes ← engine ← activities ← api. Each layer names what it must not reach. */
const forbid = (files, groups) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ group: ['@temporalio/*/src/*', '@temporalio/*/lib/*'] }, ...groups] },
    ],
  },
});

const outside = ['**/activities/**', '**/api/**', '**/seeds/**', '**/web/**'];
const io = [
  'node:*',
  'fs',
  'path',
  'os',
  'crypto',
  'http',
  'https',
  'net',
  'child_process',
  'mongoose',
  '@nestjs/*',
  '@temporalio/client',
  '@temporalio/worker',
  '@temporalio/activity',
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'coverage/',
      'web/dist/',
      'web/src/api/schema.d.ts',
      'bench/results/',
      '.hazflow/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        Buffer: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
        performance: 'readonly',
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
        document: 'readonly',
        window: 'readonly',
      },
    },
  },
  {
    files: [
      'workflows/**/*.ts',
      'activities/**/*.ts',
      'api/**/*.ts',
      'seeds/**/*.ts',
      'tests/**/*.ts',
      'bench/**/*.ts',
    ],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      eqeqeq: ['error', 'smart'],
    },
  },
  // A DTO or provider class used in a decorated signature must stay a value import: decorator metadata needs it at run time.
  {
    files: ['workflows/**/*.ts', 'activities/**/*.ts', 'seeds/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': ['error', { prefer: 'type-imports' }] },
  },
  // Supertest bodies and mongo documents are untyped by nature; the tests assert their shapes.
  {
    files: ['tests/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  forbid(
    ['workflows/domain/**/*.ts'],
    [
      {
        group: [...io, ...outside, '**/engine/**', '**/processes/**', '@temporalio/*'],
        message: 'domain is pure and imports only itself',
      },
    ],
  ),
  forbid(
    ['workflows/processes/**/*.ts'],
    [
      {
        group: [...io, ...outside, '**/engine/**', '@temporalio/*'],
        message: 'processes are tables over domain words',
      },
    ],
  ),
  forbid(
    ['workflows/engine/**/*.ts', 'workflows/*.ts'],
    [
      { group: io, message: 'workflow code does no I/O' },
      { group: outside, allowTypeImports: true, message: 'workflows import activities only as types' },
    ],
  ),
  {
    files: ['workflows/engine/**/*.ts', 'workflows/*.ts'],
    rules: {
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: io, message: 'workflow code does no I/O' },
            { group: outside, allowTypeImports: true, message: 'workflows import activities only as types' },
          ],
        },
      ],
    },
  },
  forbid(['activities/**/*.ts'], [{ group: ['**/api/**', '**/web/**'], message: 'activities do not know the api' }]),
  forbid(
    ['api/**/*.ts'],
    [
      {
        group: ['**/*.writer', '**/*.writer.js', '**/web/**'],
        message: 'case state has one writer: the activities that the case workflow calls',
      },
    ],
  ),
  {
    // Module-level mutable state would leak between workflows that share one context.
    files: ['workflows/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program > VariableDeclaration[kind="let"]',
          message: 'no module-level mutable state in workflow code',
        },
        {
          selector: 'Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]',
          message: 'no module-level mutable state in workflow code',
        },
      ],
    },
  },
);
