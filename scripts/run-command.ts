import { parseArgs } from 'node:util';
import { nearest } from '../src/library/nearest.ts';
import { UserError } from '../src/library/user-error.ts';

/** A flag of a command. `says` is its line under --help. */
export interface FlagSpec {
  type: 'string' | 'boolean';
  /** What stands for the value under --help, such as FOLDER. */
  value?: string;
  says: string;
  /** The only values that are taken. */
  oneOf?: readonly string[];
}

/** What a command takes and how it explains itself. */
export interface CommandSpec<Flags extends Record<string, FlagSpec>> {
  /** Name of the npm script. */
  name: string;
  /** What it does, in a sentence or two. */
  about: string;
  flags: Flags;
  /** Names of the words that stand without a flag, each of them needed. */
  words?: readonly string[];
  /** What the words after those are called where any number of them may come, one at least. */
  rest?: string;
  /** Lines below the flags: files written, exit codes. */
  notes?: readonly string[];
}

/** A command line once read. */
export interface ParsedCommand<Flags extends Record<string, FlagSpec>> {
  flags: { [Name in keyof Flags]: (Flags[Name]['type'] extends 'boolean' ? boolean : string) | undefined };
  words: string[];
}

/** Reads a command line, or says that help is wanted. Throws a UserError naming the nearest known flag. */
export function parseCommandLine<const Flags extends Record<string, FlagSpec>>(
  spec: CommandSpec<Flags>,
  line: readonly string[],
): ParsedCommand<Flags> | 'help' {
  const usage = `Nothing was written. \`npm run ${spec.name} -- --help\` lists what it takes.`;
  const options = Object.fromEntries(Object.entries(spec.flags).map(([name, { type }]) => [name, { type }]));
  const read = parseArgs({ args: [...line], options, strict: false, allowPositionals: true, tokens: true });
  const flags: Record<string, string | boolean> = {};
  for (const token of read.tokens) {
    if (token.kind !== 'option') continue;
    if (token.name === 'help' || token.name === 'h') return 'help';
    const flag = Object.hasOwn(spec.flags, token.name) ? spec.flags[token.name] : undefined;
    if (flag === undefined) {
      const known = [...Object.keys(spec.flags), 'help'];
      const meant = known.find((name) => name.startsWith(token.name)) ?? nearest(token.name, known);
      throw new UserError(
        `${spec.name} does not know ${token.rawName}.`,
        (meant === undefined ? '' : `Did you mean --${meant}? `) + usage,
      );
    }
    if (flag.type === 'boolean') {
      if (token.value !== undefined) {
        throw new UserError(`--${token.name} stands alone and takes no "${token.value}".`, usage);
      }
      flags[token.name] = true;
      continue;
    }
    if (
      token.value === undefined ||
      token.value === '' ||
      (!token.inlineValue && token.value.startsWith('--'))
    ) {
      throw new UserError(`--${token.name} needs a ${flag.value ?? 'value'} after it.`, usage);
    }
    if (flag.oneOf !== undefined && !flag.oneOf.includes(token.value)) {
      const meant = nearest(token.value, flag.oneOf);
      throw new UserError(
        `--${token.name} takes ${flag.oneOf.join(', ')}, not "${token.value}".`,
        (meant === undefined ? '' : `Did you mean ${meant}? `) + usage,
      );
    }
    flags[token.name] = token.value;
  }
  const words = [...(spec.words ?? []), ...(spec.rest === undefined ? [] : [spec.rest])];
  const extra = read.positionals[words.length];
  if (extra !== undefined && spec.rest === undefined) {
    throw new UserError(
      `${spec.name} has no use for "${extra}".`,
      `If it belongs to a flag, set two hyphens before the flags: npm run ${spec.name} -- --flag value. ${usage}`,
    );
  }
  const lacking = words[read.positionals.length];
  if (lacking !== undefined) throw new UserError(`${spec.name} needs ${lacking}.`, usage);
  return { flags: flags as ParsedCommand<Flags>['flags'], words: read.positionals };
}

export function renderHelp(spec: CommandSpec<Record<string, FlagSpec>>): string {
  const shown = (name: string, { value }: FlagSpec) => `--${name}${value === undefined ? '' : ` ${value}`}`;
  const flags = [...Object.entries(spec.flags), ['help', { type: 'boolean', says: 'This text.' }] as const];
  const width = Math.max(...flags.map(([name, flag]) => shown(name, flag).length));
  return [
    [
      'npm run',
      spec.name,
      '--',
      ...(spec.words ?? []),
      ...(spec.rest === undefined ? [] : [`${spec.rest}…`]),
      ...Object.entries(spec.flags).map(([name, flag]) => `[${shown(name, flag)}]`),
    ].join(' '),
    '',
    spec.about,
    '',
    ...flags.map(([name, flag]) => `  ${shown(name, flag).padEnd(width)}  ${flag.says}`),
    ...(spec.notes === undefined ? [] : ['', ...spec.notes]),
  ].join('\n');
}

/**
 * Runs a command and sets the exit code: what `run` answers (0 fine, 1 findings), 2 when it cannot go on because of
 * how it was called or where it runs, 70 for a fault of the hub, shown with its stack.
 */
export function runCommand<const Flags extends Record<string, FlagSpec>>(
  spec: CommandSpec<Flags>,
  run: (parsed: ParsedCommand<Flags>) => Promise<number>,
): void {
  // A reader that has seen enough (`| head`) closes the pipe; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  const begin = async () => {
    const parsed = parseCommandLine(spec, process.argv.slice(2));
    if (parsed !== 'help') return run(parsed);
    console.log(renderHelp(spec));
    return 0;
  };
  begin().then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      process.exitCode = error instanceof UserError ? 2 : 70;
      console.error(renderFault(spec.name, error));
    },
  );
}

/** What a person reads when a command stops. */
export function renderFault(name: string, error: unknown): string {
  if (error instanceof UserError) return `${error.message}\n${error.hint}`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a fault of the hub, not of your content: ${name} stopped.\nPlease report it with the lines below.\n${stack}`;
}
