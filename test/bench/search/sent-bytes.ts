import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
/** Above this the best level (11) takes minutes; level 9 makes files some percent larger. */
const LARGE_BYTES = 8_000_000;

/** Bytes as a host sends them that has compressed its files beforehand; what is packed already goes as it is. */
export async function sentBytes(raw: Uint8Array): Promise<number> {
  const isGzip = raw[0] === 0x1f && raw[1] === 0x8b;
  if (isGzip) return raw.length;
  const quality = raw.length > LARGE_BYTES ? 9 : 11;
  const packed = await compress(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  });
  return Math.min(packed.length, raw.length);
}
