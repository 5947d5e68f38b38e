/** How many files, and how large, hosts take: what is beyond it is refused as a whole, after a build that said nothing. */
import { MEDIA_PREFIX, PICTURES_PREFIX } from '../library/addresses.ts';

export interface WeighedFile {
  /** Its address in the site. */
  url: string;
  bytes: number;
}

const MEBIBYTE = 1024 ** 2;
/** Cloudflare Pages and Workers ("Limits": files, and file size), for a plan that costs nothing. */
const CLOUDFLARE = { maxFiles: 20_000, maxFileBytes: 25 * MEBIBYTE };
/** GitHub Pages ("Usage limits": published sites). */
const MAX_GITHUB_BYTES = 1000 ** 3;
/** Files that are named one by one. */
const MAX_NAMED = 3;

/** A sentence for each limit of a host that a site passes, with what makes it so large and the way out. */
export function checkHostLimits(files: readonly WeighedFile[]): string[] {
  const { maxFiles, maxFileBytes } = CLOUDFLARE;
  const pictures = files.filter(({ url }) => url.startsWith(PICTURES_PREFIX)).length;
  const bytes = sumOf(files);
  const large = files.filter((file) => file.bytes > maxFileBytes).toSorted((a, b) => b.bytes - a.bytes);
  const named = [
    ...large.slice(0, MAX_NAMED).map((file) => `${pathOf(file.url)} (${megabytes(file.bytes)})`),
    ...(large.length > MAX_NAMED ? [`${String(large.length - MAX_NAMED)} more`] : []),
  ];
  return [
    ...(files.length <= maxFiles
      ? []
      : [
          `Cloudflare takes ${String(maxFiles)} files, and this hub has ${String(files.length)}, of which ${String(pictures)} are pictures of pages of files: there it is not published at all. Archive decks that nobody opens, or serve it elsewhere.`,
        ]),
    ...(large.length === 0
      ? []
      : [
          `Cloudflare takes files of ${megabytes(maxFileBytes)}, and ${large.length === 1 ? 'one is' : `${String(large.length)} are`} larger: ${named.join(', ')}. There the hub is not published at all. Keep what is so large where it is and write its address under link, or save it with smaller pictures.`,
        ]),
    ...(bytes <= MAX_GITHUB_BYTES
      ? []
      : [
          `GitHub Pages takes a site of 1 GB, and this hub has ${megabytes(bytes)}, of which ${megabytes(sumOf(files.filter(({ url }) => url.startsWith(MEDIA_PREFIX))))} are files that pages offer: there it is not published. Keep large files where they are and write their addresses under link.`,
        ]),
  ];
}

const sumOf = (files: readonly WeighedFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

const megabytes = (bytes: number): string => `${(bytes / MEBIBYTE).toFixed(0)} MB`;

/** As whoever keeps it knows it. */
const pathOf = (url: string): string => (url.startsWith(MEDIA_PREFIX) ? url.slice(MEDIA_PREFIX.length) : url);
