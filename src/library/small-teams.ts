/** Fewest seats of a team that is named or counted by itself: whoever knows a smaller one knows who is meant. */
export const LEAST_SEATS = 10;
