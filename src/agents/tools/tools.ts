import { answerObjectionTool } from './answer-objection.ts';
import { briefTool } from './brief.ts';
import { claimsTool } from './claims.ts';
import { draftPieceTool } from './draft-piece.ts';
import { getAssetTool } from './get-asset.ts';
import { searchTool } from './search.ts';
import { whatChangedTool } from './what-changed.ts';
import { whoOwnsTool } from './who-owns.ts';

/** All that agents may ask, in the order in which they read it. */
export const tools = [
  searchTool,
  answerObjectionTool,
  claimsTool,
  briefTool,
  getAssetTool,
  whatChangedTool,
  whoOwnsTool,
  draftPieceTool,
] as const;
