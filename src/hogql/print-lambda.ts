import { checkCount } from './arguments.ts';
import { checkList } from './functions/lists.ts';
import { queryError } from './hogql-error.ts';
import type { Scope } from './scope.ts';
import { asCondition, asShown, quoteName, traitsOf, type Sql } from './sql.ts';
import type { Node } from './syntax.ts';

type Print = (scope: Scope, node: Node) => Sql;

/** Prints `name(x -> body, list)` from the list, the variable of DuckDB and the body. */
type PrintOver = (list: Sql, variable: string, body: Sql) => Sql;

function truth(body: Sql): string {
  return `coalesce(${asCondition(body)}, false)`;
}

function counted(test: string): PrintOver {
  return (list, variable, body) => ({
    sql: `(len(list_filter(${list.sql}, lambda ${variable}: ${truth(body)}))${test})`,
    type: test === '' ? 'number' : 'flag',
    nullable: list.nullable,
    counted: test === '',
  });
}

/** Functions over a list that take a lambda of one variable. */
export const lambdaFunctions: Readonly<Record<string, PrintOver>> = {
  arrayMap: (list, variable, body) => {
    const shown = asShown(body);
    return {
      sql: `list_transform(${list.sql}, lambda ${variable}: ${shown.sql})`,
      type: 'array',
      nullable: list.nullable,
      item: traitsOf(shown),
    };
  },
  arrayFilter: (list, variable, body) => ({
    ...list,
    sql: `list_filter(${list.sql}, lambda ${variable}: ${truth(body)})`,
  }),
  arrayCount: counted(''),
  arrayExists: counted(' > 0'),
  arrayAll: (list, variable, body) => ({
    sql: `(len(list_filter(${list.sql}, lambda ${variable}: NOT ${truth(body)})) = 0)`,
    type: 'flag',
    nullable: list.nullable,
  }),
};

/** The function of that name, or undefined where there is none. */
export function findLambdaFunction(
  name: string,
): ((args: readonly Node[], scope: Scope, print: Print) => Sql) | undefined {
  const over = Object.hasOwn(lambdaFunctions, name) ? lambdaFunctions[name] : undefined;
  if (over === undefined) return undefined;
  return (args, scope, print) => {
    checkCount(name, args.length, { min: 2, max: 2 });
    const [lambda, of] = args;
    if (lambda?.node !== 'Lambda' || of === undefined)
      throw queryError(`${name} takes a function first, as in ${name}(x -> x != '', list).`);
    const [parameter, ...more] = lambda.args;
    if (parameter === undefined || more.length > 0)
      throw queryError(`${name} takes a function of one variable here.`);
    const list = checkList(print(scope, of));
    // Another name for each depth, since DuckDB would take an inner variable for a column of the same name.
    const variable = quoteName(`${parameter} ${String(scope.locals.size)}`);
    const item: Sql = { ...(list.item ?? { type: 'unknown', nullable: true }), sql: variable };
    const inner: Scope = { ...scope, locals: new Map([...scope.locals, [parameter, item]]) };
    return over(list, variable, print(inner, lambda.expr));
  };
}
