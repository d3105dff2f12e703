import { type Datensatz, type DatensatzArt, type Felder, isPosteingang } from '../../shared/akte.ts';
import { beginOfAufbewahrung } from '../../shared/aufbewahrung.ts';
import { AppError } from '../../shared/errors.ts';
import { localDay } from '../../shared/local-day.ts';
import type { VorgangEdit } from '../replica-api/command-inputs.ts';
import type { Commands } from '../replica-api.ts';
import { makeChange, presentBase } from './make-change.ts';
import { kreisOfNewVorgang, takeZeichen } from './nummern.ts';
import type { Replica } from './replica.ts';
import { fassungOfTitle } from './vorgangstypen.ts';

type Input<C extends keyof Commands> = Commands[C]['input'];

/** Changes fields of a Vorgang; `base` holds the revisions that the person saw, lists change by `add` and `remove`. */
export async function editVorgang(replica: Replica, { id, ...change }: Input<'editVorgang'>): Promise<null> {
  const { akte, felder } = mustKnow(replica, 'vorgang', id);
  const ent = { art: 'vorgang', id } as const;
  await replica.append([
    makeChange(replica, { akte, intent: 'edit-vorgang', ent, ...withFassung(replica, felder, change) }),
  ]);
  return null;
}

/**
 * Whoever gives a Vorgang another Vorgangstyp means it as it is now (A61). The title decides whether the Fassung counts, so only
 * titles are contested.
 */
function withFassung(
  replica: Replica,
  before: Felder,
  change: Omit<Input<'editVorgang'>, 'id'>,
): Omit<Input<'editVorgang'>, 'id'> {
  const { set, base } = change;
  if (typeof set.vorgangstyp !== 'string') return change;
  const typfassung = fassungOfTitle(replica, set.vorgangstyp);
  if (typfassung === (before.typfassung ?? '')) return change;
  return { ...change, set: { ...set, typfassung }, base: { ...base, typfassung: Number.MAX_SAFE_INTEGER } };
}

/** Changes fields of several Vorgaenge in one entry of the journal, and answers what they were. */
export async function editVorgaenge(
  replica: Replica,
  { edits }: Input<'editVorgaenge'>,
): Promise<{ before: readonly VorgangEdit[] }> {
  const known = edits.map((edit) => ({ ...edit, ...mustKnow(replica, 'vorgang', edit.id) }));
  const before = known.map(({ id, set, rev, felder }) => ({
    id,
    set: Object.fromEntries(Object.keys(set).map((feld) => [feld, felder[feld] ?? null])),
    base: presentBase({ rev }, set),
  }));
  const changes = known.map(({ id, akte, set, base }) =>
    makeChange(replica, { akte, intent: 'edit-vorgang', ent: { art: 'vorgang', id }, set, base: { ...base } }),
  );
  await replica.append(changes);
  return { before };
}

/** Changes fields of a Dokument. */
export async function editDokument(replica: Replica, { id, set, base }: Input<'editDokument'>): Promise<null> {
  const { akte } = mustKnow(replica, 'dokument', id);
  await replica.append([
    makeChange(replica, { akte, intent: 'edit-dokument', ent: { art: 'dokument', id }, base, set }),
  ]);
  return null;
}

/** Opens a Vorgang in an Akte, in the present person's hands. */
export async function createVorgang(replica: Replica, input: Input<'createVorgang'>): Promise<{ id: string }> {
  const { felder } = mustBeAkte(replica, input.akte);
  const id = replica.newId();
  const now = replica.now().toISOString();
  const fassung = fassungOfTitle(replica, input.vorgangstyp);
  const set = {
    geschaeftszeichen: takeZeichen(replica, kreisOfNewVorgang(replica, input.akte), id),
    titel: input.titel,
    vorgangstyp: input.vorgangstyp,
    ...(fassung !== '' && { typfassung: fassung }),
    federfuehrung: felder.federfuehrung ?? replica.identity.einheit,
    bearbeitung: replica.identity.person,
    status: 'offen',
    beteiligte: [],
    steuernummer: '',
    telefon: '',
    anschrift: '',
    bemerkung: '',
    wiedervorlage: null,
    laufzeitBeginn: localDay(now),
    angelegt: now,
  };
  await replica.append([
    makeChange(replica, { akte: input.akte, intent: 'create-vorgang', ent: { art: 'vorgang', id }, set }),
  ]);
  return { id };
}

