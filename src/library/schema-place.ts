import { z } from 'zod';

/** The schema of the value at a key path, without what says that it may be left out. */
function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  let node: z.ZodType | undefined = bare(schema);
  for (const key of path) {
    if (node instanceof z.ZodObject) node = (node.shape as Record<string, z.ZodType>)[String(key)];
    else node = node instanceof z.ZodArray ? (node.element as z.ZodType) : undefined;
    node &&= bare(node);
  }
  return node;
}

function bare(schema: z.ZodType): z.ZodType {
  let node = schema;
  while (node instanceof z.ZodOptional || node instanceof z.ZodDefault || node instanceof z.ZodPrefault)
    node = node.unwrap() as z.ZodType;
  return node;
}

/** The keys that may stand in the group at a key path. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const group = schemaAt(schema, path);
  if (group instanceof z.ZodObject) return Object.keys(group.shape as object);
  const names = group instanceof z.ZodRecord ? group.keyType : undefined;
  return names instanceof z.ZodEnum ? names.options.map(String) : [];
}

/** Whether the value at a key path must be there. */
export function isRequired(schema: z.ZodType, path: readonly PropertyKey[]): boolean {
  const group = schemaAt(schema, path.slice(0, -1));
  if (!(group instanceof z.ZodObject)) return true;
  return (group.shape as Record<string, z.ZodType>)[String(path.at(-1))]?.isOptional() !== true;
}

/** Whether a day belongs at a key path. */
export function isDayAt(schema: z.ZodType, path: readonly PropertyKey[]): boolean {
  return schemaAt(schema, path)?.meta()?.['format'] === 'date';
}
