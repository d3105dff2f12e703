import type { Change } from '../../../shared/change.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Commands } from '../../replica-api.ts';
import { bytesContent } from '../content.ts';
import { makeEreignis, mustKnow } from '../edit-records.ts';
import { appendWithContent, type HashedContent } from '../keep-content.ts';
import { makeChange, presentBase } from '../make-change.ts';
import type { Replica } from '../replica.ts';
import type { NamedPackage, OpenedPackage } from './open-package.ts';

/**
 * Takes a package into a Vorgang of its Akte in the present person's name: one Vermerk with what it says, one Dokument per file.
 * All of it is safe on this device together with the word that the package is dealt with, or nothing changed (S107).
 */
export async function takePackage(
  replica: Replica,
  { name, opened }: { readonly name: NamedPackage; readonly opened: OpenedPackage },
  { vorgang, text }: Omit<Commands['takePackage']['input'], 'id'>,
): Promise<null> {
  const { akte } = mustKnow(replica, 'vorgang', vorgang);
  if (akte !== name.akte) throw new AppError('input-invalid');
  const vermerk = {
    akte,
    bezugArt: 'vorgang',
    bezug: vorgang,
    ereignistyp: 'vermerk',
    versionSha: null,
    text,
  } as const;
  const files = filesOf(opened);
  await appendWithContent(
    replica,
    files.map(({ content }) => content),
    () => [
      makeEreignis(replica, vermerk),
      ...files.flatMap((file) => dokumentOf(replica, file, { akte, vorgang })),
      settled(replica, name, { status: 'uebernommen', grund: '' }),
    ],
  );
  return null;
}

/** Lays a package aside with a reason; its contents are written nowhere. */
export async function layAside(replica: Replica, name: NamedPackage, grund: string): Promise<null> {
  await replica.append([settled(replica, name, { status: 'beiseite', grund })]);
  return null;
}

function settled(
  replica: Replica,
  { id, akte }: NamedPackage,
  outcome: { readonly status: 'uebernommen' | 'beiseite'; readonly grund: string },
): Change {
  const { uebergabe } = replica.tables;
  const set = { ...outcome, erledigt: replica.now().toISOString() };
  const base = presentBase({ rev: uebergabe.number('$rev', uebergabe.row(id)) }, set);
  return makeChange(replica, { akte, intent: 'settle-handover', ent: { art: 'uebergabe', id }, base, set });
}

interface TakenFile {
  readonly content: HashedContent;
  readonly titel: string;
  readonly dateiname: string;
  readonly mimetyp: string;
}

/** The Versionen among the changes; what a person calls the Dokument is the title that it got in the package. */
function filesOf({ operations, files }: OpenedPackage): TakenFile[] {
  const titles = new Map(operations.map(({ ent, set }) => [ent.id, set.titel]));
  return operations.flatMap(({ intent, set }) => {
    const bytes = files.get(String(set.sha));
    if (intent !== 'add-version' || !bytes) return [];
    const dateiname = String(set.dateiname);
    const titel = String(titles.get(String(set.dokument)) ?? dateiname);
    return [
      {
        content: { sha: String(set.sha), content: bytesContent(bytes) },
        titel,
        dateiname,
        mimetyp: String(set.mimetyp),
      },
    ];
  });
}

function dokumentOf(
  replica: Replica,
  { content: { sha, content }, titel, dateiname, mimetyp }: TakenFile,
  { akte, vorgang }: { readonly akte: string | null; readonly vorgang: string },
): Change[] {
  const dokument = replica.newId();
  const now = replica.now().toISOString();
  const felder = {
    titel,
    vorgang,
    dokumenttyp: '',
    eingangsdatum: null,
    eingangsquelle: '',
    eingangskanal: '',
    absender: '',
    fuehrendeVersion: null,
    angelegt: now,
  };
  const version = {
    dokument,
    nummer: 1,
    vorgaenger: null,
    sha,
    groesse: content.sizeBytes,
    dateiname,
    mimetyp,
    entstehung: 'bearbeitung',
    erstelltVon: replica.identity.person,
    erstellt: now,
  };
  const ent = { art: 'version', id: replica.newId() } as const;
  return [
    makeChange(replica, { akte, intent: 'create-dokument', ent: { art: 'dokument', id: dokument }, set: felder }),
    makeChange(replica, { akte, intent: 'add-version', ent, set: version, need: [sha] }),
  ];
}
