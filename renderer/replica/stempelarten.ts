import type { Datensatz } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import { mayUseStamp, type StampKind } from '../../shared/pdf/stamp/stamp-kind.ts';
import { stampKinds } from '../../shared/pdf/stamp/stamp-kinds.ts';
import { readStampDefinition, stampDefinitionSchema } from '../../shared/pdf/stamp/stamp-schema.ts';
import type { Stempelkatalog, StempelZeile } from '../replica-api/stempel-rows.ts';
import type { Commands } from '../replica-api.ts';
import { makeChange } from './make-change.ts';
import type { Replica } from './replica.ts';

/** The kinds of stamps as the agency has them: built-in ones, its changes to them, and its own; built-in ones first. */
export async function readStempelkatalog(replica: Replica): Promise<Stempelkatalog> {
  const { stempelart, person, einheit } = replica.tables;
  const ids = stempelart.ids.filter((id) => id !== null);
  const records = (await Promise.all(ids.map((id) => replica.read('stempelart', id)))).filter((each) => each !== null);
  const byId = new Map(records.map((record) => [record.id, record]));
  const me = person.row(replica.identity.person);
  const ich = {
    rollen: person.text('rollen', me).split('\n').filter(Boolean),
    einheit: person.code('einheit', me) ?? replica.identity.einheit,
  };
  const row = (kind: StampKind, herkunft: StempelZeile['herkunft'], record?: Datensatz): StempelZeile => ({
    kind,
    herkunft,
    aktiv: record?.felder.aktiv !== false,
    darf: mayUseStamp(kind, ich),
    unsent: record !== undefined && replica.isUnsent('stempelart', record.id),
  });
  const builtIn = stampKinds.map((kind) => {
    const record = byId.get(kind.id);
    const changed = record && definitionOf(record);
    return changed ? row({ ...changed, id: kind.id }, 'geaendert', record) : row(kind, 'mitgeliefert', record);
  });
  const own = records
    .filter(({ id }) => !stampKinds.some((kind) => kind.id === id))
    .flatMap((record) => {
      const definition = definitionOf(record);
      return definition ? [row({ ...definition, id: record.id }, 'eigen', record)] : [];
    })
    .sort((a, b) => a.kind.title.de.localeCompare(b.kind.title.de, 'de'));
  const einheiten = einheit.ids
    .flatMap((id, at) => (id === null ? [] : [{ id, name: einheit.text('name', at) }]))
    .sort((a, b) => a.name.localeCompare(b.name, 'de'));
  return { arten: [...builtIn, ...own], einheiten, darfPflegen: ich.rollen.includes('registratur') };
}

/**
 * Sets a kind as a whole. The last one who sets it is right: two definitions cannot be merged by field, so the base is beyond
 * every revision and never conflicts. Throws AppError 'stamp-definition-invalid'.
 */
export async function setStempelart(replica: Replica, input: Commands['setStempelart']['input']): Promise<null> {
  const { id, definition, titel, aktiv } = input;
  if (definition !== null && !stampDefinitionSchema.safeParse(definition).success) {
    throw new AppError('stamp-definition-invalid');
  }
  const set = { titel, definition: definition && JSON.stringify(definition), aktiv };
  const base = Object.fromEntries(Object.keys(set).map((feld) => [feld, Number.MAX_SAFE_INTEGER]));
  const ent = { art: 'stempelart', id } as const;
  await replica.append([makeChange(replica, { akte: null, intent: 'set-stempelart', ent, base, set })]);
  return null;
}

function definitionOf({ felder }: Datensatz) {
  return typeof felder.definition === 'string' ? readStampDefinition(felder.definition) : null;
}
