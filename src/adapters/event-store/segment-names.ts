function nameOf(segment: number): string {
  return `${String(segment).padStart(8, '0')}.ndjson`;
}

/** Where a segment lies that is not archived, below the folder of the store: `journal/00000002.ndjson`. */
export function segmentName(segment: number): string {
  return `journal/${nameOf(segment)}`;
}

/** Where an archived segment lies, below the folder of the store: `archive/00000002.ndjson.zst`. */
export function archiveName(segment: number): string {
  return `archive/${nameOf(segment)}.zst`;
}
