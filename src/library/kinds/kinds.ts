/** The kinds of asset. The folder a file lies in decides its kind, so that nobody writes it twice. */
export const kinds = {
  battlecard: { folder: 'battlecards', label: 'Battlecard', plural: 'Battlecards', reviewDays: 90 },
  collateral: { folder: 'collateral', label: 'Collateral', plural: 'Collateral', reviewDays: 180 },
  play: { folder: 'plays', label: 'Play', plural: 'Plays', reviewDays: 180 },
  answer: { folder: 'answers', label: 'Answer', plural: 'Answers', reviewDays: 120 },
  'build-story': {
    folder: 'build-stories',
    label: 'How we build it',
    plural: 'How we build it',
    reviewDays: 365,
  },
  'sell-story': {
    folder: 'sell-stories',
    label: 'How we sell it',
    plural: 'How we sell it',
    reviewDays: 365,
  },
  role: { folder: 'roles', label: 'Department', plural: 'Departments', reviewDays: 365 },
  'field-note': { folder: 'field-notes', label: 'Field note', plural: 'Field notes', reviewDays: 365 },
} as const satisfies Record<string, { folder: string; label: string; plural: string; reviewDays: number }>;

export type Kind = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as Kind[];

/** The kind of the file at a path inside the content folder, or undefined when its folder belongs to none. */
export function kindOfPath(path: string): Kind | undefined {
  const folder = path.slice(0, Math.max(0, path.indexOf('/')));
  return kindNames.find((kind) => kinds[kind].folder === folder);
}
