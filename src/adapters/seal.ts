import { crc32 } from 'node:zlib';

const SEAL_CHARACTERS = 8;

const sealOf = (content: string | Uint8Array): string =>
  crc32(content).toString(16).padStart(SEAL_CHARACTERS, '0');

/** Content with its checksum before it, in hex, so that whoever reads it back knows that it is whole. No guard against malice. */
export const seal = (content: string | Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(sealOf(content)), Buffer.from(content)]);

/** What was sealed; undefined of bytes that are cut, damaged or something else. Not copied. */
export function unseal(bytes: Buffer): Buffer | undefined {
  const content = bytes.subarray(SEAL_CHARACTERS);
  return bytes.toString('latin1', 0, SEAL_CHARACTERS) === sealOf(content) ? content : undefined;
}
