/**
 * Work that is done piece by piece: it may be left alone wherever it yields, and gives its value at the end. Whoever has
 * others waiting goes on later.
 */
export type Pieces<Value> = Generator<undefined, Value, undefined>;
