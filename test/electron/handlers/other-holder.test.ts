import { expect, test } from 'vitest';
import { otherHolder } from '../../../electron/handlers/other-holder.ts';

test('P33: a key of somebody else is said to be one, another spelling of the own name is not', () => {
  expect(otherHolder('Erika Müller', 'Sabine Brandt')).toEqual({ holder: 'Erika Müller', person: 'Sabine Brandt' });
  expect(otherHolder('Sabine Müller', 'Sabine Brandt')).not.toBeNull();
  for (const [subject, person] of [
    ['Sabine Brandt', 'Sabine Brandt'],
    ['BRANDT, SABINE', 'Dr. Sabine Brandt'],
    ['Sabine Maria Brandt (Sign)', 'Sabine Brandt'],
    ['Mehmet Yildiz', 'Mehmet Yıldız'],
    ['Joerg Mueller-Gross', 'Jörg Müller-Groß'],
    [null, 'Sabine Brandt'],
    ['', 'Sabine Brandt'],
  ] as const)
    expect(otherHolder(subject, person), `${subject}`).toBeNull();
});
