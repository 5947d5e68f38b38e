/** The table of contents at the end of a zip, read without unpacking anything. */

/** What a zip says of itself. Sizes may be lies: whoever unpacks it looks again. */
export interface ZipDirectory {
  names: string[];
  /** Bytes of all that is in it, unpacked. */
  unpackedBytes: number;
  /** The most times that one entry is larger unpacked; 0 for an empty zip. */
  ratio: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
/** A comment behind the end is no longer than this. */
const MAX_COMMENT_BYTES = 65_535;
/** What stands in the place of a size that is told elsewhere, in zips beyond four gigabytes; no office file is one. */
const ELSEWHERE = 0xffffffff;

/** Reads the directory; undefined where there is none, as in a file that was cut off. */
export function readZipDirectory(bytes: Uint8Array): ZipDirectory | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return undefined;
  const count = view.getUint16(end + 10, true);
  const names: string[] = [];
  let unpackedBytes = 0;
  let ratio = 0;
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < count; entry += 1) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY) return undefined;
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameBytes = view.getUint16(at + 28, true);
    const otherBytes = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (size === ELSEWHERE || packed === ELSEWHERE) return undefined;
    names.push(new TextDecoder().decode(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes)));
    unpackedBytes += size;
    ratio = Math.max(ratio, size / Math.max(1, packed));
    at += ENTRY_BYTES + nameBytes + otherBytes;
  }
  return { names, unpackedBytes, ratio };
}

function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT_BYTES); at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  return undefined;
}
