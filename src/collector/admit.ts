import type { IncomingMessage } from 'node:http';
import type { Reply } from './call.ts';
import { CLOSE, replyText } from './reply.ts';

/** Names by which the machine itself knows a server. */
const THIS_MACHINE = ['127.0.0.1', 'localhost', '[::1]'];
const READS = 'GET, HEAD, OPTIONS';

/** The host that a request names, in small letters and without its port; undefined when nothing can be called so. */
function hostOf(header: string | undefined): string | undefined {
  if (header === undefined || /[\s/?#@\\]/.test(header)) return undefined;
  const address = `http://${header}`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}

/**
 * Lets in what asks for this hub by one of its own names, and gives the answer to everything else: a page elsewhere can have a
 * browser ask this machine under a name of its own, and would read the hub as if it were part of it.
 *
 * @param site where people open the hub, such as `https://hub.example.com`; undefined where nobody said
 */
export function createAdmission(site: string | undefined): (request: IncomingMessage) => Reply | undefined {
  const own = new Set([...THIS_MACHINE, ...(site === undefined ? [] : [new URL(site).hostname])]);
  return ({ headers, method, url = '' }) => {
    const host = hostOf(headers.host);
    if (host === undefined) return replyText(400, 'The request names no host that there could be.', CLOSE);
    if (!own.has(host)) {
      return replyText(
        421,
        `This hub is not called ${host}. If it should be, write its address into hub.yaml as site, below company; a hub that follows no branch has to be started again.`,
        CLOSE,
      );
    }
    if (!url.startsWith('/') || !URL.canParse(url, 'http://hub')) {
      return replyText(400, 'The request names no address that there could be.', CLOSE);
    }
    if (method === 'TRACE') return notAllowed('TRACE');
    return undefined;
  };
}

/** The answer to what asks files of a site for more than to be read. */
export function answerOtherMethods({ method = '' }: IncomingMessage): Reply | undefined {
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (method === 'OPTIONS') return { status: 204, headers: { allow: READS }, body: '' };
  return notAllowed(method);
}

const notAllowed = (method: string): Reply =>
  replyText(405, `Nothing here can be changed with ${method}. Nothing was.`, { allow: READS, ...CLOSE });
