import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

/** Flags with which a distribution's Chromium runs without a sandbox and asks no outside host for anything. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The tests of the pages, and the pictures of the documentation, both against the real servers. */
export default defineConfig({
  testDir: __dirname,
  outputDir: join(__dirname, '..', '..', 'test-results'),
  globalSetup: join(__dirname, 'support', 'global-setup.ts'),
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 15_000,
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['HAZFLOW_CHROMIUM'] ?? '/usr/bin/chromium',
      args: CHROMIUM_FLAGS,
    },
  },
  // The pictures are written into docs/: only when they are asked for.
  projects: process.env['HAZFLOW_PICTURES']
    ? [{ name: 'pictures', testMatch: /\.pictures\.ui\.ts$/ }]
    : [{ name: 'pages', testMatch: /\.ui\.ts$/, testIgnore: /\.pictures\.ui\.ts$/ }],
});
