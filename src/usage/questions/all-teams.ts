/** What stands for the team of a row that counts everybody once, whatever the team. */
export const ALL_TEAMS = 'all';
