import type { Column, ColumnType } from '../usage/questions/columns.ts';
import { questionOf } from '../usage/questions/questions.ts';
import type { Answer } from '../usage/snapshot/snapshot.ts';

/** A column of an answer as it stands there, with what its question says of it. */
export interface TableColumn {
  name: string;
  label: string;
  type: ColumnType;
  /** The column whose id it is the name of. */
  names: string | undefined;
}

/** The columns of an answer, in its order; one that the question does not declare is what the snapshot says of it. */
export function tableColumns({ id, columns }: Pick<Answer, 'id' | 'columns'>): TableColumn[] {
  const row = questionOf(id)?.row ?? {};
  return columns.map(({ name, label, type }) => {
    const declared: Column | undefined = row[name];
    return {
      name,
      label,
      type: declared?.type ?? type,
      names: declared?.role === 'fact' ? declared.names : undefined,
    };
  });
}
