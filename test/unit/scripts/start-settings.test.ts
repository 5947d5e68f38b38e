import { expect, test } from 'vitest';
import { listenPlace } from '../../../scripts/start-settings.ts';

test.each([undefined, ''])('a hub listens on its own machine alone when HOST is %j', (host) => {
  expect(listenPlace({ HOST: host, PORT: '0' })).toEqual({ host: '127.0.0.1', port: 0 });
});

test('a hub listens where HOST says', () => {
  expect(listenPlace({ HOST: '0.0.0.0', PORT: '4321' })).toEqual({ host: '0.0.0.0', port: 4321 });
});
