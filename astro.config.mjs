import react from '@astrojs/react';
import { defineConfig } from 'astro/config';
import { hub } from './src/integration/hub.ts';

export default defineConfig({
  integrations: [react(), hub()],
  // One round trip fewer before the first words show; the sheet is kept small enough to send with every page.
  build: { inlineStylesheets: 'always', assets: '_hub' },
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  server: { host: '127.0.0.1', port: Number(process.env.PORT ?? 4321) },
});