/** Decides which of several competing Versionen counts. */
export async function chooseVersion(replica: Replica, { dokument, version }: Input<'chooseVersion'>): Promise<null> {
  const { akte, rev } = mustKnow(replica, 'dokument', dokument);
  const { felder } = mustKnow(replica, 'version', version);
  const set = { fuehrendeVersion: version };
  const ent = { art: 'dokument', id: dokument } as const;
  const versionSha = String(felder.sha);
  const text = String(felder.nummer);
  await replica.append([
    makeChange(replica, { akte, intent: 'choose-version', ent, base: presentBase({ rev }, set), set }),
    makeEreignis(replica, { akte, bezugArt: 'version', bezug: version, ereignistyp: 'fassungswahl', versionSha, text }),
  ]);
  return null;
}

/** Writes a note into the history of a record. */
export async function addVermerk(replica: Replica, input: Input<'addVermerk'>): Promise<null> {
  const { akte } = mustKnow(replica, input.bezugArt, input.bezug);
  await replica.append([makeEreignis(replica, { akte, ...input, ereignistyp: 'vermerk', versionSha: null })]);
  return null;
}

/** Closes a Vorgang (zu den Akten). */
export async function closeVorgang(replica: Replica, { id, grund }: Input<'closeVorgang'>): Promise<null> {
  const { akte, rev } = mustKnow(replica, 'vorgang', id);
  const set = { status: 'zdA', laufzeitBeginn: beginOfAufbewahrung(localDay(replica.now().toISOString())) };
  const ent = { art: 'vorgang', id } as const;
  await replica.append([
    makeChange(replica, { akte, intent: 'close-vorgang', ent, base: presentBase({ rev }, set), set }),
    makeEreignis(replica, { akte, bezugArt: 'vorgang', bezug: id, ereignistyp: 'zdA', versionSha: null, text: grund }),
  ]);
  return null;
}

/** Decides a Konflikt; the server writes the value into the record. */
export async function resolveKonflikt(replica: Replica, { konflikt, wert }: Input<'resolveKonflikt'>): Promise<null> {
  const { akte, rev } = mustKnow(replica, 'konflikt', konflikt);
  const set = {
    status: 'entschieden',
    entscheidung: wert,
    entschiedenVon: replica.identity.person,
    entschiedenZeit: replica.now().toISOString(),
  };
  const ent = { art: 'konflikt', id: konflikt } as const;
  await replica.append([
    makeChange(replica, { akte, intent: 'resolve-konflikt', ent, base: presentBase({ rev }, set), set }),
  ]);
  return null;
}

/** A change that adds one Ereignis. */
export function makeEreignis(
  replica: Replica,
  parts: {
    readonly akte: string | null;
    readonly bezugArt: DatensatzArt;
    readonly bezug: string;
    readonly ereignistyp: string;
    readonly versionSha: string | null;
    readonly text: string;
  },
) {
  const { akte, bezugArt, bezug, ereignistyp, versionSha, text } = parts;
  const zeit = replica.now().toISOString();
  const set = { ereignistyp, bezugArt, bezug, versionSha, text, von: replica.identity.person, zeit };
  return makeChange(replica, { akte, intent: 'add-ereignis', ent: { art: 'ereignis', id: replica.newId() }, set });
}

/**
 * What a change of a record needs of it, from the columns in memory, its fields as far as they have one: neither a damaged block
 * nor a pull from the beginning keeps anybody from working (R120, R134). Throws AppError 'not-found'.
 */
export function mustKnow(replica: Replica, art: DatensatzArt, id: string): Datensatz {
  const table = replica.tables[art];
  const row = table.row(id);
  if (row < 0) throw new AppError('not-found');
  return { art, id, akte: table.akte(row), rev: table.number('$rev', row), felder: table.fields(row) };
}

/** The same of an Akte that shall take a Vorgang in: a Posteingang is none (A68). Throws AppError 'operation-invalid'. */
export function mustBeAkte(replica: Replica, id: string): Datensatz {
  if (isPosteingang(id)) throw new AppError('operation-invalid');
  return mustKnow(replica, 'akte', id);
}
