import { definition as answer, icon as answerIcon, names as answerNames } from './answer.ts';
import { definition as battlecard, icon as battlecardIcon, names as battlecardNames } from './battlecard.ts';
import { definition as buildStory, icon as buildStoryIcon, names as buildStoryNames } from './build-story.ts';
import { definition as collateral, icon as collateralIcon, names as collateralNames } from './collateral.ts';
import { definition as fieldNote, icon as fieldNoteIcon, names as fieldNoteNames } from './field-note.ts';
import type { KindNames } from './kind.ts';
import { definition as play, icon as playIcon, names as playNames } from './play.ts';
import { definition as role, icon as roleIcon, names as roleNames } from './role.ts';
import { definition as sellStory, icon as sellStoryIcon, names as sellStoryNames } from './sell-story.ts';
import { definition as training, icon as trainingIcon, names as trainingNames } from './training.ts';
import { definition as winLoss, icon as winLossIcon, names as winLossNames } from './win-loss.ts';

/** The kinds of asset. The folder a file lies in decides its kind, so that nobody writes it twice. */
export const kinds = {
  battlecard: battlecardNames,
  collateral: collateralNames,
  play: playNames,
  answer: answerNames,
  'build-story': buildStoryNames,
  'sell-story': sellStoryNames,
  role: roleNames,
  'field-note': fieldNoteNames,
  'win-loss': winLossNames,
  training: trainingNames,
} satisfies Record<string, KindNames>;

export type Kind = keyof typeof kinds;

/** The rest of what they are. Lists of their own: whoever wants a label in a browser must not get zod or shapes with it. */
export const kindDefinitions = {
  battlecard,
  collateral,
  play,
  answer,
  'build-story': buildStory,
  'sell-story': sellStory,
  role,
  'field-note': fieldNote,
  'win-loss': winLoss,
  training,
} satisfies Record<Kind, object>;

/** Their icons: SVG shapes in a square of 24, drawn as lines; from Lucide (https://lucide.dev), ISC licence. */
export const kindIcons = {
  battlecard: battlecardIcon,
  collateral: collateralIcon,
  play: playIcon,
  answer: answerIcon,
  'build-story': buildStoryIcon,
  'sell-story': sellStoryIcon,
  role: roleIcon,
  'field-note': fieldNoteIcon,
  'win-loss': winLossIcon,
  training: trainingIcon,
} satisfies Record<Kind, string>;

export const kindNames = /* @__PURE__ */ Object.keys(kinds) as Kind[];

/** The kind of the file at a path inside the content folder, or undefined when its folder belongs to none. */
export function kindOfPath(path: string): Kind | undefined {
  const folder = path.slice(0, Math.max(0, path.indexOf('/')));
  return kindNames.find((kind) => kinds[kind].folder === folder);
}
