/** Serves the files of the search index out of the one file that holds them all. */
import { parseBundle } from '../../search/files/bundle.ts';

/** Reads the file of an index with all others in it; `undefined` when it is not on the device. */
export type ReadBundle = () => Promise<Response | undefined>;

/** Gives the files of a bundle by name. Unpacks once, when first asked. */
export function openBundle(read: ReadBundle): (name: string) => Promise<Response | undefined> {
  let files: Promise<ReadonlyMap<string, Uint8Array>> | undefined;
  const unpack = async (): Promise<ReadonlyMap<string, Uint8Array>> => {
    const response = await read();
    if (response === undefined) return new Map();
    const bytes = new Uint8Array(await response.arrayBuffer());
    return new Map(parseBundle(bytes).map((file) => [file.name, file.bytes]));
  };
  return async (name) => {
    files ??= unpack();
    const bytes = (await files).get(name);
    if (bytes !== undefined) return new Response(new Uint8Array(bytes));
    if ((await files).size === 0) files = undefined;
    return undefined;
  };
}
