/** A command cannot go on. The message says what happened and why, the hint what to do and what state things are in. */
export class UserError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'UserError';
    this.hint = hint;
  }
}
