/** npm run verify:clickhouse -- [--seed 1]: the same rows from the embedded store and from ClickHouse. */
import { UserError } from '../src/library/user-error.ts';
import { renderTable } from '../test/bench/table.ts';
import { verify } from '../test/clickhouse/verify.ts';
import { runCommand } from './run-command.ts';

runCommand(
  {
    name: 'verify:clickhouse',
    about:
      'Asks the embedded store and ClickHouse every adoption question, a hundred texts of dashboards and 800 generated queries over the dialect, and compares the rows. Installs ClickHouse as a library (chdb, 566 MB) into .hub/clickhouse/ the first time.',
    flags: { seed: { type: 'string', value: 'NUMBER', says: 'Which generated queries (1).' } },
    notes: ['Exit code: 0 all equal, 1 something differs, 2 ClickHouse cannot be had on this machine.'],
  },
  async ({ flags }) => {
    const seed = Number(flags.seed ?? 1);
    if (!Number.isInteger(seed) || seed < 1)
      throw new UserError(
        `--seed takes a whole number from 1, not "${String(flags.seed)}".`,
        'Nothing was asked.',
      );
    const { questions, dashboards, generated, differences } = await verify(seed, console.log);
    for (const difference of differences) console.log(`\n${difference}`);
    const row = (name: string, { equal, different }: typeof questions) => [
      name,
      String(equal),
      String(different),
    ];
    console.log(
      `\n${renderTable([['', 'equal', 'different'], row('questions', questions), row('dashboards', dashboards), row('generated', generated)])}`,
    );
    return differences.length === 0 ? 0 : 1;
  },
);
