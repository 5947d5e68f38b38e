/** Many files of an index as one, for a reader that wants all of them: one request, and better packed than each alone. */
import { createByteReader, createByteWriter } from './bytes.ts';
import type { IndexFile } from '../document.ts';

/** Several files of an index as one, so that a whole search takes one request. */
export function packBundle(files: readonly IndexFile[]): Uint8Array {
  const writer = createByteWriter(files.reduce((sum, { bytes }) => sum + bytes.length, 1024));
  writer.varint(files.length);
  for (const { name, bytes } of files) {
    writer.text(name);
    writer.varint(bytes.length);
    writer.append(bytes);
  }
  return writer.finish();
}

/** The files of a bundle. Their bytes are views of the bundle's. */
export function parseBundle(bundle: Uint8Array): IndexFile[] {
  const reader = createByteReader(bundle);
  return Array.from({ length: reader.varint() }, () => ({
    name: reader.text(),
    bytes: reader.bytes(reader.varint()),
  }));
}
