/**
 * Where companies keep what they show, beside the files of a hub: how such a place is called, the address under which it lets
 * others show something in a frame, and the one at which it says without a sign-in whether something is still there.
 */

interface Provider {
  name: string;
  /** Of an address without `www.`; one that begins with a dot or hyphen stands for all that end so. */
  host: string;
  /** What its path begins with, where several share a host. */
  path?: string;
  /**
   * Its address in a frame; undefined for what may not be framed, or not by its address alone. Each form is the one of the
   * provider's own manual, named beside it. What only readers who are signed in there would see has none: browsers send
   * frames no cookies of others, so that they would see a sign-in.
   */
  embed?: (address: URL) => string | undefined;
  /** Asks by the address of an oEmbed endpoint (https://oembed.com/providers.json), where pages of things that are gone answer as if they were there. */
  oembed?: string;
}

const captured = (text: string, pattern: RegExp, fill: (id: string) => string): string | undefined => {
  const id = pattern.exec(text)?.[1];
  return id === undefined ? undefined : fill(id);
};

/** "Publish to the web" of Google's editors (https://support.google.com/docs/answer/183965): only addresses with `/d/e/` are public. */
const published = (address: URL, editor: string, end: string): string | undefined =>
  captured(
    address.pathname,
    /\/d\/e\/([\w-]{20,})\//,
    (id) => `https://docs.google.com/${editor}/d/e/${id}/${end}`,
  );

const google = (name: string, editor: string, end: string): Provider => ({
  name,
  host: 'docs.google.com',
  path: `/${editor}/`,
  embed: (address) => published(address, editor, end),
});

/** https://support.google.com/youtube/answer/171780, in its privacy-enhanced mode. */
const youtube = (id: string): string => `https://www.youtube-nocookie.com/embed/${id}`;

const YOUTUBE = { name: 'YouTube', oembed: 'https://www.youtube.com/oembed' };

const providers: readonly Provider[] = [
  google('Google Slides', 'presentation', 'pubembed'),
  google('Google Docs', 'document', 'pub?embedded=true'),
  google('Google Sheets', 'spreadsheets', 'pubhtml?widget=true'),
  { name: 'Google Forms', host: 'docs.google.com', path: '/forms/' },
  { name: 'Google Drive', host: 'drive.google.com' },
  { name: 'OneDrive', host: '-my.sharepoint.com' },
  { name: 'SharePoint', host: '.sharepoint.com' },
  { name: 'OneDrive', host: '1drv.ms' },
  { name: 'OneDrive', host: 'onedrive.live.com' },
  { name: 'Microsoft Stream', host: 'web.microsoftstream.com' },
  {
    ...YOUTUBE,
    host: 'youtube.com',
    embed: ({ pathname, searchParams }) =>
      captured(`${pathname}?v=${searchParams.get('v') ?? ''}`, /^\/watch\?v=([\w-]{11})$/, youtube) ??
      captured(pathname, /^\/(?:embed|live|shorts)\/([\w-]{11})$/, youtube),
  },
  { ...YOUTUBE, host: 'youtu.be', embed: ({ pathname }) => captured(pathname, /^\/([\w-]{11})$/, youtube) },
  {
    name: 'Vimeo',
    host: 'vimeo.com',
    oembed: 'https://vimeo.com/api/oembed.json',
    // https://developer.vimeo.com/player/sdk/embed; an unlisted one has its hash behind the number.
    embed: ({ pathname }) =>
      captured(
        pathname,
        /^\/(\d+(?:\/\w+)?)$/,
        (id) => `https://player.vimeo.com/video/${id.replace('/', '?h=')}`,
      ),
  },
  {
    name: 'Loom',
    host: 'loom.com',
    oembed: 'https://www.loom.com/v1/oembed',
    // https://dev.loom.com/docs/embed-sdk
    embed: ({ pathname }) =>
      captured(pathname, /^\/(?:share|embed)\/([0-9a-f]{32})$/, (id) => `https://www.loom.com/embed/${id}`),
  },
  {
    name: 'Figma',
    host: 'figma.com',
    // https://developers.figma.com/docs/embeds/resources
    embed: ({ pathname }) =>
      captured(
        pathname,
        /^\/((?:design|board|proto|slides|deck)\/[0-9a-zA-Z]{22,128})(?:\/|$)/,
        (file) => `https://embed.figma.com/${file}?embed-host=hub`,
      ),
  },
  { name: 'Gong', host: '.gong.io' },
  { name: 'Pitch', host: 'pitch.com' },
  { name: 'Pitch', host: 'app.pitch.com' },
  { name: 'Miro', host: 'miro.com' },
  { name: 'Notion', host: 'notion.so' },
  { name: 'Notion', host: '.notion.site' },
  { name: 'Dropbox', host: 'dropbox.com' },
  { name: 'Canva', host: 'canva.com' },
];

/** Something that lies elsewhere, as a reader is told of it. */
export interface LinkPlace {
  /** As people call it: `Google Slides`; the host, where it is no provider that is known. */
  name: string;
  /** The address at which it may be shown in a frame; left out where it may not. */
  embed?: string;
  /** The address that says without a sign-in whether it is there; left out where that is its own. */
  asks?: string;
}

function isAt({ host, path = '/' }: Provider, { hostname, pathname }: URL): boolean {
  const named = hostname.replace(/^www\./, '');
  return (/^[.-]/.test(host) ? named.endsWith(host) : named === host) && pathname.startsWith(path);
}

/** Where an address leads. Throws a TypeError for what is no address. */
export function placeOfLink(address: string): LinkPlace {
  const url = new URL(address);
  const provider = providers.find((each) => isAt(each, url));
  if (provider === undefined) return { name: url.hostname.replace(/^www\./, '') };
  const embed = provider.embed?.(url);
  return {
    name: provider.name,
    ...(embed === undefined ? {} : { embed }),
    ...(provider.oembed === undefined
      ? {}
      : { asks: `${provider.oembed}?format=json&url=${encodeURIComponent(address)}` }),
  };
}
