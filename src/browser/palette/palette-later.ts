/**
 * What the palette does not need to show its first hits: fetched once these are there, or the empty box. It comes at once,
 * so that a copy need not wait for code: browsers allow it in answer to a key alone.
 */
export { copyForCustomer } from '../copy/copy.ts';
export { rememberSearch } from '../mine/mine-store.ts';
export { createAnswer } from './palette-answer.ts';
export { readHere } from './palette-device.ts';
export { createOutside } from './palette-outside.ts';
export { findInStart, isInStart, readStart } from './palette-start.ts';
