import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { AppError, errorCode } from '../shared/errors.ts';
import { errorsDe } from '../shared/texts/errors-de.ts';
import {
  addUser,
  deactivateUser,
  importAktenplan,
  listDevices,
  revokeDevice,
  setEinheit,
  setPassword,
  setRollen,
  setVertretung,
} from './admin/administer.ts';
import { pruneLog } from './admin/prune-log.ts';
import { readAktenplan } from './admin/read-aktenplan.ts';
import { renewEpoch } from './admin/renew-epoch.ts';
import { setProfil } from './admin/set-profil.ts';
import { trustExport, trustImport, trustKey, trustList, trustRemove } from './admin/trust-commands.ts';
import { type Db, openDatabase, transaction } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';
import { listGaps } from './numbers/number-blocks.ts';

const usage = `Verwaltung des Servers. Datenbank: --database-url, DATABASE_URL oder --data ORDNER.

  user add NAME --display "Vorname Nachname" --einheit ID [--funktion TEXT] [--rollen a,b] [--oidc-subject SUB]
  user set-password NAME            Kennwort aus der Umgebungsvariablen AKTENTASCHE_PASSWORD oder neu erzeugt
  user deactivate NAME
  user roles NAME --rollen a,b      sachbearbeitung, leitung, registratur, lesend, siegel
  user deputise PERSON-ID --for ID,ID
  unit set ID --kennung NR --display NAME [--parent ID]
  plan import DATEI.csv             kennzeichen;titel;uebergeordnet;aufbewahrungJahre
  profile set DATEI.json            Name, Land, Zeichenregeln, Vorgangstypen (auch eigene), Stempel, Briefkopf, höchste Vertraulichkeit
  number gaps                       Nummern, die niemand mehr bekommt, und von welchem Block sie übrig sind
  device list
  device revoke ID
  trust import DATEI… [--signers PEM] [--timestamps]
                                    EU-Liste und Länderlisten (XML) sowie eigene Zertifikate; --signers: wer die EU-Liste
                                    unterschreibt (sonst AKTENTASCHE_LOTL_SIGNERS); --timestamps: Zertifikate für Zeitstempel
  trust list
  trust remove LAND|SHA-256
  trust export                      die geltende Liste, unterschrieben, für aktentasche validate --trust-list
  trust key                         der öffentliche Schlüssel dazu
  log prune --keep ANZAHL           nur so viele der jüngsten Zeilen des Änderungsstroms behalten; wer länger fort war,
                                    gleicht danach Akte für Akte ab. Nennt die erste Nummer, die noch da ist.
  server restored                   nach dem Einspielen einer Sicherung, vor dem Start: alle Arbeitsplätze gleichen neu ab`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: 'aktentasche-server' },
    'database-url': { type: 'string' },
    display: { type: 'string', default: '' },
    einheit: { type: 'string', default: '' },
    funktion: { type: 'string', default: '' },
    rollen: { type: 'string', default: 'sachbearbeitung' },
    'oidc-subject': { type: 'string' },
    for: { type: 'string', default: '' },
    kennung: { type: 'string', default: '' },
    parent: { type: 'string' },
    signers: { type: 'string' },
    timestamps: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
});

/** One command: what it does in one transaction, and what it prints. */
type Command = (db: Db, subject: string, more: readonly string[]) => Promise<string>;

const commands: Readonly<Record<string, Command>> = {
  'user add': async (db, anmeldename) => {
    const { password, shown } = readPassword();
    const person = await addUser(db, {
      anmeldename,
      name: values.display,
      einheit: values.einheit,
      funktion: values.funktion,
      rollen: list(values.rollen),
      password: values['oidc-subject'] ? '' : password,
      oidcSubject: values['oidc-subject'] ?? null,
    });
    return values['oidc-subject'] ? person : `${person}${shown}`;
  },
  'user set-password': async (db, anmeldename) => {
    const { password, shown } = readPassword();
    await setPassword(db, anmeldename, password);
    return `${anmeldename}${shown}`;
  },
  'user deactivate': (db, anmeldename) => deactivateUser(db, anmeldename).then(() => anmeldename),
  'user roles': (db, anmeldename) => setRollen(db, anmeldename, list(values.rollen)).then(() => anmeldename),
  'user deputise': (db, person) => setVertretung(db, person, list(values.for)).then(() => person),
  'unit set': async (db, id) => {
    const felder = { kennung: values.kennung, name: values.display, uebergeordnet: values.parent ?? null };
    await setEinheit(db, { id, ...felder }, new Date());
    return id;
  },
  'plan import': async (db, file) => {
    const rows = readAktenplan(await readFile(file, 'utf8'));
    await importAktenplan(db, rows);
    return `${rows.length} Aktenplaneinheiten`;
  },
  'profile set': async (db, file) => {
    await setProfil(db, await readFile(file, 'utf8'));
    return file;
  },
  'number gaps': async (db) =>
    (await listGaps(db))
      .map(({ kreis, naechste, bis, beendet }) => `${kreis}\t${naechste}-${bis}\t${beendet.toISOString()}`)
      .join('\n'),
  'device list': async (db) => {
    const devices = await listDevices(db);
    const line = (device: (typeof devices)[number]) =>
      [
        device.id,
        device.person,
        device.name,
        device.angelegt.toISOString(),
        device.gesperrt ? 'gesperrt' : 'aktiv',
      ].join('\t');
    return devices.map(line).join('\n');
  },
  'device revoke': (db, id) => revokeDevice(db, id, new Date()).then(() => id),
  'trust import': (db, file, more) =>
    trustImport(db, [file, ...more], {
      signersFile: values.signers ?? process.env.AKTENTASCHE_LOTL_SIGNERS,
      service: values.timestamps ? 'own-tsa' : 'own-ca',
    }),
  'trust list': trustList,
  'trust remove': trustRemove,
  'trust export': trustExport,
  'trust key': trustKey,
  'log prune': async (db) => {
    const keep = Number(values.keep);
    if (!Number.isSafeInteger(keep) || keep < 1) throw new AppError('input-invalid');
    return String(await pruneLog(db, keep));
  },
  'server restored': (db) => renewEpoch(db),
};
const withoutSubject = [
  'device list',
  'number gaps',
  'trust list',
  'trust export',
  'trust key',
  'log prune',
  'server restored',
];

process.exitCode = await run();

async function run(): Promise<number> {
  const [area, verb, subject = '', ...more] = positionals;
  const name = `${area} ${verb}`;
  const command = commands[name];
  if (!command || (subject === '' && !withoutSubject.includes(name))) {
    console.error(usage);
    return 2;
  }
  const given = values['database-url'] ?? process.env.DATABASE_URL;
  const postgres = given ? undefined : await startEmbeddedPostgres(values.data);
  const pool = openDatabase(given ?? postgres!.url);
  try {
    await migrate(pool);
    console.log(await transaction(pool, (db) => command(db, subject, more)));
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(`${errorCode(error)}: ${errorsDe[errorCode(error)]}`);
    if (Array.isArray(error.cause)) for (const fault of error.cause) console.error(String(fault));
    return 1;
  } finally {
    await pool.end();
    // A database that a server was using before us keeps running.
    if (postgres && !postgres.wasRunning) await postgres.stop();
  }
}

function readPassword(): { password: string; shown: string } {
  const given = process.env.AKTENTASCHE_PASSWORD;
  if (given) return { password: given, shown: '' };
  const password = randomBytes(12).toString('base64url');
  return { password, shown: `\nKennwort: ${password}` };
}

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}
