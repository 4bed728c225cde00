import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** The server that `npm run dev` passes the API's requests to. */
const server = 'http://localhost:4000';

export default defineConfig({
  root: 'src/main/web',
  // Relative, so that the site also works below a path of a proxy.
  base: './',
  plugins: [react()],
  build: {
    outDir: '../../../target/classes/dev/cuboid/playground/site',
    emptyOutDir: true,
    target: 'es2022',
    // An inlined file would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    // The licences of what is bundled ask to travel with it.
    license: { fileName: 'third-party-licenses.txt' },
  },
  server: {
    port: 5173,
    proxy: {
      '/playground': server,
      '/cubejs-api': server,
    },
  },
  test: {
    root: '.',
    include: ['src/test/web/**/*.test.ts'],
    environment: 'node',
  },
});
