import { createHash } from 'node:crypto';
import type { Datensatz, Feldwert } from '../../shared/akte.ts';
import { type Change, OPERATION_SCHEMA } from '../../shared/change.ts';
import { computeFrist } from '../../shared/frist/compute-frist.ts';
import { localDay } from '../../shared/local-day.ts';
import type { Action } from './actions.ts';
import { type ModelDevice, seenRecords } from './model-device.ts';

/** Steps in which a person changes a Vorgang that she sees. */
export type VorgangAction = Extract<Action, { vorgang: number }>;

/** The change that a step makes to the Vorgang as the person sees it; null when there is nothing to do. `unique` makes new ids. */
export function vorgangChange(
  device: ModelDevice,
  seen: Datensatz,
  action: VorgangAction,
  unique: number,
): Change | null {
  const { id, akte } = seen;
  switch (action.do) {
    case 'edit':
      return edit(device, seen, { [action.feld]: `${device.id} ${action.wert}` });
    case 'list': {
      const lists = { add: { beteiligte: [`P${action.add}`] }, remove: { beteiligte: [`P${action.remove}`] } };
      return { ...edit(device, seen, { beteiligte: [] }), set: {}, ...lists };
    }
    case 'invalid':
      return edit(device, seen, { unbekannt: 1 });
    case 'close':
      return { ...edit(device, seen, { status: 'zdA' }), intent: 'close-vorgang' };
    case 'crash-in-append':
      return edit(device, seen, { titel: `never saved ${unique}` });
    case 'vermerk':
      return ereignis(device, seen, { unique, ereignistyp: 'vermerk', versionSha: null });
    case 'sign': {
      const shas = versionsOf(device, id);
      const versionSha = (action.known ? shas.at(-1) : undefined) ?? 'f'.repeat(64);
      return ereignis(device, seen, { unique, ereignistyp: 'unterschrift', versionSha });
    }
    case 'version': {
      const ent = { art: 'version', id: `v-${device.id}-${unique}` } as const;
      return { ...blank(device, akte), intent: 'add-version', ent, set: version(device, id, unique) };
    }
    case 'move': {
      const ablage = akte === 'A' ? 'B' : 'A';
      return { ...edit(device, seen, { ablage }), intent: 'move-vorgang', akte: ablage };
    }
    case 'frist': {
      const ent = { art: 'frist', id: `f-${device.id}-${unique}` } as const;
      return { ...blank(device, akte), intent: 'set-frist', ent, set: frist(device, id) };
    }
    case 'settle': {
      const running = seenRecords(device, 'frist').findLast(
        ({ felder }) => felder.vorgang === id && felder.status === 'offen',
      );
      return running ? settled(device, running) : null;
    }
  }
}

/** The change that creates a Vorgang. */
export function newVorgang(device: ModelDevice, id: string, akte: string): Change {
  const set = { titel: id, status: 'offen', beteiligte: [] };
  return { ...blank(device, akte), intent: 'create-vorgang', ent: { art: 'vorgang', id }, set };
}

function ereignis(
  device: ModelDevice,
  { id, akte }: Datensatz,
  facts: { readonly unique: number; readonly ereignistyp: string; readonly versionSha: string | null },
): Change {
  const { unique, ...felder } = facts;
  // Two clocks often say the same second.
  const zeit = new Date(Math.floor(device.clockMs / 4_000) * 4_000).toISOString();
  const ent = { art: 'ereignis', id: `e-${device.id}-${unique}` } as const;
  const set = { ...felder, bezugArt: 'vorgang', bezug: id, text: '', von: device.person, zeit };
  return { ...blank(device, akte), intent: 'add-ereignis', ent, set };
}

function version(device: ModelDevice, dokument: string, unique: number): Change['set'] {
  const sha = createHash('sha256').update(`${device.id} ${unique}`).digest('hex');
  const facts = { nummer: 1, vorgaenger: null, sha, groesse: 1, dateiname: 'a.pdf', mimetyp: 'application/pdf' };
  const erstellt = new Date(device.clockMs).toISOString();
  return { ...facts, dokument, entstehung: 'eingang', erstelltVon: device.person, erstellt };
}

const eingabe = {
  ...({ regime: 'vwvfg', kanal: 'ereignis', land: 'NW', gemeinde: null, bestritten: false } as const),
  ...({ dauer: 1, einheit: 'monat' } as const),
};

function frist(device: ModelDevice, vorgang: string): Change['set'] {
  const zeit = new Date(device.clockMs).toISOString();
  const facts = { ...eingabe, ereignis: '2026-01-02', zugang: null };
  const herleitung = computeFrist(facts, localDay(zeit));
  const { ende, warnungen } = herleitung;
  const derived = { ende, herleitung: JSON.stringify(herleitung), warnungen: warnungen.map(({ text }) => text) };
  const open = { ersetzt: null, status: 'offen', erledigt: null, erledigtVon: null, grund: '' };
  return { vorgang, bezeichnung: 'Widerspruch', ...facts, ...derived, ...open, von: device.person, zeit };
}

function settled(device: ModelDevice, { id, akte, rev }: Datensatz): Change {
  const erledigt = new Date(device.clockMs).toISOString();
  const set = { status: 'erledigt', erledigt, erledigtVon: device.person, grund: '' };
  const base = Object.fromEntries(Object.keys(set).map((feld) => [feld, rev]));
  return { ...blank(device, akte), intent: 'settle-frist', ent: { art: 'frist', id }, base, set };
}

function versionsOf(device: ModelDevice, dokument: string): string[] {
  const pulled = [...device.records.values()].filter(
    ({ art, felder }) => art === 'version' && felder.dokument === dokument,
  );
  return pulled.map(({ felder }) => String(felder.sha));
}

function edit(device: ModelDevice, seen: Datensatz, set: Record<string, Feldwert>): Change {
  const base = Object.fromEntries(Object.keys(set).map((feld) => [feld, seen.rev]));
  return { ...blank(device, seen.akte), ent: { art: 'vorgang', id: seen.id }, base, set };
}

function blank(device: ModelDevice, akte: string | null): Change {
  return {
    v: OPERATION_SCHEMA,
    t: new Date(device.clockMs).toISOString(),
    actor: `p-${device.id}`,
    akte,
    intent: 'edit-vorgang',
    ent: { art: 'vorgang', id: '' },
    base: {},
    set: {},
    need: [],
  };
}
