import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { makeDeviceKey } from './device.mjs';

const PERSONS_PER_UNIT = 10;

/**
 * Fills a running server's database with as many persons as there are clients, ten to an Einheit, each with a registered
 * device, and one Akte per Einheit; waits until the change feed has granted them. Answers one device per client.
 */
export async function makeAuthority({ databaseUrl, clients }) {
  const run = randomUUID().slice(0, 8);
  const devices = Array.from({ length: clients }, (_, i) => ({
    ...makeDeviceKey(),
    id: `last-${run}-${i}`,
    person: `p-last-${run}-${i}`,
    unit: `einheit-${run}-${Math.floor(i / PERSONS_PER_UNIT)}`,
  }));
  const units = [...new Set(devices.map(({ unit }) => unit))];
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  await db.query('begin');
  await store(
    db,
    units.map((id) => ({ art: 'einheit', id, akte: null, felder: { kennung: id, name: id, uebergeordnet: null } })),
  );
  await store(
    db,
    units.map((id) => akteOf(id)),
  );
  await db.query(
    `insert into konto (person, anmeldename, rollen) select t, t, '{sachbearbeitung}' from unnest($1::text[]) as t`,
    [devices.map(({ person }) => person)],
  );
  await store(
    db,
    devices.map(({ person, unit }) => personOf(person, unit)),
  );
  await db.query(
    `insert into geraet (id, person, name, jwk, angelegt)
     select d ->> 'id', d ->> 'person', 'Last', d -> 'jwk', now() from jsonb_array_elements($1) as d`,
    [JSON.stringify(devices.map(({ id, person, jwk }) => ({ id, person, jwk })))],
  );
  await db.query('commit');
  const endsAt = performance.now() + 300_000;
  for (;;) {
    if (performance.now() > endsAt) throw new Error('the feed did not grant the Akten within five minutes');
    const { rows } = await db.query('select exists (select from pending) as waiting');
    if (!rows[0].waiting) break;
    await new Promise((done) => setTimeout(done, 200));
  }
  await db.query('vacuum analyze');
  await db.end();
  return devices;
}

function akteOf(unit) {
  const felder = {
    aktenzeichen: unit,
    titel: unit,
    aktenplaneinheit: 'ap-posteingang',
    federfuehrung: unit,
    vertraulichkeit: '003',
    schutzbedarf: 'normal',
    status: 'offen',
    angelegt: '2026-01-01T08:00:00Z',
  };
  return { art: 'akte', id: `akte-${unit}`, akte: `akte-${unit}`, felder };
}

function personOf(id, einheit) {
  const felder = { name: id, einheit, funktion: '', vertritt: [], zeichnung: '', rollen: ['sachbearbeitung'] };
  return { art: 'person', id, akte: null, felder };
}

async function store(db, records) {
  await db.query(
    `with t as (select d, nextval('rev') as rev from jsonb_array_elements($1) as d),
          p as (insert into pending (art, rid, akte, d)
                select d ->> 'art', d ->> 'id', d ->> 'akte', (d || jsonb_build_object('rev', rev))::text from t)
     insert into datensatz (art, id, akte, rev, d)
     select d ->> 'art', d ->> 'id', d ->> 'akte', rev,
            d || jsonb_build_object('rev', rev, 'feldvon', '{}'::jsonb, 'feldrev',
              (select jsonb_object_agg(feld, rev) from jsonb_object_keys(d -> 'felder') as feld)) from t`,
    [JSON.stringify(records)],
  );
}
