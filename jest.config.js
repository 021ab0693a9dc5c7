/** One jest project per kind of test, so that each can be run alone: `npm test -- --project unit`. */
const esmOnly = [
  '@nestjs',
  'file-type',
  'jose',
  'uuid',
  'strtok3',
  'token-types',
  '@tokenizer',
  'uint8array-extras',
  '@borewit',
  'mongodb-memory-server-core',
  'fast-png',
  'iobuffer',
];

const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
};

const project = (displayName, folder) => ({
  ...base,
  displayName,
  testMatch: [`<rootDir>/tests/${folder}/**/*.spec.ts`],
  setupFilesAfterEnv: ['<rootDir>/tests/support/jest.setup.ts'],
});

module.exports = {
  projects: [
    project('unit', 'unit'),
    project('bootstrap', 'bootstrap'),
    project('processes', 'processes'),
    project('replay', 'replay'),
    project('api', 'api'),
    project('stories', 'stories'),
    project('faults', 'faults'),
  ],
};
