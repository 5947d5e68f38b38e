import { CFB } from '@e965/xlsx';
import { troubled, type ReadWords } from '../../files/file-text.ts';

interface Container {
  FullPaths: string[];
}

/** The package says nothing of the types of this part of it. */
const compoundFiles = CFB as {
  read(bytes: Buffer, options: { type: 'buffer' }): Container;
  find(container: Container, name: string): { content?: Uint8Array } | null;
};

/** A label's id, by which a company finds the label among its own. */
const LABEL_ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i;

/** Tells what is in the container that Office used before 2007: an old file, or one that is encrypted. */
export const readCompound: ReadWords = async (bytes) => {
  const container = compoundFiles.read(Buffer.from(bytes), { type: 'buffer' });
  const has = (name: RegExp) => container.FullPaths.some((path) => name.test(path));
  if (has(/DRMEncryptedTransform/)) return troubled('label', LABEL_ID.exec(labelOf(container))?.[0] ?? '');
  if (has(/\/EncryptionInfo$/) || has(/\/EncryptedPackage$/)) return troubled('password');
  return has(/\/(?:PowerPoint Document|WordDocument|Workbook|Book)$/) ? troubled('old') : troubled('broken');
};

function labelOf(container: Container): string {
  const info = compoundFiles.find(container, 'LabelInfo')?.content;
  return info === undefined ? '' : Buffer.from(info).toString('latin1').replaceAll('\0', '');
}
