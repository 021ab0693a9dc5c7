import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** During development the pages come from Vite and everything under /api from a running API. */
const api = process.env['HAZFLOW_API'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The security policy allows no inline scripts and the supported browsers know modulepreload.
    modulePreload: { polyfill: false },
    // Read by scripts/first-load.mjs, which adds up what a page loads first.
    manifest: true,
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': api } },
});
