// The maps on people's App Homes: whose is kept, and whose is forgotten.
import { describe, expect, test } from 'vitest';
import { networkMapOf } from '../../src/commands/picture/map.ts';
import { detect } from '../../src/network/detect/detect.ts';
import { HomeMaps, type WantedHomeMap } from '../../src/slack/pictures/home-maps.ts';
import * as clusters from '../support/clusters.ts';
import { snapshotOf } from '../support/objects.ts';

const namespace = 'student-07';
const snapshot = await snapshotOf(clusters.overlayCilium, namespace);
const wanted: WantedHomeMap = {
  map: networkMapOf(snapshot, detect(snapshot)),
  readAt: snapshot.readAt,
};

/** Maps whose pictures are uploaded at once; every upload is another file. */
function homeMaps() {
  let uploads = 0;
  const upload = async () => ({ file: `F${++uploads}`, title: '', alt: '' });
  return new HomeMaps({ uploadOnce: upload, uploadAgain: upload }, () => undefined);
}

const published = async () => undefined;

describe('how many maps are kept', () => {
  test('of more than 2,000 people the one whose map was longest not shown is forgotten', async () => {
    const maps = homeMaps();
    for (let index = 0; index < 2000; index++) await maps.showMap(`U${index}`, wanted, published);
    // Shown once more, so that it is not the oldest.
    expect(maps.mapFor('U0', namespace)).not.toBeNull();
    await maps.showMap('U2000', wanted, published);
    expect(maps.mapFor('U1', namespace)).toBeNull();
    expect(['U0', 'U2', 'U1999', 'U2000'].map((user) => maps.mapFor(user, namespace)?.image.file)).toEqual([
      'F1',
      'F3',
      'F2000',
      'F2001',
    ]);
  });

  test('its healthy neighbour: 2,000 people all keep theirs, and a map of another namespace is removed', async () => {
    const maps = homeMaps();
    for (let index = 0; index < 2000; index++) await maps.showMap(`U${index}`, wanted, published);
    expect(maps.mapFor('U0', namespace)).not.toBeNull();
    expect(maps.mapFor('U0', 'student-12')).toBeNull();
    expect(maps.mapFor('U0', namespace)).toBeNull();
  });
});
