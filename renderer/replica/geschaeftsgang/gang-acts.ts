import { AppError } from '../../../shared/errors.ts';
import {
  type GangRefusal,
  refusalOfDelegation,
  refusalOfNewSchritt,
  refusalOfRecall,
  refusalOfZeichnung,
  renumbered,
} from '../../../shared/geschaeftsgang/decide-gang.ts';
import { gangStand } from '../../../shared/geschaeftsgang/gang-stand.ts';
import type { Schritt, ZeichnungInhalt } from '../../../shared/geschaeftsgang/gang-types.ts';
import { toSchritt } from '../../../shared/geschaeftsgang/to-schritt.ts';
import { auftragHash, zeichnungId } from '../../../shared/geschaeftsgang/zeichnung-bytes.ts';
import type { Commands } from '../../replica-api.ts';
import { mustKnow } from '../edit-records.ts';
import { makeChange, presentBase } from '../make-change.ts';
import type { Replica } from '../replica.ts';
import { actingFor } from './gang-people.ts';
import { loadGang } from './load-gang.ts';

type Input<C extends keyof Commands> = Commands[C]['input'];

/**
 * Orders steps; with `shifts`, steps of the future from there on move one number back. Throws AppError 'dokument-frozen',
 * 'schritt-not-current'.
 */
export async function addSchritte(
  replica: Replica,
  { dokument, schritte, shifts }: Input<'addSchritte'>,
): Promise<null> {
  const { akte } = mustKnow(replica, 'dokument', dokument);
  const gang = await loadGang(replica, dokument);
  const orders = schritte.map(
    ({ an, verfuegung, text, nummer }, index): Schritt => ({
      id: replica.newId(),
      dokument,
      nummer,
      verfuegung,
      text,
      an,
      delegiertVon: null,
      entfallen: false,
      grund: '',
      versionSha: gang.leading,
      von: replica.identity.person,
      // In the order they were entered, also where the clock stands still.
      angelegt: new Date(replica.now().getTime() + index).toISOString(),
    }),
  );
  for (const one of orders) must(refusalOfNewSchritt(gang, one));
  const moved = shifts ? renumbered(gangStand(gang), Math.min(...orders.map(({ nummer }) => nummer))) : [];
  const added = orders.map(({ id, ...set }) =>
    makeChange(replica, { akte, intent: 'add-schritt', ent: { art: 'beteiligungsschritt', id }, set }),
  );
  const shifted = moved.map(({ id, nummer }) => edit(replica, id, 'renumber-schritt', { nummer }));
  await replica.append([...added, ...shifted]);
  return null;
}

/** Skips a step with a reason. Throws AppError 'schritt-not-current'. */
export async function recallSchritt(replica: Replica, { schritt, grund }: Input<'recallSchritt'>): Promise<null> {
  must(refusalOfRecall(await gangOf(replica, schritt), schritt));
  await replica.append([edit(replica, schritt, 'recall-schritt', { entfallen: true, grund })]);
  return null;
}

/** Passes a step on. Throws AppError 'schritt-not-current'. */
export async function delegateSchritt(replica: Replica, { schritt, an }: Input<'delegateSchritt'>): Promise<null> {
  const gang = await gangOf(replica, schritt);
  must(refusalOfDelegation(gang, schritt));
  const delegiertVon = gang.schritte.find(({ id }) => id === schritt)?.an ?? null;
  await replica.append([edit(replica, schritt, 'delegate-schritt', { an, delegiertVon })]);
  return null;
}

/**
 * Completes a step with a signed act about the Version that the person saw. Throws AppError 'schritt-not-current',
 * 'change-unclassified', 'version-superseded', 'no-right'.
 */
export async function completeSchritt(replica: Replica, input: Input<'completeSchritt'>): Promise<null> {
  const record = await replica.read('beteiligungsschritt', input.schritt);
  if (!record) throw new AppError('not-found');
  const schritt = toSchritt(record.id, record.felder);
  const fuer = actingFor(replica, schritt.an);
  if (fuer === undefined) throw new AppError('no-right');
  const { verfuegung, text, dokument } = schritt;
  const about = { schritt: schritt.id, auftrag: auftragHash(schritt), verfuegung, text, bezug: null, fuer };
  return sign(replica, dokument, {
    ...about,
    versionSha: input.sha,
    entscheidung: input.entscheidung,
    kommentar: input.kommentar,
  });
}

/** Classes a change of the draft. Throws AppError 'version-superseded', 'dokument-frozen'. */
export function markChange(
  replica: Replica,
  { dokument, vonSha, sha, klasse, kommentar }: Input<'markChange'>,
): Promise<null> {
  return sign(replica, dokument, { ...onDraft, bezug: vonSha, versionSha: sha, entscheidung: klasse, kommentar });
}

/** Lifts the Schlusszeichnung, so that the Dokument takes Versionen again. Throws AppError 'schritt-not-current'. */
export async function reopenGang(replica: Replica, { dokument, kommentar }: Input<'reopenGang'>): Promise<null> {
  const { schluss } = gangStand(await loadGang(replica, dokument));
  if (!schluss) throw new AppError('schritt-not-current');
  const { id: bezug, versionSha } = schluss;
  return sign(replica, dokument, { ...onDraft, bezug, versionSha, entscheidung: 'wiedereroeffnet', kommentar });
}

const onDraft = { schritt: null, auftrag: null, verfuegung: null, text: '', fuer: null } as const;

/** Chains, signs and journals one act. */
async function sign(
  replica: Replica,
  dokument: string,
  about: Omit<
    ZeichnungInhalt,
    'dokument' | 'vorgang' | 'von' | 'funktion' | 'zusatz' | 'zeit' | 'vorherige' | 'geraet'
  >,
): Promise<null> {
  const { akte, felder } = mustKnow(replica, 'dokument', dokument);
  const gang = await loadGang(replica, dokument);
  const { person: von, device: geraet } = replica.identity;
  const person = (await replica.read('person', von))?.felder ?? {};
  const inhalt: Omit<ZeichnungInhalt, 'zeit'> = {
    ...about,
    dokument,
    vorgang: String(felder.vorgang),
    von,
    funktion: String(person.funktion ?? ''),
    zusatz: about.fuer === null ? ((person.zeichnung ?? '') as ZeichnungInhalt['zusatz']) : 'i. V.',
    vorherige: gangStand(gang).enden,
    geraet,
  };
  must(refusalOfZeichnung(gang, { ...inhalt, zeit: replica.now().toISOString(), id: '', signatur: '' }));
  const asked = { ...inhalt, vorherige: [...inhalt.vorherige] };
  const { zeit, signatur } = await replica.main.call('keys.signZeichnung', asked);
  const set = { ...asked, zeit, signatur };
  const ent = { art: 'zeichnung', id: zeichnungId(set) } as const;
  await replica.append([makeChange(replica, { akte, intent: 'add-zeichnung', ent, set })]);
  return null;
}

function edit(
  replica: Replica,
  id: string,
  intent: 'renumber-schritt' | 'recall-schritt' | 'delegate-schritt',
  set: Readonly<Record<string, string | number | boolean | null>>,
) {
  const record = mustKnow(replica, 'beteiligungsschritt', id);
  const ent = { art: 'beteiligungsschritt', id } as const;
  return makeChange(replica, { akte: record.akte, intent, ent, base: presentBase(record, set), set });
}

async function gangOf(replica: Replica, schritt: string) {
  return loadGang(replica, String(mustKnow(replica, 'beteiligungsschritt', schritt).felder.dokument));
}

function must(refusal: GangRefusal | null): void {
  if (refusal) throw new AppError(refusal);
}
