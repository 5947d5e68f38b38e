/** What may be known of a reader. */
export interface Identity {
  id?: string;
  team?: string;
  role?: string;
  region?: string;
}

/** For so long a reader stays known while the host cannot be reached. */
const REMEMBERED_MS = 30 * 86_400_000;

/**
 * An id that a directory makes up holds a digit, and never an @ or a blank. What looks like a mail address or a name is
 * refused and not hashed: whoever has the address book could hash it as well.
 */
const ID = /^(?=.*\d)[\w.:|/+=-]{3,128}$/;
const LABEL = /^[\p{L}\p{N}][\p{L}\p{N} &+./_-]{0,79}$/u;

/**
 * Reads the host's answer, such as `{ "id": "u-4711", "team": "uk-mid" }`. What is not fit to be sent is left out, and
 * so is everything else that stands in it. Own checks and no zod, which alone weighs more than the rest of tracking.
 */
export function parseIdentity(answer: unknown): Identity {
  const given = Object(answer) as Record<string, unknown>;
  const read = {
    id: textOf(given['id'], ID),
    // Whoever sells is in a team; of everybody else the department is enough.
    team: textOf(given['team'], LABEL) ?? textOf(given['department'], LABEL),
    role: textOf(given['role'], LABEL),
    region: textOf(given['region'], LABEL),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/**
 * Reads what a browser remembered of a reader; undefined once it is too old.
 *
 * @param stored an identity with `at`, when it was told, in milliseconds since 1970 like `now`
 */
export function recallIdentity(stored: unknown, now: number): Identity | undefined {
  const { at } = Object(stored) as { at?: unknown };
  return typeof at === 'number' && now - at <= REMEMBERED_MS ? parseIdentity(stored) : undefined;
}

function textOf(value: unknown, shape: RegExp): string | undefined {
  return typeof value === 'string' && shape.test(value.trim()) ? value.trim() : undefined;
}
