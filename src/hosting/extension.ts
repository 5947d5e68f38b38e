import { PANEL_PATH } from '../library/addresses.ts';

/**
 * The public half of a key that was thrown away: browsers make an extension's id of it, so that it is the same wherever its
 * folder lies, and `hub.yaml` can name it.
 */
const PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAlFRK9dWQ0QzEFeB0/QQv21V4vfmln/meQcVIE1HfpKrOICor9sTkKpO9ZAHw7dsZZdCxAdzkYIPyE0Y9W0lMBg4AVzckd6Q5m0Z16qph6n0kkUVImmfLhj8O30XWwR7ILfrVoC6bQRVpdwKQgc//gZCTVYPISHbDnzZJ16qKRx9KufpzMW8QC9CGiuZ33ao623WWHnVtYr7DDSfTBP8VQ9luvVIgWYui0tSe0/knjR7VZdeMTqDAs5wp4YDIwUENY+DBjZE7gDBEvEPFcFJlQ6sh1axLXa2Cd0VlokJ7wv1R3q88b7rUWDfqu+Ep08G13OemxB1JcNUtk1o54slWuQIDAQAB';

/** The id that Chromium makes of that key: the first half of its SHA-256, each hex digit as a letter from a on. */
export const EXTENSION_ID = 'pnknkhgheamopknjggepbkjpikkgifim';

/** Who frames the hub then, for `framed_by`. */
export const EXTENSION_ORIGIN = `chrome-extension://${EXTENSION_ID}`;

/** The manifest (version 3) of the extension that shows a hub's panel at the side of a page. */
export function buildExtensionManifest(company: string, site: string) {
  return {
    manifest_version: 3,
    // The most that browsers show.
    name: `${company} hub`.slice(0, 75),
    version: '1.0',
    description: 'What to ask, say and send, beside the deal, the mail or the call that is open.',
    key: PUBLIC_KEY,
    homepage_url: new URL(PANEL_PATH, site).href,
    icons: { 192: 'icon-192.png', 512: 'icon-512.png' },
    action: { default_title: `${company} hub` },
    background: { service_worker: 'service-worker.js' },
    side_panel: { default_path: 'side-panel.html' },
    // Of a tab only its address is read.
    permissions: ['sidePanel', 'tabs'],
    minimum_chrome_version: '116',
  };
}
