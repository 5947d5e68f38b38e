import { findOffice, type Office } from '../../src/adapters/pictures/libre-office.ts';

/** The program that opens decks and documents, where this machine has it; and what the titles of tests say that want it. */
export const installedOffice: { office: Office | undefined; wanted: string } = {
  office: await findOffice(process.env),
  wanted: 'wants LibreOffice',
};
