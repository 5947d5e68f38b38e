import { z } from 'zod';
import { isDay } from '../dates.ts';

/** A day, such as 2026-11-24. */
export const day = z.string().refine(isDay).meta({ format: 'date' });

/** What tells the secret that numbers are rounded by from another one; the secret itself never leaves its machine. */
export const secretName = z.string().regex(/^[0-9a-f]{8}$/);
