/** Endings that are served. SVG and HTML are not: opened by themselves they could run script on the hub's origin. */
const SERVED = /\.(?:png|jpe?g|gif|webp|avif|pdf|pptx?|docx?|xlsx?|csv|txt|zip|ics|mp4)$/i;

/** A larger picture keeps a reader with two bars of signal waiting for half a minute. */
export const MAX_PICTURE_BYTES = 5_000_000;

/** Whether a file of the content folder is served to readers, by its ending. */
export function isServed(path: string): boolean {
  return SERVED.test(path);
}

/** Whether a file is a picture that a page may show, by its ending. */
export function isPicture(path: string): boolean {
  return /\.(?:png|jpe?g|gif|webp|avif)$/i.test(path);
}
