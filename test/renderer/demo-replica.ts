import { useMemo } from 'react';
import type { DokumentZeile, VersionZeile } from '../../renderer/replica-api/dokument-rows.ts';
import type { SyncStatus } from '../../renderer/replica-api/open-work.ts';
import type { CommandName, Commands, Page, Queries, QueryName } from '../../renderer/replica-api.ts';
import { AppError } from '../../shared/errors.ts';
import { stampKinds } from '../../shared/pdf/stamp/stamp-kinds.ts';
import { akten, aktenplan, ausgang, konflikte, posteingang, vorgaenge, vorgangDetail } from './demo-data.ts';

/** Stands for `renderer/replica-client.ts` and `renderer/use-query.ts` while a browser looks at the screens. */
const query = new URLSearchParams(location.search);
const isEmpty = query.get('data') === 'empty';

const syncStatus: SyncStatus = {
  phase: (query.get('sync') ?? 'offline') as SyncStatus['phase'],
  since: '2026-11-21T08:12:00+01:00',
  done: 12,
  total: 48,
  bytesDone: 4_100_000,
  bytesTotal: 18_200_000,
  waitingVorgaenge: isEmpty ? 0 : 3,
  waitingOperations: isEmpty ? 0 : 4,
  lastSync: '2026-11-20T17:46:00+01:00',
  leaseUntil: new Date(Date.now() + 12 * 86_400_000).toISOString(),
  code: query.get('sync') === 'stopped' ? 'device-revoked' : null,
};

type Answers = { readonly [N in QueryName]: (input: Queries[N]['input']) => Queries[N]['output'] };

const answers: Answers = {
  uebersicht: () => ({
    posteingang: isEmpty ? 0 : posteingang.length,
    ausgang: isEmpty ? 0 : ausgang.length,
    abgelehnt: 0,
    konflikte: isEmpty ? 0 : konflikte.length,
    anzuheben: isEmpty ? 0 : 1,
    nichtAnhebbar: 0,
    gepackt: isEmpty
      ? []
      : akten
          .slice(0, 5)
          .map(({ id, aktenzeichen, titel, vorgaenge: n }) => ({ akte: id, aktenzeichen, titel, vorgaenge: n })),
    vorgaenge: 159,
    hereBytes: 1_200_000_000,
  }),
  syncStatus: () => syncStatus,
  aktenplan: () => aktenplan,
  akten: ({ text, aktenplaneinheit, sort, descending, offset, limit }) => {
    const rows = isEmpty
      ? []
      : akten.filter(
          (akte) =>
            `${akte.aktenzeichen} ${akte.titel}`.toLowerCase().includes(text.toLowerCase()) &&
            akte.aktenzeichen.startsWith(aktenplaneinheit?.slice(1) ?? ''),
        );
    return page(sorted(rows, sort, descending), offset, limit);
  },
  akte: ({ id }) => akten.find((one) => one.id === id) ?? null,
  vorgaenge: ({ akte, text, sort, descending, offset, limit }) => {
    const rows = isEmpty
      ? []
      : vorgaenge.filter(
          (one) =>
            (akte === null || one.akte === akte) &&
            `${one.geschaeftszeichen} ${one.titel}`.toLowerCase().includes(text.toLowerCase()),
        );
    return page(sorted(rows, sort, descending), offset, limit);
  },
  vorgang: ({ id }) => vorgangDetail(id),
  dokument: () => null,
  dokumente: ({ ids }) =>
    posteingang
      .filter(({ id }) => ids.includes(id))
      .map((zeile) => ({ zeile, zeichen: '', version: versionOf(zeile) })),
  posteingang: () => (isEmpty ? [] : posteingang),
  ausgang: () => (isEmpty ? [] : ausgang),
  konflikte: () => (isEmpty ? [] : konflikte),
  stempelkatalog: () => ({
    arten: stampKinds.map((kind) => ({ kind, herkunft: 'mitgeliefert', aktiv: true, darf: true, unsent: false })),
    einheiten: [{ id: 'e1', name: 'Jugendamt' }],
    darfPflegen: true,
  }),
  trust: () => ({
    number: 1,
    asOf: '2026-11-12T06:00:00.000Z',
    nextUpdate: '2026-12-12T06:00:00.000Z',
    days: 10,
    territories: ['DE', 'EU'],
    entries: 42,
    code: null,
  }),
};

export function useQuery<N extends QueryName>(name: N, input: Queries[N]['input']): Queries[N]['output'] | undefined {
  const key = JSON.stringify(input);
  return useMemo(() => answers[name](JSON.parse(key)), [name, key]);
}

export async function ask<N extends QueryName>(name: N, input: Queries[N]['input']): Promise<Queries[N]['output']> {
  return answers[name](input);
}

export async function command<N extends CommandName>(
  name: N,
  _input: Commands[N]['input'],
): Promise<Commands[N]['output']> {
  await new Promise((done) => setTimeout(done, 50));
  if (query.get('fail') === '1') throw new AppError('disk-full');
  const outputs: Partial<{ [M in CommandName]: Commands[M]['output'] }> = {
    createVorgang: { id: 'v0-0' },
    importDokument: { dokument: 'd0', version: 'x' },
  };
  return (outputs[name] ?? null) as Commands[N]['output'];
}

export async function startReplica(): Promise<void> {}

function versionOf(zeile: DokumentZeile): VersionZeile {
  return {
    id: `${zeile.id}-v`,
    nummer: zeile.fassung,
    vorgaenger: null,
    sha: 'ab'.repeat(32),
    sizeBytes: zeile.sizeBytes,
    dateiname: 'eingang.pdf',
    mimetyp: 'application/pdf',
    signaturen: [],
    entstehung: 'eingang',
    erstelltVon: 'Poststelle',
    erstellt: '2026-11-20T07:31:00+01:00',
    here: zeile.here,
    unsent: zeile.unsent,
    leading: true,
    format: null,
    anhebung: null,
  };
}

function sorted<R extends object>(rows: readonly R[], sort: keyof R, descending: boolean): readonly R[] {
  const factor = descending ? -1 : 1;
  return rows.toSorted((a, b) => factor * String(a[sort]).localeCompare(String(b[sort]), 'de', { numeric: true }));
}

function page<R>(rows: readonly R[], offset: number, limit: number): Page<R> {
  return { total: rows.length, rows: rows.slice(offset, offset + limit) };
}
