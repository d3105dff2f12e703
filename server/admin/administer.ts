import { type Datensatz, type DatensatzArt, type Felder, idSchema, posteingangOf } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import type { Db } from '../database.ts';
import { endBlocks } from '../numbers/number-blocks.ts';
import { rollen } from '../rights.ts';
import { hashPassword } from '../sign-in/password.ts';
import { lockRecord, nextRev, storeRecord } from '../store-record.ts';
import { endPackageKeys } from '../sync/receive-package-key.ts';
import type { AktenplanRow } from './read-aktenplan.ts';

/**
 * Creates or changes a record in the authority's own name; the change feed carries it to every workstation. Throws AppError
 * 'input-invalid' for an id that no workstation would take.
 */
export async function setRecord(db: Db, target: Pick<Datensatz, 'art' | 'id' | 'akte'>, felder: Felder): Promise<void> {
  if (!idSchema.safeParse(target.id).success) throw new AppError('input-invalid');
  const before = await lockRecord(db, target.art, target.id);
  const rev = await nextRev(db);
  const feldrev = Object.fromEntries(Object.keys(felder).map((feld) => [feld, rev]));
  await storeRecord(
    db,
    {
      ...target,
      rev,
      felder: { ...before?.felder, ...felder },
      feldrev: { ...before?.feldrev, ...feldrev },
      feldvon: before?.feldvon ?? {},
    },
    { by: null },
  );
}

/** A new person with an account. */
export interface NewUser {
  readonly anmeldename: string;
  readonly name: string;
  readonly einheit: string;
  readonly funktion: string;
  readonly rollen: readonly string[];
  /** Empty: signs in by OpenID Connect only. */
  readonly password: string;
  readonly oidcSubject: string | null;
}

/** Throws AppError 'not-found' for an unknown Einheit, 'input-invalid' for an unknown role or a name already taken. */
export async function addUser(db: Db, user: NewUser): Promise<string> {
  requireRollen(user.rollen);
  await requireRecord(db, 'einheit', user.einheit);
  const person = `p-${user.anmeldename.toLowerCase()}`;
  if (await lockRecord(db, 'person', person)) throw new AppError('input-invalid');
  await db.query(
    'insert into konto (person, anmeldename, passwort, oidc_subject, rollen) values ($1, $2, $3, $4, $5)',
    [person, user.anmeldename, user.password ? await hashPassword(user.password) : null, user.oidcSubject, user.rollen],
  );
  const { name, einheit, funktion } = user;
  await setRecord(
    db,
    { art: 'person', id: person, akte: null },
    { name, einheit, funktion, vertritt: [], zeichnung: '', rollen: [...user.rollen] },
  );
  return person;
}

/** Throws AppError 'not-found' when no account has that name. */
export async function setPassword(db: Db, anmeldename: string, password: string): Promise<void> {
  await updateKonto(db, anmeldename, { column: 'passwort', value: await hashPassword(password) });
}

/** Replaces the roles of an account; what the person may see follows at once. */
export async function setRollen(db: Db, anmeldename: string, names: readonly string[]): Promise<void> {
  requireRollen(names);
  const person = await updateKonto(db, anmeldename, { column: 'rollen', value: names });
  await setRecord(db, { art: 'person', id: person, akte: null }, { rollen: [...names] });
}

/** Ends an account: no sign-in, no token, every Akte taken from its devices at their next contact. */
export async function deactivateUser(db: Db, anmeldename: string): Promise<void> {
  await touchPerson(db, await updateKonto(db, anmeldename, { column: 'aktiv', value: false }));
}

/** Sets who a person stands in for. */
export async function setVertretung(db: Db, person: string, vertritt: readonly string[]): Promise<void> {
  await requireRecord(db, 'person', person);
  for (const id of vertritt) await requireRecord(db, 'person', id);
  await setRecord(db, { art: 'person', id: person, akte: null }, { vertritt: [...vertritt] });
}

/** Creates or renames an Einheit, and gives a new one its Posteingang. */
export async function setEinheit(
  db: Db,
  einheit: {
    readonly id: string;
    readonly kennung: string;
    readonly name: string;
    readonly uebergeordnet: string | null;
  },
  now: Date,
): Promise<void> {
  const { id, ...felder } = einheit;
  if (felder.uebergeordnet) await requireRecord(db, 'einheit', felder.uebergeordnet);
  await setRecord(db, { art: 'einheit', id, akte: null }, felder);
  const akte = posteingangOf(id);
  if (await lockRecord(db, 'akte', akte)) return;
  await setRecord(
    db,
    { art: 'akte', id: akte, akte },
    {
      aktenzeichen: `Posteingang/${felder.kennung}`,
      titel: `Posteingang ${felder.name}`,
      aktenplaneinheit: 'ap-posteingang',
      federfuehrung: id,
      vertraulichkeit: '003',
      schutzbedarf: 'normal',
      status: 'offen',
      angelegt: now.toISOString(),
    },
  );
}

/** Creates or changes every unit of an Aktenplan. */
export async function importAktenplan(db: Db, rows: readonly AktenplanRow[]): Promise<void> {
  for (const { kennzeichen, uebergeordnet, ...felder } of rows) {
    await setRecord(
      db,
      { art: 'aktenplaneinheit', id: `ap-${kennzeichen}`, akte: null },
      { kennzeichen, ...felder, uebergeordnet: uebergeordnet === null ? null : `ap-${uebergeordnet}` },
    );
  }
}

/** A registered device as the list shows it. */
export interface DeviceRow {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly angelegt: Date;
  readonly gesperrt: Date | null;
}

export async function listDevices(db: Db): Promise<readonly DeviceRow[]> {
  const { rows } = await db.query<DeviceRow>(
    'select id, person, name, angelegt, gesperrt from geraet order by angelegt',
  );
  return rows;
}

/** From now on the device gets neither token nor data. Throws AppError 'not-found'. */
export async function revokeDevice(db: Db, id: string, now: Date): Promise<void> {
  const { rowCount } = await db.query('update geraet set gesperrt = coalesce(gesperrt, $2) where id = $1', [id, now]);
  if (rowCount === 0) throw new AppError('not-found');
  await endPackageKeys(db, [id], now);
  await endBlocks(db, [id], { now, isAllSent: false });
}

async function updateKonto(
  db: Db,
  anmeldename: string,
  { column, value }: { readonly column: 'passwort' | 'rollen' | 'aktiv'; readonly value: unknown },
): Promise<string> {
  const { rows } = await db.query<{ person: string }>(
    `update konto set ${column} = $2 where lower(anmeldename) = lower($1) returning person`,
    [anmeldename, value],
  );
  if (!rows[0]) throw new AppError('not-found');
  return rows[0].person;
}

/** Rights are worked out again when a person's record enters the log. */
async function touchPerson(db: Db, person: string): Promise<void> {
  await setRecord(db, { art: 'person', id: person, akte: null }, {});
}

async function requireRecord(db: Db, art: DatensatzArt, id: string): Promise<void> {
  if (!(await lockRecord(db, art, id))) throw new AppError('not-found');
}

function requireRollen(names: readonly string[]): void {
  if (!names.every((name) => (rollen as readonly string[]).includes(name))) throw new AppError('input-invalid');
}
