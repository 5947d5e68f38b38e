/** A JSON answer that nobody keeps. */
export function replyJson(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}

/** A plain sentence, as PostHog's ingest answers when it takes nothing. */
export function replyText(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}

/**
 * Lets pages of other origins send events, as PostHog does: origin and headers mirrored, credentials allowed. Without
 * it a client takes a stored event for lost and sends it again.
 */
export function allowOrigin(request: Request, response: Response): Response {
  const origin = request.headers.get('origin');
  if (origin === null) return response;
  response.headers.set('access-control-allow-origin', origin);
  response.headers.set('access-control-allow-credentials', 'true');
  response.headers.set('access-control-allow-methods', 'GET, POST, OPTIONS');
  const wanted = request.headers.get('access-control-request-headers');
  if (wanted !== null) response.headers.set('access-control-allow-headers', wanted);
  response.headers.set('access-control-expose-headers', 'Retry-After');
  response.headers.set('vary', 'Origin');
  return response;
}
