import { expect, test } from 'vitest';
import type { PickedFile } from '../../../renderer/actions/pick-files.ts';
import { sortDeliveries } from '../../../renderer/actions/sort-deliveries.ts';
import { AppError } from '../../../shared/errors.ts';

const picked = (name: string, sizeBytes: number, read: PickedFile['read']): PickedFile => ({
  id: name,
  name,
  sizeBytes,
  read,
});

test('P4: what cannot be read is named before the form is filled in, and the others go on', async () => {
  const { deliveries, refused } = await sortDeliveries([
    picked('foreign.pdf', 0, () => Promise.reject(new AppError('file-not-found'))),
    picked('empty.pdf', 0, async () => new Uint8Array()),
    picked('letter.pdf', 5, () => Promise.reject(new Error('read too early'))),
  ]);
  expect(deliveries.map(({ name }) => name)).toEqual(['letter.pdf']);
  expect(refused).toEqual([
    { name: 'foreign.pdf', code: 'file-not-found' },
    { name: 'empty.pdf', code: 'pdf-empty' },
  ]);
});
