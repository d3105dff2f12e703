import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRecords, unpackRecords } from '../../../renderer/replica/pack-records.ts';
import { type Datensatz, datensatzArten } from '../../../shared/akte.ts';

const name = fc.stringMatching(/^[a-z][A-Za-z]{0,6}$/);
const wert = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()));
const record = fc
  .record({
    art: fc.constantFrom(...datensatzArten),
    id: fc.string({ minLength: 1 }),
    akte: fc.option(fc.string({ minLength: 1 })),
    rev: fc.integer({ min: 1, max: 5 }),
    felder: fc.dictionary(name, wert, { noNullPrototype: true }),
  })
  .map((parts): Datensatz => parts);

test('R36: records come out of a segment as they went in, whatever their fields', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 20 }), (records) => {
      expect(unpackRecords(JSON.parse(JSON.stringify(packRecords(records))))).toEqual(records);
    }),
  );
});
