import { fork, type ChildProcess } from 'node:child_process';

/** A process that may die of what it is given, and is started anew for what comes next. */
export interface MortalProcess {
  /** The one that runs; undefined where none does. */
  running(): ChildProcess | undefined;
  /** The one that runs, or a new one. */
  start(): ChildProcess;
  /** Ends it at once. */
  close(): void;
}

/** Nothing is started yet. The program is told how many bytes of memory it may take in all. */
export function openMortalProcess(program: URL, maxMemoryBytes: number): MortalProcess {
  let child: ChildProcess | undefined;
  return {
    running: () => child,
    start() {
      if (child !== undefined) return child;
      const started = fork(program, [String(maxMemoryBytes)], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        serialization: 'advanced',
        execArgv: ['--max-old-space-size=800'],
      });
      started.once('exit', () => {
        if (child === started) child = undefined;
      });
      child = started;
      return started;
    },
    close() {
      child?.kill('SIGKILL');
      child = undefined;
    },
  };
}
