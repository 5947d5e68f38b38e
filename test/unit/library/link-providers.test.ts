import { expect, test } from 'vitest';
import { placeOfLink } from '../../../src/library/link-providers.ts';

const PUBLISHED = '2PACX-1vLarkmoorFirstCallDeckExample';

test.each([
  [
    `https://docs.google.com/presentation/d/e/${PUBLISHED}/pub?start=true`,
    'Google Slides',
    `https://docs.google.com/presentation/d/e/${PUBLISHED}/pubembed`,
  ],
  [
    `https://docs.google.com/document/d/e/${PUBLISHED}/pub`,
    'Google Docs',
    `https://docs.google.com/document/d/e/${PUBLISHED}/pub?embedded=true`,
  ],
  [
    `https://docs.google.com/spreadsheets/d/e/${PUBLISHED}/pubhtml`,
    'Google Sheets',
    `https://docs.google.com/spreadsheets/d/e/${PUBLISHED}/pubhtml?widget=true`,
  ],
  [
    'https://docs.google.com/presentation/d/1LarkmoorExampleOfADeckForReaders/edit#slide=id.p',
    'Google Slides',
    undefined,
  ],
  ['https://drive.google.com/file/d/1LarkmoorExample/view', 'Google Drive', undefined],
  ['https://larkmoor-example.sharepoint.com/sites/a/b.pptx', 'SharePoint', undefined],
  ['https://larkmoor-example-my.sharepoint.com/personal/x', 'OneDrive', undefined],
  [
    'https://www.youtube.com/watch?v=LarkmoorR74&t=20s',
    'YouTube',
    'https://www.youtube-nocookie.com/embed/LarkmoorR74',
  ],
  ['https://youtu.be/LarkmoorR74', 'YouTube', 'https://www.youtube-nocookie.com/embed/LarkmoorR74'],
  ['https://www.youtube.com/@larkmoor', 'YouTube', undefined],
  ['https://vimeo.com/76979871', 'Vimeo', 'https://player.vimeo.com/video/76979871'],
  ['https://vimeo.com/76979871/0a1b2c3d4e', 'Vimeo', 'https://player.vimeo.com/video/76979871?h=0a1b2c3d4e'],
  [`https://www.loom.com/share/${'0a'.repeat(16)}`, 'Loom', `https://www.loom.com/embed/${'0a'.repeat(16)}`],
  [
    'https://www.figma.com/design/LarkmoorExampleFile001/Van?node-id=1-2',
    'Figma',
    'https://embed.figma.com/design/LarkmoorExampleFile001?embed-host=hub',
  ],
  ['https://larkmoor-example.app.gong.io/call?id=1', 'Gong', undefined],
  ['https://pitch.com/v/larkmoor-deck-69ekp9', 'Pitch', undefined],
  ['https://www.larkmoor.example/prices', 'larkmoor.example', undefined],
  ['https://youtube.com.larkmoor.example/watch?v=LarkmoorR74', 'youtube.com.larkmoor.example', undefined],
  ['https://evilyoutube.com/watch?v=LarkmoorR74', 'evilyoutube.com', undefined],
])('%s is %s', (address, name, embed) => {
  const place = placeOfLink(address);
  expect([place.name, place.embed]).toEqual([name, embed]);
});

test('nothing but an id of an address gets into the one that is framed', () => {
  expect(placeOfLink('https://www.youtube.com/watch?v=LarkmoorR74"><script>').embed).toBeUndefined();
  expect(placeOfLink('https://vimeo.com/1/../../evil').embed).toBeUndefined();
});

test('where pages of what is gone look as if it were there, the provider is asked by its oEmbed address', () => {
  expect(placeOfLink('https://youtu.be/LarkmoorR74').asks).toBe(
    'https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fyoutu.be%2FLarkmoorR74',
  );
  expect(placeOfLink('https://larkmoor-example.app.gong.io/call?id=1').asks).toBeUndefined();
});
