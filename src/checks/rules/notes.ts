import type { Asset } from '../../library/asset.ts';
import { isNote, sourceNotesOf } from '../../library/kinds/asset-data.ts';
import { LEAST_SEATS } from '../../library/small-teams.ts';
import { fileRule } from '../rule.ts';

/** A note is about what was seen and said, never about the one person with whom it was. */
const notesNameNobody = fileRule(
  {
    'note-names-person': {
      severity: 'error',
      says: 'A note names a team so small that everybody knows who is meant.',
    },
  },
  ({ library }, found) => {
    const seats = new Map(library.hub.teams.map(({ id, reps }) => [id, reps]));
    return (asset) => {
      const team = teamOf(asset);
      const reps = team === undefined ? undefined : seats.get(team);
      if (reps === undefined || reps >= LEAST_SEATS) return [];
      return [
        found('note-names-person', {
          path: asset.path,
          line: asset.lineOf(['team']),
          message: `The team ${team ?? ''} has fewer than ${String(LEAST_SEATS)} reps, so whoever reads this note knows who was meant.`,
          hint: 'Take the line out: what was learned needs no team.',
        }),
      ];
    };
  },
);

function teamOf({ kind, data }: Asset): string | undefined {
  return isNote(kind) && 'team' in data ? data.team : undefined;
}

/** A claim that names a page as its source names a note, not another claim. */
const claimsNameNotes = fileRule(
  {
    'claim-source-note': { severity: 'error', says: 'A claim names a page as its source that is no note.' },
  },
  ({ library }, found) =>
    (asset) =>
      sourceNotesOf(asset).flatMap(({ at, id }) => {
        const page = library.byId.get(id);
        if (page === undefined || isNote(page.kind)) return [];
        return [
          found('claim-source-note', {
            path: asset.path,
            line: asset.lineOf(at),
            message: `The claim names ${id} as its source, and that is no win/loss note and no field note.`,
            hint: 'Name the note in which a customer says so, or take source_note out and write where it is written under source.',
          }),
        ];
      }),
);

export const noteRules = [notesNameNobody, claimsNameNotes] as const;
