import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Answered, Ask, Asked } from './messages.ts';

/** The process of one engine. Questions are put one after the other. */
export interface EngineClient {
  ask<Name extends Ask>(name: Name, asked: Asked[Name]): Promise<Answered[Name]>;
  /** Ends the process. */
  close(): void;
}

/** Starts a process for the engine of this name, whose index lies or will lie in `folder`. */
export async function openEngineProcess(engine: string, folder: string): Promise<EngineClient> {
  const child = fork(join(import.meta.dirname, 'engine-process.ts'), [engine, folder], {
    execArgv: ['--expose-gc', '--max-old-space-size=8192'],
    serialization: 'advanced',
  });
  const next = (): Promise<unknown> =>
    new Promise((done, fail) => {
      const heard = (message: { answered: unknown } | { failed: string }): void => {
        child.off('exit', ended);
        if ('failed' in message) fail(new Error(`${engine}: ${message.failed}`));
        else done(message.answered);
      };
      const ended = (code: number | null): void => fail(new Error(`${engine} ended with ${String(code)}`));
      child.once('message', heard as (message: unknown) => void);
      child.once('exit', ended);
    });
  await next();
  return {
    async ask(name, asked) {
      const answered = next();
      child.send({ ask: name, with: asked });
      return (await answered) as Answered[typeof name];
    },
    close: () => void child.kill(),
  };
}
