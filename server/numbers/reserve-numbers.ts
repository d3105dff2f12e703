import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { type NumberWishes, type Nummernblock, numberWishesSchema, nummernSchema } from '../../shared/nummern.ts';
import type { ServerContext } from '../context.ts';
import { type Db, transaction } from '../database.ts';
import { loadAkten, loadPerson } from '../load-facts.ts';
import { decide, mayRelay } from '../rights.ts';
import { callerOf, type Route } from '../route.ts';
import type { Nummernkreis } from './draw-numbers.ts';
import { findKreisOfAkten, findKreisOfVorgaenge } from './find-nummernkreis.ts';
import { topUp } from './number-blocks.ts';

/** `POST /v1/numbers`: numbers for new Akten and Vorgaenge that only this device uses, so that they are final offline (A3). */
export function numbersRoute(context: ServerContext): Route {
  return {
    method: 'POST',
    url: '/v1/numbers',
    rule: {
      access: 'device',
      summary: 'Running numbers for new Akten and Vorgaenge, reserved for this device.',
      body: numberWishesSchema,
      answer: nummernSchema,
    },
    async handle(request) {
      const wishes = request.body as z.infer<typeof numberWishesSchema>;
      const { device, person } = callerOf(request);
      const by = { device, now: context.now() };
      return transaction(context.pool, async (db) => {
        // The device first, as in a push: a device that is being handed back gets nothing any more.
        const { rowCount } = await db.query('select from geraet where id = $1 and gesperrt is null for update', [
          device,
        ]);
        if (rowCount === 0) throw new AppError('device-revoked');
        const blocks: Nummernblock[] = [];
        for (const kreis of await allowed(db, person, wishes)) blocks.push(...(await topUp(db, kreis, by)));
        return { blocks };
      });
    },
  };
}

/** In order of their names, so that two requests wait for one another in one direction; each once. */
async function allowed(db: Db, id: string, wishes: NumberWishes): Promise<readonly Nummernkreis[]> {
  const person = await loadPerson(db, id);
  if (!person || !mayRelay(person)) return [];
  const akten = await loadAkten(db, wishes.vorgaenge);
  const writable = wishes.vorgaenge.filter((akte) => {
    const facts = akten.get(akte);
    return facts && decide({ person, action: 'write', akte: facts }) === 'allowed';
  });
  const found = [
    ...(await Promise.all(wishes.akten.map(({ einheit, jahr }) => findKreisOfAkten(db, einheit, jahr)))),
    ...(await Promise.all(writable.map((akte) => findKreisOfVorgaenge(db, akte)))),
  ];
  const byName = new Map(found.flatMap((one) => (one ? [[one.kreis, one] as const] : [])));
  return [...byName.keys()].toSorted().map((kreis) => byName.get(kreis)!);
}
