import type { Asset, AssetOfKind } from './asset.ts';
import { nameOfDepartment, SALES } from './departments.ts';
import type { Hub } from './hub.ts';
import { nameOf } from './name-of.ts';

export type Story = AssetOfKind<'build-story'> | AssetOfKind<'sell-story'>;

export function isStory(asset: Asset): asset is Story {
  return asset.kind === 'build-story' || asset.kind === 'sell-story';
}

/** The story that tells the other half of one: either of the two may name the other. */
export function otherHalf(story: Story, stories: readonly Story[]): Story | undefined {
  return stories.find(
    (each) =>
      each.kind !== story.kind && (each.id === story.data.pairs_with || each.data.pairs_with === story.id),
  );
}

/** Who tells a story: a department, or a sales team. */
export function tellerOf(story: Story, hub: Pick<Hub, 'teams' | 'departments'>): string {
  if (story.kind === 'build-story') return nameOf(hub.departments, story.data.department);
  return story.data.team === undefined
    ? nameOfDepartment(SALES, hub.departments)
    : nameOf(hub.teams, story.data.team);
}

/**
 * The departments that owe the other half of a story: that of a story of builders is owed by sales, the other one by the
 * department that the story names, else by those that tell how its products are built.
 */
export function owingDepartments(
  story: Story,
  stories: readonly Story[],
  hub: Pick<Hub, 'teams' | 'departments'>,
): string[] {
  if (story.kind === 'build-story') return [nameOfDepartment(SALES, hub.departments)];
  if (story.data.department !== undefined) return [nameOf(hub.departments, story.data.department)];
  const builders = stories.flatMap((each) =>
    each.kind === 'build-story' && each.data.products.some((id) => story.data.products.includes(id))
      ? [nameOf(hub.departments, each.data.department)]
      : [],
  );
  return [...new Set(builders)];
}

/** That the other half of a story is missing, and whose it is, in a sentence. */
export function sayMissingHalf(
  story: Story,
  stories: readonly Story[],
  hub: Pick<Hub, 'teams' | 'departments'>,
): string {
  const owing = owingDepartments(story, stories, hub);
  const who =
    owing.length === 0 ? 'Nobody' : owing.length === 1 ? (owing[0] ?? '') : `None of ${owing.join(', ')}`;
  const told = story.kind === 'build-story' ? 'how this is sold' : 'how this is built';
  return owing.length === 1 ? `${who} has not told ${told} yet.` : `${who} has told ${told} yet.`;
}
