import { beginOfAufbewahrung } from '../../shared/aufbewahrung.ts';
import { AppError } from '../../shared/errors.ts';
import { localDay } from '../../shared/local-day.ts';
import { parseVerweis } from '../../shared/verweis.ts';
import type { Commands } from '../replica-api.ts';
import { makeEreignis, mustBeAkte, mustKnow } from './edit-records.ts';
import { makeChange, presentBase } from './make-change.ts';
import { makeLink } from './make-link.ts';
import { kreisOfNewAkte, takeZeichen } from './nummern.ts';
import type { Replica } from './replica.ts';

type Input<C extends keyof Commands> = Commands[C]['input'];

/** Opens an Akte in the charge of the present person's Einheit. */
export async function createAkte(replica: Replica, input: Input<'createAkte'>): Promise<{ id: string }> {
  const id = replica.newId();
  const angelegt = replica.now().toISOString();
  const set = {
    ...input,
    aktenzeichen: takeZeichen(replica, kreisOfNewAkte(replica, input.aktenplaneinheit, angelegt), id),
    federfuehrung: replica.identity.einheit,
    status: 'offen',
    angelegt,
  };
  await replica.append([makeChange(replica, { akte: id, intent: 'create-akte', ent: { art: 'akte', id }, set })]);
  return { id };
}

/** Changes fields of an Akte; `base` holds the revisions that the person saw. */
export async function editAkte(replica: Replica, { id, set, base }: Input<'editAkte'>): Promise<null> {
  mustKnow(replica, 'akte', id);
  await replica.append([makeChange(replica, { akte: id, intent: 'edit-akte', ent: { art: 'akte', id }, base, set })]);
  return null;
}

/** Closes an Akte whose Vorgaenge are all closed. */
export async function closeAkte(replica: Replica, { id, grund }: Input<'closeAkte'>): Promise<null> {
  const record = mustKnow(replica, 'akte', id);
  const set = { status: 'zdA', laufzeitBeginn: beginOfAufbewahrung(localDay(replica.now().toISOString())) };
  await replica.append([
    makeChange(replica, {
      akte: id,
      intent: 'close-akte',
      ent: { art: 'akte', id },
      base: presentBase(record, set),
      set,
    }),
    makeEreignis(replica, { akte: id, bezugArt: 'akte', bezug: id, ereignistyp: 'zdA', versionSha: null, text: grund }),
  ]);
  return null;
}

/** Sets a closed Akte or Vorgang open again, with the reason in its history. */
export async function reopen(replica: Replica, { art, id, grund }: Input<'reopen'>): Promise<null> {
  const record = mustKnow(replica, art, id);
  const set = { status: 'offen' };
  const parts = { akte: record.akte, ent: { art, id }, base: presentBase(record, set), set } as const;
  await replica.append([
    makeChange(replica, { ...parts, intent: art === 'akte' ? 'edit-akte' : 'edit-vorgang' }),
    makeEreignis(replica, {
      akte: record.akte,
      bezugArt: art,
      bezug: id,
      ereignistyp: 'wiedereroeffnung',
      versionSha: null,
      text: grund,
    }),
  ]);
  return null;
}

/** Puts a Vorgang with everything in it into another Akte; its Zeichen stays. */
export async function moveVorgang(replica: Replica, { id, akte }: Input<'moveVorgang'>): Promise<null> {
  const record = mustKnow(replica, 'vorgang', id);
  mustBeAkte(replica, akte);
  const set = { ablage: akte };
  const ent = { art: 'vorgang', id } as const;
  await replica.append([
    makeChange(replica, { akte, intent: 'move-vorgang', ent, base: presentBase(record, set), set }),
  ]);
  return null;
}

/** Adds or takes away what a Vorgang or Dokument refers to, element by element. */
export async function link(
  replica: Replica,
  { art, id, ...asked }: Input<'link'>,
): Promise<Commands['link']['output']> {
  const { verweise } = mustKnow(replica, art, id).felder;
  const present: readonly unknown[] = Array.isArray(verweise) ? verweise : [];
  if (asked.add.some((verweis) => parseVerweis(verweis)?.art === art && parseVerweis(verweis)?.id === id))
    throw new AppError('input-invalid');
  const add = asked.add.filter((verweis) => !present.includes(verweis));
  const remove = asked.remove.filter((verweis) => present.includes(verweis));
  if (add.length + remove.length > 0) await replica.append([makeLink(replica, { art, id }, { add, remove })]);
  return { add, remove };
}
