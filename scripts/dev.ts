import { resolve } from 'node:path';
import { dev } from 'astro';
import { contentFolder, readLibrary } from '../src/adapters/content-folder.ts';
import { dataFolder } from '../src/collector/settings.ts';
import { checkPort } from '../src/collector/serve.ts';
import { portOf } from './port.ts';
import { runCommand } from './run-command.ts';

runCommand(
  {
    name: 'dev',
    about: 'Serves the hub with the embedded collector, and shows every change of content or code at once.',
    flags: {},
    notes: ['Settings: PORT, HUB_CONTENT, HUB_DATA. Ctrl-C ends it; nothing recorded is lost.'],
  },
  async () => {
    const port = portOf(process.env);
    await checkPort(port);
    await readLibrary(contentFolder(process.env));
    process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
    const server = await dev({
      root: resolve(import.meta.dirname, '..'),
      cacheDir: resolve(dataFolder(process.env), 'cache'),
      server: { host: '127.0.0.1', port },
    });
    await new Promise((stop) => process.once('SIGINT', stop).once('SIGTERM', stop));
    await server.stop();
    return 0;
  },
);
