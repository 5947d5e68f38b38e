import { fork } from 'node:child_process';
import { createPeer, type Peer } from './peer.ts';
import type { JournalCalls, TablesCalls } from './tables-calls.ts';

/** Threads that questions and writing share in the process of the tables. */
const THREADS = '8';

/** The process that has the tables open. */
export interface TablesLink extends Pick<Peer<TablesCalls>, 'call'> {
  /** Ends it at once, whatever it does. */
  kill: () => void;
  /** Ends it once it has let go of the files. */
  end: () => Promise<void>;
}

/** Starts the process of the tables. It keeps no command from ending while nobody waits for it. */
export function startTables(ours: JournalCalls, onGone: () => void): TablesLink {
  const child = fork(new URL('./tables-process.ts', import.meta.url), [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
    execArgv: [],
    env: { ...process.env, UV_THREADPOOL_SIZE: THREADS },
  });
  const peer = createPeer<TablesCalls>((message) => {
    // Whoever it was meant for is told that it is gone.
    child.send(message as object, () => undefined);
  }, ours);
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  void gone.then(() => {
    peer.end();
    onGone();
  });
  child.on('message', peer.receive);
  const hold = () => {
    child.ref();
    child.channel?.ref();
  };
  const letGo = () => {
    if (peer.waiting() > 0) return;
    child.unref();
    child.channel?.unref();
  };
  return {
    call(name, ...args) {
      hold();
      return peer.call(name, ...args).finally(letGo);
    },
    kill: () => child.kill('SIGKILL'),
    async end() {
      hold();
      child.kill('SIGKILL');
      await gone;
    },
  };
}
