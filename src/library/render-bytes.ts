/** A size as a reader weighs it, such as `4 kB` or `2.1 MB`. */
export function renderBytes(bytes: number): string {
  return bytes < 1e6 ? `${String(Math.ceil(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
