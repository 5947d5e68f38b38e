/** Who takes longer to find something has been away meanwhile: ten minutes. */
export const MAX_ANSWER_MS = 600_000;
