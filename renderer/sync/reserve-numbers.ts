import { isPosteingang } from '../../shared/akte.ts';
import { MAX_NUMBER_WISHES, type NumberWishes, nummernSchema } from '../../shared/nummern.ts';
import { isProvisional, yearOf } from '../../shared/zeichen.ts';
import { freeNumbers, keepBlocks, keepUsed, kreisOfNewAkte, kreisOfNewVorgang } from '../replica/nummern.ts';
import { packedAkten } from '../replica/packed-akten.ts';
import type { Replica } from '../replica/replica.ts';
import { jsonBody, readJson, type ServerClient } from './server-client.ts';

/** With fewer the device asks for more; the server gives more from the same on. */
const FEW_NUMBERS = 3;
/** Somebody waits: without an answer the Zeichen is a provisional one. */
const WAIT_MS = 3_000;

/**
 * Gets numbers for what may be made offline: Akten of the Aktenplaneinheiten that the own Einheit leads Akten of, in December
 * also for the next year, and Vorgaenge of the Akten taken along or in hand (A3).
 */
export async function reserveNumbers(server: ServerClient, replica: Replica, signal: AbortSignal): Promise<void> {
  await keepUsed(replica);
  const wishes = findWishes(replica);
  if (wishes.akten.length + wishes.vorgaenge.length > 0) await ask(server, replica, wishes, signal);
}

/** Numbers for one Akte to be made, or for one Vorgang, when none is at hand; never fails, for there are provisional ones. */
export async function ensureNumbers(
  server: ServerClient,
  replica: Replica,
  wish: { readonly einheit: string } | { readonly akte: string },
): Promise<void> {
  const now = replica.now().toISOString();
  const isAkte = 'einheit' in wish;
  const kreis = isAkte ? kreisOfNewAkte(replica, wish.einheit, now) : kreisOfNewVorgang(replica, wish.akte);
  if (isProvisional(kreis) || freeNumbers(replica, kreis).length > 0) return;
  const wishes = isAkte
    ? { akten: [{ einheit: wish.einheit, jahr: yearOf(now) }], vorgaenge: [] }
    : { akten: [], vorgaenge: [wish.akte] };
  await ask(server, replica, wishes, AbortSignal.timeout(WAIT_MS)).catch(() => undefined);
}

async function ask(server: ServerClient, replica: Replica, wishes: NumberWishes, signal: AbortSignal): Promise<void> {
  const answer = await server.request('/v1/numbers', { ...jsonBody(wishes), signal });
  const { blocks } = await readJson(answer, nummernSchema);
  await keepBlocks(replica, blocks);
}

function findWishes(replica: Replica): NumberWishes {
  const now = replica.now();
  const years = now.getMonth() === 11 ? [0, 1] : [0];
  const hasFew = (kreis: string) => freeNumbers(replica, kreis).length < FEW_NUMBERS;
  const akten = ledUnits(replica).flatMap((einheit) =>
    years.map((ahead) => ({ einheit, jahr: yearOf(now.toISOString()) + ahead })),
  );
  return {
    akten: akten
      .filter(({ einheit, jahr }) => hasFew(kreisOfNewAkte(replica, einheit, `${jahr}-06-01T12:00:00Z`)))
      .slice(0, MAX_NUMBER_WISHES),
    vorgaenge: likelyAkten(replica)
      .filter((akte) => {
        const kreis = kreisOfNewVorgang(replica, akte);
        return !isProvisional(kreis) && hasFew(kreis);
      })
      .slice(0, MAX_NUMBER_WISHES),
  };
}

/** Aktenplaneinheiten of the Akten that the person's Einheit leads. */
function ledUnits({ tables: { akte }, identity }: Replica): readonly string[] {
  const found = new Set<string>();
  for (let row = 0; row < akte.rowCount; row++) {
    if (!akte.isLive(row) || akte.code('federfuehrung', row) !== identity.einheit) continue;
    const einheit = akte.code('aktenplaneinheit', row);
    if (einheit) found.add(einheit);
  }
  return [...found];
}

/** Akten taken along, made here, or with a Vorgang of the person in hand; those that are stored and open. */
function likelyAkten(replica: Replica): readonly string[] {
  const { vorgang, akte } = replica.tables;
  const found = new Set(packedAkten(replica).map(({ akte: id }) => id));
  for (const { operation } of replica.outbox.values()) {
    if (operation.intent === 'create-akte') found.add(operation.ent.id);
  }
  for (let row = 0; row < vorgang.rowCount; row++) {
    const isMine = vorgang.isLive(row) && vorgang.code('bearbeitung', row) === replica.identity.person;
    if (isMine && vorgang.code('status', row) === 'offen') found.add(vorgang.akte(row) ?? '');
  }
  return [...found].filter((id) => {
    const row = akte.row(id);
    return akte.isStored(row) && akte.code('status', row) !== 'zdA' && !isPosteingang(id);
  });
}
