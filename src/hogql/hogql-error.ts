/** PostHog's own codes, so that a client that tells them apart can go on doing so. */
export type HogqlErrorCode = 'hogql_syntax_error' | 'hogql_query_error';

/** The text is not a question that this hub answers. The message is for the person who wrote the text. */
export class HogqlError extends Error {
  readonly code: HogqlErrorCode;

  constructor(code: HogqlErrorCode, message: string) {
    super(message);
    this.name = 'HogqlError';
    this.code = code;
  }
}

/** The text is well-formed HogQL but asks for something that is not in the dialect, or makes no sense. */
export function queryError(message: string): HogqlError {
  return new HogqlError('hogql_query_error', message);
}
